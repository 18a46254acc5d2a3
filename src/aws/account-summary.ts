import { GetAccountSummaryCommand, type SummaryKeyType } from "@aws-sdk/client-iam";
import { known, type Read, unread } from "../domain/read.ts";
import type { RootFacts } from "../domain/root-facts.ts";
import { attempt, originOf, type Reading } from "./reading.ts";

/** The facts that the account summary gives in one call. */
export type SummaryFacts = Pick<
  RootFacts,
  "passwordPresent" | "mfaEnabled" | "accessKeysPresent" | "signingCertificatesPresent"
>;

const CALL = "iam:GetAccountSummary";

/** Reads what the root user has, without particulars. A number that the answer lacks is not taken for none. */
export async function readSummary(reading: Reading): Promise<SummaryFacts> {
  const { iam, rung, call } = reading;
  const summary = await attempt(CALL, rung, async () => {
    const answer = await call(CALL, () => iam.send(new GetAccountSummaryCommand({})));
    return known(answer.SummaryMap ?? {}, originOf(reading, CALL, "SummaryMap", answer));
  });
  const isThere = (field: SummaryKeyType): Read<boolean> => {
    if (!summary.known) return summary;
    const value = summary.value[field];
    if (value === undefined) return unread({ code: "missing-in-answer", call: CALL, detail: field, rung });
    return known(value > 0, { ...summary.origin, field, given: String(value) });
  };
  return {
    passwordPresent: isThere("AccountPasswordPresent"),
    mfaEnabled: isThere("AccountMFAEnabled"),
    accessKeysPresent: isThere("AccountAccessKeysPresent"),
    signingCertificatesPresent: isThere("AccountSigningCertificatesPresent"),
  };
}
