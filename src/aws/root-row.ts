import type { RootAccessKey } from "../domain/root-facts.ts";
import { accessKeysOf, booleanOf, dateOf, isRootRow, parseReport, type ReportRow } from "./report-rows.ts";

/** What a credential report says of root; a value that the report does not give is absent. */
export interface RootRow {
  readonly passwordPresent?: boolean;
  readonly passwordLastUsed?: Date | "never";
  readonly mfaEnabled?: boolean;
  readonly accessKeys?: readonly RootAccessKey[];
  readonly signingCertificatesPresent?: boolean;
}

/** Reads root's row out of the report. */
export function parseRootRow(csv: string): RootRow {
  const row = parseReport(csv).find(isRootRow);
  if (!row) throw new Error("the credential report has no row for root");
  const passwordPresent = booleanOf(row.password_enabled);
  const passwordLastUsed = lastUseOf(row.password_last_used);
  const mfaEnabled = booleanOf(row.mfa_active);
  const accessKeys = accessKeysOf(row);
  const signingCertificatesPresent = certificatesIn(row);
  return {
    ...(passwordPresent !== undefined && { passwordPresent }),
    ...(passwordLastUsed && { passwordLastUsed }),
    ...(mfaEnabled !== undefined && { mfaEnabled }),
    ...(accessKeys && { accessKeys }),
    ...(signingCertificatesPresent !== undefined && { signingCertificatesPresent }),
  };
}

/** `no_information` is a password that was never used since AWS began to look, `N/A` no password at all. */
function lastUseOf(text: string | undefined): Date | "never" | undefined {
  return text === "no_information" || text === "N/A" ? "never" : dateOf(text);
}

/** A certificate that is inactive is there all the same, with the time it was made; one that is not has no time. */
function certificatesIn(row: ReportRow): boolean | undefined {
  const certificates = ["cert_1", "cert_2"].map((prefix) => {
    const active = booleanOf(row[`${prefix}_active`]);
    if (active === undefined) return row[`${prefix}_active`] === "N/A" ? false : undefined;
    return active || dateOf(row[`${prefix}_last_rotated`]) !== undefined;
  });
  if (certificates.includes(true)) return true;
  return certificates.includes(undefined) ? undefined : false;
}
