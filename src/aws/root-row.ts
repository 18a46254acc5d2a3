import { parse } from "csv-parse/sync";
import { z } from "zod";
import type { RootAccessKey } from "../domain/root-facts.ts";

/** What a credential report says of root; a value that the report does not give is absent. */
export interface RootRow {
  readonly passwordPresent?: boolean;
  readonly passwordLastUsed?: Date | "never";
  readonly mfaEnabled?: boolean;
  readonly accessKeys?: readonly RootAccessKey[];
  readonly signingCertificatesPresent?: boolean;
}

const rows = z.array(z.record(z.string(), z.string()));

/** Reads root's row by the header's names, because AWS has added columns over time. */
export function parseRootRow(csv: string): RootRow {
  const parsed = rows.parse(
    parse(csv, { columns: true, skip_empty_lines: true, relax_column_count: true, bom: true }),
  );
  const row = parsed.find(
    ({ user, arn }) => user === "<root_account>" && /^arn:[\w-]+:iam::\d{12}:root$/.test(arn ?? ""),
  );
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
function certificatesIn(row: Record<string, string>): boolean | undefined {
  const certificates = ["cert_1", "cert_2"].map((prefix) => {
    const active = booleanOf(row[`${prefix}_active`]);
    if (active === undefined) return row[`${prefix}_active`] === "N/A" ? false : undefined;
    return active || dateOf(row[`${prefix}_last_rotated`]) !== undefined;
  });
  if (certificates.includes(true)) return true;
  return certificates.includes(undefined) ? undefined : false;
}

/** Undefined where a column is missing, or says neither that there is a key nor that there is none. */
function accessKeysOf(row: Record<string, string>): readonly RootAccessKey[] | undefined {
  const keys = ["access_key_1", "access_key_2"].map((prefix) => accessKeyOf(row, prefix));
  return keys.includes("unsaid") ? undefined : keys.filter((key) => typeof key === "object");
}

/** A key that is inactive keeps its time of rotation; one that is not there has `N/A` in every column, or no time. */
function accessKeyOf(row: Record<string, string>, prefix: string): RootAccessKey | "none" | "unsaid" {
  const word = row[`${prefix}_active`];
  const active = booleanOf(word);
  const createdAt = dateOf(row[`${prefix}_last_rotated`]);
  if (active === undefined) return word?.toUpperCase() === "N/A" ? "none" : "unsaid";
  if (!active && !createdAt) return "none";
  const at = dateOf(row[`${prefix}_last_used_date`]);
  const service = wordOf(row[`${prefix}_last_used_service`]);
  const region = wordOf(row[`${prefix}_last_used_region`]);
  return {
    status: active ? "active" : "inactive",
    ...(createdAt && { createdAt }),
    ...(at && { lastUsed: { at, ...(service && { service }), ...(region && { region }) } }),
  };
}

/** The documentation prints TRUE, AWS sends true; `not_supported` is neither. */
function booleanOf(text: string | undefined): boolean | undefined {
  const word = text?.toLowerCase();
  return word === "true" ? true : word === "false" ? false : undefined;
}

/** `N/A`, `no_information` and `not_supported` stand where dates stand, and are none. */
function dateOf(text: string | undefined): Date | undefined {
  if (!text || !/^\d{4}-\d{2}-\d{2}T/.test(text)) return undefined;
  const date = new Date(text);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

function wordOf(text: string | undefined): string | undefined {
  return text && text !== "N/A" && text !== "no_information" ? text : undefined;
}
