import {
  ListTagsForResource$,
  type ListTagsForResourceRequest,
  type ListTagsForResourceResponse,
  TargetNotFoundException$,
} from "@aws-sdk/client-organizations";
import { operation } from "../operation.ts";
import { modelled } from "../wire/refusal.ts";
import { requireAdministrator } from "./access.ts";
import { accountArn } from "./accounts.ts";
import { pageOf } from "./page.ts";

/** Lists the tags of an account; nothing else is tagged here. */
export const listTagsForResource = operation<ListTagsForResourceRequest, ListTagsForResourceResponse>({
  schema: ListTagsForResource$,
  subject: ({ ResourceId }) => ResourceId,
  resource: ({ organization, input }) => accountArn(organization, { id: input.ResourceId ?? "" }),
  answer(call) {
    requireAdministrator(call);
    const { organization, input, switches } = call;
    const account = organization.accounts.get(input.ResourceId ?? "");
    if (!account?.inOrganization)
      throw modelled(TargetNotFoundException$, "You specified a target that doesn't exist.");
    const tags = Object.entries(account.tags).map(([Key, Value]) => ({ Key, Value }));
    const { entries, NextToken } = pageOf(tags, input, switches);
    return { Tags: entries, NextToken };
  },
});
