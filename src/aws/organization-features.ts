import { ListOrganizationsFeaturesCommand } from "@aws-sdk/client-iam";
import type { Clock } from "../clock.ts";
import { known, type Read, unread } from "../domain/read.ts";
import type { Caller } from "./caller.ts";
import { failureOf } from "./failure.ts";
import type { Home } from "./sessions.ts";

const CALL = "iam:ListOrganizationsFeatures";
const KEPT_MILLISECONDS = 60_000;

/**
 * Says whether the organization manages its members' root credentials centrally. Asked once for many accounts
 * and kept for a minute; only the management account and a delegated administrator are told.
 */
export function createFeaturesReader({ call, clock }: { readonly call: Caller; readonly clock: Clock }) {
  let kept: { readonly read: Promise<Read<boolean>>; readonly until: number } | undefined;

  async function ask({ iam }: Home): Promise<Read<boolean>> {
    const rung = "own credentials";
    try {
      const answer = await call(CALL, () => iam.send(new ListOrganizationsFeaturesCommand({})));
      const on = answer.EnabledFeatures?.includes("RootCredentialsManagement") ?? false;
      return known(on, { call: CALL, field: "EnabledFeatures", rung, readAt: clock.now() });
    } catch (error) {
      return unread(failureOf(error, CALL, rung));
    }
  }

  return (home: Home): Promise<Read<boolean>> => {
    const now = clock.now().getTime();
    if (!kept || kept.until <= now) kept = { read: ask(home), until: now + KEPT_MILLISECONDS };
    return kept.read;
  };
}
