import { type LogEntry, ROOTCHECK } from "../domain/audit-log.ts";
import { type Digest, type DigestSettings, digestName } from "../domain/digest.ts";

/** What a person does to a digest. */
export type DigestDeed = "made" | "edited" | "paused" | "resumed" | "deleted" | "posted at once";

export interface DigestDone {
  readonly at: Date;
  readonly by: string;
  readonly place: string;
  readonly deed: DigestDeed;
  readonly digest: Digest;
  /** Of an edit: how it was. */
  readonly before?: DigestSettings;
}

/** A deed as the audit log keeps it. */
export function digestEntry({ at, by, place, deed, digest, before }: DigestDone): LogEntry {
  const now = settingsOf(digest);
  return {
    at,
    actor: by,
    action: "digest-changed",
    subject: digestName(digest.id),
    place,
    details: { change: deed, ...(before ? { before: settingsOf(before), after: now } : now) },
  };
}

/** That a digest was paused because it could not be posted, as the audit log keeps it. */
export function pausedByItself({
  at,
  digestId,
  why,
}: {
  readonly at: Date;
  readonly digestId: number;
  readonly why: string;
}): LogEntry {
  const details = { change: "paused", why };
  return { at, actor: ROOTCHECK, action: "digest-changed", subject: digestName(digestId), details };
}

function settingsOf({ channel, scope, schedule, content, isSilentWhenGreen, maxAgeHours }: DigestSettings) {
  return {
    channel,
    ...(scope.kind === "organization" && { scope: scope.kind }),
    ...(scope.kind === "unit" && { unit: scope.path }),
    ...(scope.kind === "account" && { account: scope.accountId }),
    schedule: schedule.cron,
    timeZone: schedule.timeZone,
    content,
    silentWhenGreen: isSilentWhenGreen,
    maxAgeHours,
  };
}
