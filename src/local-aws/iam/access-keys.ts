import {
  GetAccessKeyLastUsed$,
  type GetAccessKeyLastUsedRequest,
  type GetAccessKeyLastUsedResponse,
  ListAccessKeys$,
  type ListAccessKeysRequest,
  type ListAccessKeysResponse,
} from "@aws-sdk/client-iam";
import type { AccessKey } from "../account.ts";
import { type Call, operation } from "../operation.ts";
import { arnOf } from "../principal.ts";
import { Refusal } from "../wire/refusal.ts";
import { rootArn, subjectOf, subjectResource, userArn } from "./identities.ts";
import { pageOf } from "./page.ts";

/** Lists the access keys of a user, or of root. */
export const listAccessKeys = operation<ListAccessKeysRequest, ListAccessKeysResponse>({
  schema: ListAccessKeys$,
  resource: subjectResource,
  answer(call) {
    const subject = subjectOf(call);
    const UserName = subject.kind === "user" ? subject.UserName : undefined;
    const { entries, ...page } = pageOf(subject.credentials.accessKeys, call.input);
    const metadata = entries.map((key) => ({
      UserName,
      AccessKeyId: key.id,
      Status: key.status,
      CreateDate: key.createdAt,
    }));
    return { AccessKeyMetadata: metadata, ...page };
  },
});

interface FoundKey {
  readonly key: AccessKey;
  readonly UserName: string | undefined;
  readonly arn: string;
}

/** Says when and where an access key of the account was last used. */
export const getAccessKeyLastUsed = operation<GetAccessKeyLastUsedRequest, GetAccessKeyLastUsedResponse>({
  schema: GetAccessKeyLastUsed$,
  resource: (call) => keyOf(call)?.arn ?? "*",
  answer(call) {
    const found = keyOf(call);
    if (!found) {
      const who = arnOf(call.organization, call.principal);
      const text = `User: ${who} is not authorized to perform: iam:GetAccessKeyLastUsed on resource: access key ${call.input.AccessKeyId}`;
      throw new Refusal("access-denied", text);
    }
    const { lastUsed } = found.key;
    return {
      UserName: found.UserName,
      AccessKeyLastUsed: {
        ServiceName: lastUsed?.service ?? "N/A",
        Region: lastUsed?.region ?? "N/A",
        LastUsedDate: lastUsed?.at,
      },
    };
  },
});

function keyOf({ account, organization, input }: Call<GetAccessKeyLastUsedRequest>): FoundKey | undefined {
  const isAsked = (key: AccessKey) => key.id === input.AccessKeyId;
  const ofRoot = account.root.accessKeys.find(isAsked);
  if (ofRoot) return { key: ofRoot, UserName: undefined, arn: rootArn(organization, account) };
  const owner = account.users.find((each) => each.accessKeys.some(isAsked));
  const key = owner?.accessKeys.find(isAsked);
  if (!owner || !key) return undefined;
  return { key, UserName: owner.name, arn: userArn(organization, account, owner) };
}
