import type { LoggedCall } from "../../src/local-aws/call-log.ts";
import type { Fault, Snapshot } from "../../src/local-slack/control.ts";

/** What can be seen from outside of an audit that is under way. */
export interface Sight {
  /** The calls that its process has made for it. */
  readonly calls: readonly LoggedCall[];
  /** Active accounts that it is to read. */
  readonly accounts: readonly string[];
  readonly snapshot: Snapshot;
  /** How many calls of Slack's methods were answered since the audit was asked for. */
  answered(method: string): number;
  /** What its process has printed since. */
  readonly printed: string;
}

/** A moment to kill a process at. */
export interface Moment {
  readonly name: string;
  /** Holds Slack's answers up, so that the moment lasts. */
  readonly faults?: readonly Fault[];
  hasCome(sight: Sight): boolean;
  /** Whether what the process was posting may or may not have arrived. */
  readonly uncertain?: "message" | "files";
}

const HELD_MILLISECONDS = 3_000;

/** Nothing is told within the moment that a signal takes, so that one which comes late still meets what it was for. */
const withoutHaste: readonly Fault[] = [{ method: "chat.update", kind: "slow", wait: 1_500, times: 99 }];

function held(method: string): readonly Fault[] {
  return [{ method, kind: "slow", wait: HELD_MILLISECONDS, times: 1 }];
}

function count(calls: readonly LoggedCall[], action: string): number {
  return calls.filter((call) => call.action === action && call.outcome === "ok").length;
}

function accountsOf(calls: readonly LoggedCall[], action: string): ReadonlySet<string> {
  return new Set(
    calls.filter((call) => call.action === action && call.outcome === "ok").map(({ account }) => account),
  );
}

/** Nothing is left to be asked: only to be stored, and the audit closed. */
function isAllRead({ calls, accounts }: Sight): boolean {
  const begun = new Set(calls.filter(({ action }) => action === "AssumeRole").map(({ account }) => account));
  const reports = accountsOf(calls, "GetCredentialReport");
  return (
    [...accountsOf(calls, "GenerateCredentialReport")].every((account) => reports.has(account)) &&
    accounts.every((account) => begun.has(account))
  );
}

/** When the nth call of a kind has been answered; not while the first message is posted, which is a moment of its own. */
export function afterCalls(action: string, nth: number): Moment {
  return {
    name: `after ${nth} ${action}`,
    faults: withoutHaste,
    hasCome: ({ calls, answered }) => count(calls, action) >= nth && answered("chat.postMessage") >= 1,
  };
}

/** Whether a message is what an audit came to. */
export function isResult({ text }: { readonly text: string }): boolean {
  return /need(s)? attention|in order/.test(text);
}

/** The moments that lie on the border between two steps. */
export const borders: readonly Moment[] = [
  { name: "when all is read, before the close", faults: withoutHaste, hasCome: isAllRead },
  {
    name: "between the close and the message",
    faults: withoutHaste,
    hasCome: ({ printed }) => printed.includes("Audit closed"),
  },
  {
    name: "between message and files",
    faults: held("files.getUploadURLExternal"),
    hasCome: ({ snapshot }) => snapshot.messages.some((message) => !message.ephemeralTo && isResult(message)),
    uncertain: "files",
  },
  {
    name: "in the middle of the upload",
    faults: held("upload"),
    hasCome: ({ answered }) => answered("files.getUploadURLExternal") >= 1,
    uncertain: "files",
  },
  {
    name: "while the files are shared",
    faults: held("files.completeUploadExternal"),
    hasCome: ({ answered }) => answered("upload") >= 2,
    uncertain: "files",
  },
  {
    name: "while the first message is posted",
    faults: held("chat.postMessage"),
    hasCome: ({ calls }) => count(calls, "AssumeRole") >= 1,
    uncertain: "message",
  },
];
