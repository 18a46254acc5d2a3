import type { Account } from "../domain/account.ts";
import type { Verdict } from "../domain/result.ts";
import { notApplicable } from "./check.ts";

/** The answer for an account that AWS said is in no organization; undefined for any other. */
export function outsideOrganization({ described }: Pick<Account, "described">): Verdict | undefined {
  if (described?.call !== "organizations:DescribeOrganization") return undefined;
  const source = { ...described, field: "Organization", rung: "own credentials" } as const;
  return notApplicable("no-organization", "the account is in no organization", [
    { ...source, value: "none" },
  ]);
}
