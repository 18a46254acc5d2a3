import type { AuditMessenger, AuditReport, MovedResult } from "../../src/audit/audit-messenger.ts";
import { EditRefusedError, type PostOutcome } from "../../src/outbox/post-outcome.ts";

/** A message as people see it now. */
interface ShownMessage {
  readonly place: string;
  state: string;
  files?: AuditReport["files"];
  /** The names of the files in its thread. */
  readonly thread: string[];
}

/** What the next call comes to; `gone` is for an edit of a message that somebody deleted, `uneditable` for one that Slack refuses. */
type Coming = PostOutcome["state"] | "throws" | "gone" | "uneditable";

/** Slack in memory, as far as telling of audits goes. */
export interface MemorySlack {
  readonly messenger: AuditMessenger;
  readonly messages: readonly ShownMessage[];
  /** What people were told of results that came to them and not to a channel. */
  readonly moved: readonly (MovedResult & { readonly userId: string })[];
  /** Every report that a message showed, in order. */
  readonly shown: readonly AuditReport[];
  /** What the next calls come to, in order; all is well after them. */
  readonly coming: Coming[];
  /** What the next uploads come to. */
  readonly uploads: Coming[];
  /** Holds calls of this kind until they are let go. */
  hold(what: "messages" | "files"): void;
  letGo(): void;
  isHeld(): boolean;
}

export function createSlack(): MemorySlack {
  const messages: ShownMessage[] = [];
  const moved: (MovedResult & { userId: string })[] = [];
  const shown: AuditReport[] = [];
  const coming: Coming[] = [];
  const uploads: Coming[] = [];
  const waiting: (() => void)[] = [];
  let held: "messages" | "files" | undefined;
  const wait = (what: "messages" | "files") =>
    held === what ? new Promise<void>((go) => waiting.push(go)) : Promise.resolve();

  const messenger: AuditMessenger = {
    async postAudit(place, report) {
      await wait("messages");
      const failure = failureOf(coming.shift());
      if (failure) return failure;
      shown.push(report);
      messages.push({ place, thread: [], ...standingOf(report) });
      return { state: "posted", channel: place, ts: String(messages.length - 1) };
    },
    async updateAudit({ channel, ts }, report) {
      await wait("messages");
      const outcome = coming.shift();
      if (outcome === "throws") throw new Error("no answer");
      if (outcome === "uneditable") throw new EditRefusedError("is_archived");
      const message = messages[Number(ts)];
      if (outcome === "gone" || message?.place !== channel) return false;
      shown.push(report);
      Object.assign(message, { files: undefined, ...standingOf(report) });
      return true;
    },
    async postMoved(userId, what) {
      moved.push({ userId, ...what });
      return { state: "posted", channel: userId, ts: `moved ${moved.length}` };
    },
    async postFiles({ ts }, files) {
      await wait("files");
      const failure = failureOf(uploads.shift());
      if (failure) return failure;
      messages[Number(ts)]?.thread.push(...files.map(({ name }) => name));
      return { state: "posted" };
    },
  };

  return {
    messenger,
    messages,
    moved,
    shown,
    coming,
    uploads,
    hold: (what) => {
      held = what;
    },
    letGo: () => {
      held = undefined;
      for (const go of waiting.splice(0)) go();
    },
    isHeld: () => waiting.length > 0,
  };
}

function standingOf({ audit, files }: AuditReport) {
  return { state: audit.state, ...(files && { files }) };
}

function failureOf(outcome: Coming | undefined): Exclude<PostOutcome, { state: "posted" }> | undefined {
  if (outcome === undefined || outcome === "posted") return undefined;
  if (outcome === "throws" || outcome === "gone" || outcome === "uneditable")
    return { state: "uncertain", detail: outcome };
  return { state: outcome, detail: "test" };
}
