import {
  ListAccountAliases$,
  type ListAccountAliasesRequest,
  type ListAccountAliasesResponse,
} from "@aws-sdk/client-iam";
import { anyResource, operation } from "../operation.ts";
import { pageOf } from "./page.ts";

/** Gives the account's alias, of which there is at most one. */
export const listAccountAliases = operation<ListAccountAliasesRequest, ListAccountAliasesResponse>({
  schema: ListAccountAliases$,
  resource: anyResource,
  answer({ account, input }) {
    const { entries, ...page } = pageOf(account.alias === undefined ? [] : [account.alias], input);
    return { AccountAliases: entries, ...page };
  },
});
