import type { RootAccessKey } from "../domain/root-facts.ts";
import { accessKeysOf, isRootRow, parseReport, type ReportRow } from "./report-rows.ts";

/** The access keys of one user as a credential report shows them, without their ids. */
export interface ReportedUser {
  readonly user: string;
  readonly keys: readonly RootAccessKey[];
  /** False where the report says, or leaves open, that there are more. */
  readonly isComplete: boolean;
}

/** The access keys that a credential report shows; root's are absent where it does not say. */
export interface ReportedKeys {
  readonly root?: readonly RootAccessKey[];
  readonly users: readonly ReportedUser[];
}

/** Reads everybody's access keys out of a credential report. */
export function parseKeyRows(csv: string): ReportedKeys {
  const rows = parseReport(csv);
  const rootRow = rows.find(isRootRow);
  if (!rootRow) throw new Error("the credential report has no row for root");
  const root = accessKeysOf(rootRow);
  const users = rows.filter((row) => row !== rootRow).map(userIn);
  return { ...(root && { root }), users };
}

/** There are columns for two keys. What is beyond them stands in one of its own, which older reports lack. */
function userIn(row: ReportRow): ReportedUser {
  const keys = accessKeysOf(row);
  const more = row.additional_credentials_info ?? "";
  return {
    user: row.user ?? "",
    keys: keys ?? [],
    isComplete: keys !== undefined && /^(n\/a|false|none)?$/i.test(more.trim()),
  };
}
