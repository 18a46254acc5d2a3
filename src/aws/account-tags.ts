import { ListTagsForResourceCommand } from "@aws-sdk/client-organizations";
import type { Clock } from "../clock.ts";
import type { AccountId } from "../domain/account.ts";
import type { AccountTags } from "../domain/owner-rules.ts";
import { known, type Read } from "../domain/read.ts";
import type { Caller } from "./caller.ts";
import { pagesOf } from "./pages.ts";
import { attempt, originOf } from "./reading.ts";
import type { Home } from "./sessions.ts";

const CALL = "organizations:ListTagsForResource";

/** The tags that an account has in Organizations; one call an account, or more. */
export function readTags(
  { organizations }: Home,
  id: AccountId,
  { call, clock }: { readonly call: Caller; readonly clock: Clock },
): Promise<Read<AccountTags>> {
  const rung = "own credentials";
  return attempt(CALL, rung, async () => {
    const ask = (NextToken: string | undefined) =>
      call(CALL, () =>
        organizations.send(
          new ListTagsForResourceCommand({ ResourceId: id, ...(NextToken && { NextToken }) }),
        ),
      );
    const pages = await Array.fromAsync(pagesOf(ask, (page) => page.NextToken));
    const tags = pages.flatMap(({ Tags = [] }) => Tags);
    const byKey = Object.fromEntries(tags.map(({ Key = "", Value = "" }) => [Key, Value]));
    return known(byKey, originOf({ rung, call, clock }, CALL, "Tags", pages.at(-1)));
  });
}
