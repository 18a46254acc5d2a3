import {
  CredentialReportExpiredException,
  CredentialReportNotPresentException,
  CredentialReportNotReadyException,
  GenerateCredentialReportCommand,
  GetCredentialReportCommand,
  type IAMClient,
} from "@aws-sdk/client-iam";
import { parse } from "csv-parse/sync";
import { z } from "zod";
import type { RootAccessKey } from "../domain/root-facts.ts";
import type { Caller } from "./caller.ts";

/** What a credential report says of root; a value that the report does not give is absent. */
export interface RootRow {
  readonly passwordPresent?: boolean;
  readonly mfaEnabled?: boolean;
  readonly accessKeys?: readonly RootAccessKey[];
}

export interface CredentialReport {
  readonly root: RootRow;
  /** When AWS made it: at most one in four hours, so it may be older than what it is read for. */
  readonly generatedAt: Date;
  readonly requestId?: string;
}

const rows = z.array(z.record(z.string(), z.string()));

/**
 * The account's credential report if there is one; else has AWS make one and answers undefined, because making
 * takes seconds and nobody waits in line for it.
 * @throws as the SDK, and where the report has no row for root.
 */
export async function readCredentialReport(
  iam: IAMClient,
  call: Caller,
): Promise<CredentialReport | undefined> {
  const existing = await fetchReport(iam, call);
  if (existing !== "absent") return existing;
  const started = await call("iam:GenerateCredentialReport", () =>
    iam.send(new GenerateCredentialReportCommand({})),
  );
  if (started.State !== "COMPLETE") return undefined;
  const made = await fetchReport(iam, call);
  return made === "absent" ? undefined : made;
}

async function fetchReport(iam: IAMClient, call: Caller): Promise<CredentialReport | "absent" | undefined> {
  try {
    const answer = await call("iam:GetCredentialReport", () => iam.send(new GetCredentialReportCommand({})));
    if (!answer.Content || !answer.GeneratedTime)
      throw new Error("the report came without its content or time");
    return {
      root: parseRootRow(new TextDecoder().decode(answer.Content)),
      generatedAt: answer.GeneratedTime,
      ...(answer.$metadata.requestId && { requestId: answer.$metadata.requestId }),
    };
  } catch (error) {
    if (error instanceof CredentialReportNotReadyException) return undefined;
    if (error instanceof CredentialReportNotPresentException) return "absent";
    if (error instanceof CredentialReportExpiredException) return "absent";
    throw error;
  }
}

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
  const mfaEnabled = booleanOf(row.mfa_active);
  const accessKeys = accessKeysOf(row);
  return {
    ...(passwordPresent !== undefined && { passwordPresent }),
    ...(mfaEnabled !== undefined && { mfaEnabled }),
    ...(accessKeys && { accessKeys }),
  };
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
