import {
  GetAccessKeyInfo$,
  type GetAccessKeyInfoRequest,
  type GetAccessKeyInfoResponse,
} from "@aws-sdk/client-sts";
import { anyResource, type Call, operation } from "../operation.ts";
import { Refusal } from "../wire/refusal.ts";

/** Says which account an access key belongs to, whosever it is. */
export const getAccessKeyInfo = operation<GetAccessKeyInfoRequest, GetAccessKeyInfoResponse>({
  schema: GetAccessKeyInfo$,
  resource: anyResource,
  answer(call) {
    const account = accountOfKey(call, call.input.AccessKeyId ?? "");
    if (account !== undefined) return { Account: account };
    throw new Refusal("invalid", `Invalid access key id: ${call.input.AccessKeyId}`);
  },
});

function accountOfKey({ organization, sessions }: Call<unknown>, id: string): string | undefined {
  const session = sessions.find(id);
  if (session) return session.principal.account;
  for (const { id: account, root, users } of organization.accounts.values())
    if ([root, ...users].some(({ accessKeys }) => accessKeys.some((key) => key.id === id))) return account;
  return undefined;
}
