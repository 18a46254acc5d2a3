import { parse } from "csv-parse/sync";
import { z } from "zod";
import type { RootAccessKey } from "../domain/root-facts.ts";

/** One line of a credential report, by the names of its header. */
export type ReportRow = Readonly<Record<string, string>>;

const rows = z.array(z.record(z.string(), z.string()));

/** The lines of a report by the header's names, because AWS has added columns over time. */
export function parseReport(csv: string): readonly ReportRow[] {
  return rows.parse(
    parse(csv, { columns: true, skip_empty_lines: true, relax_column_count: true, bom: true }),
  );
}

/** Whether a line is the root user's own, and not of somebody who goes by the name. */
export function isRootRow({ user, arn }: ReportRow): boolean {
  return user === "<root_account>" && /^arn:[\w-]+:iam::\d{12}:root$/.test(arn ?? "");
}

/** Undefined where a column is missing, or says neither that there is a key nor that there is none. */
export function accessKeysOf(row: ReportRow): readonly RootAccessKey[] | undefined {
  const keys = ["access_key_1", "access_key_2"].map((prefix) => accessKeyOf(row, prefix));
  return keys.includes("unsaid") ? undefined : keys.filter((key) => typeof key === "object");
}

/** A key that is inactive keeps its time of rotation; one that is not there has `N/A` in every column, or no time. */
function accessKeyOf(row: ReportRow, prefix: string): RootAccessKey | "none" | "unsaid" {
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
export function booleanOf(text: string | undefined): boolean | undefined {
  const word = text?.toLowerCase();
  return word === "true" ? true : word === "false" ? false : undefined;
}

/** `N/A`, `no_information` and `not_supported` stand where dates stand, and are none. */
export function dateOf(text: string | undefined): Date | undefined {
  if (!text || !/^\d{4}-\d{2}-\d{2}T/.test(text)) return undefined;
  const date = new Date(text);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

function wordOf(text: string | undefined): string | undefined {
  return text && text !== "N/A" && text !== "no_information" ? text : undefined;
}
