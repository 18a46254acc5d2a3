import { parse as parseCsv } from "csv-parse/sync";
import { z } from "zod";
import type { Message, SharedFile, Snapshot } from "../../src/local-slack/control.ts";
import type { ControlClient } from "../../src/local-slack/control-client.ts";
import { cast, places } from "../../src/local-slack/workspace.ts";

/** One check of one account, as the result files tell it; what JSON calls null is empty, as in CSV. */
const row = z.object({
  accountId: z.string(),
  accountName: z.string(),
  check: z.string(),
  status: z.enum(["pass", "fail", "not_applicable", "unknown"]),
  reason: z.string(),
  severity: z.string(),
  rung: z.string(),
  readAt: z.string(),
});
export type FileRow = z.output<typeof row>;

const json = z.object({
  audit: z.object({
    id: z.string(),
    scope: z.looseObject({ kind: z.string() }),
    state: z.enum(["finished", "cancelled", "interrupted"]),
    requestedBy: z.string(),
    coverage: z.object({
      inScope: z.int(),
      read: z.int(),
      unread: z.array(z.object({ code: z.string(), accounts: z.int() })),
      notActive: z.int(),
    }),
  }),
  results: z.array(z.record(z.string(), z.unknown())),
});

/** Everything that is told of an audit in one place: the message, and the files in its thread. */
export interface ToldAudit {
  readonly message: Message;
  readonly fileMessage: Message;
  readonly audit: z.output<typeof json>["audit"];
  readonly json: readonly FileRow[];
  readonly csv: readonly FileRow[];
  /** The files as they were uploaded. */
  readonly texts: readonly string[];
}

export interface AuditQuestion {
  readonly user?: string;
  readonly channel?: string;
  /** What follows `/rootcheck audit`; nothing for the organization. */
  readonly text?: string;
  /** Whether this is the message that is waited for, where there may be several. */
  readonly where?: (message: Message) => boolean;
}

/** Asks for an audit and waits for its message and the files in its thread. */
export async function auditToTheEnd(slack: ControlClient, question: AuditQuestion = {}): Promise<ToldAudit> {
  const [told] = await auditAll(slack, [question]);
  if (!told) throw new Error("The audit was told and is gone.");
  return told;
}

/** Asks for several at once, all by one person, and waits for all of them. */
export async function auditAll(
  slack: ControlClient,
  questions: readonly AuditQuestion[],
): Promise<readonly ToldAudit[]> {
  const user = questions[0]?.user ?? cast.operator;
  const before = new Set((await slack.state(user)).messages.map(({ ts }) => ts));
  for (const { channel = places.security, text = "" } of questions) {
    const delivery = await slack.command({ user, channel, text: `/rootcheck audit ${text}`.trim() });
    if (delivery.outcome !== "acknowledged") throw new Error(`Not acknowledged: ${JSON.stringify(delivery)}`);
  }
  const fits = questions[0]?.where ?? (() => true);
  const tellings = (snapshot: Snapshot) =>
    tellingsIn(snapshot).filter(({ files, message }) => !before.has(files.ts) && fits(message));
  const snapshot = await slack.until(user, (each) => tellings(each).length >= questions.length);
  return Promise.all(tellings(snapshot).map((telling) => readTold(slack, telling, user)));
}

/** An audit's message that is complete, and the one in its thread that has the files. */
export interface Telling {
  readonly message: Message;
  readonly files: Message;
}

/** The audits that somebody sees told to the end. */
export function tellingsIn({ messages }: Snapshot): readonly Telling[] {
  return messages.flatMap((files) => {
    if (files.files.length === 0) return [];
    const message = messages.find(isThreadOf(files));
    return message && saysWhereFilesAre(message) ? [{ message, files }] : [];
  });
}

/** What an audit told, with its files as this person can have them. */
export async function readTold(
  slack: ControlClient,
  { message, files }: Telling,
  user: string = cast.operator,
): Promise<ToldAudit> {
  const texts = await Promise.all(files.files.map((file) => textOf(slack, file, user)));
  const parsed = json.parse(JSON.parse(textNamed(files, texts, "rootcheck-results.json")));
  const csv = parseCsv(textNamed(files, texts, "rootcheck-results.csv"), { columns: true });
  return {
    message,
    fileMessage: files,
    audit: parsed.audit,
    json: parsed.results.map((each) => row.parse(withoutNull(each))),
    csv: row.array().parse(csv),
    texts,
  };
}

/** The message whose thread another is in. */
function isThreadOf({ channel, threadTs }: Message): (message: Message) => boolean {
  return (message) => message.channel === channel && message.ts === threadTs;
}

function saysWhereFilesAre({ blocks }: Message): boolean {
  return JSON.stringify(blocks).includes("in the thread");
}

async function textOf(slack: ControlClient, { id }: SharedFile, user: string): Promise<string> {
  return new TextDecoder().decode(await slack.file(id, user));
}

function textNamed({ files }: Message, texts: readonly string[], name: string): string {
  return texts[files.findIndex((file) => file.name === name)] ?? "";
}

function withoutNull(given: object): object {
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [name, value ?? ""]));
}

/** How archetype-truths.ts would put it: `fail high`, `unknown throttled`, `pass`. */
export function verdictOf({ status, severity, reason }: FileRow): string {
  if (status === "fail") return `fail ${severity}`;
  return status === "unknown" ? `unknown ${reason.split(":")[0]}` : status;
}

/** Whether a message is an audit that is still going on. */
export function isRunning({ ephemeralTo, text }: Message): boolean {
  return !ephemeralTo && text.startsWith("Auditing");
}
