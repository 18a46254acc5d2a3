/** What is entered in the audit log. */
export const logActions = [
  /** The settings that hold from a start on, secrets left out. */
  "configuration",
  "audit-requested",
  "audit-cancelled",
  /** Something sensitive was shown to one person, such as a root e-mail address. */
  "look-up",
  /** What a person did to a finding. */
  "decision",
  /** The baseline's clock was started: from here on findings fall due. */
  "clock-started",
  /** A digest was made, edited, paused, resumed, deleted or posted beside its schedule. */
  "digest-changed",
  /** A channel's watch was turned on, changed or turned off. */
  "watch-changed",
  /** Somebody had the doctor look, which goes into accounts. */
  "doctor-asked",
  /** Somebody looked into this log. */
  "log-read",
  /** Something left in a file. */
  "export",
] as const;
export type LogAction = (typeof logActions)[number];

/** The actor of what nobody asked for. */
export const ROOTCHECK = "rootcheck";

/** What is to be entered. It holds no secrets and no whole e-mail address: those are masked by who enters them. */
export interface LogEntry {
  readonly at: Date;
  /** The Slack user id of who did it, or {@link ROOTCHECK}. */
  readonly actor: string;
  readonly action: LogAction;
  /** What it was done to: a finding's name, an account's id, an audit's name. */
  readonly subject?: string;
  /** Where it was asked for: a channel's id, or the person's own for a direct message. */
  readonly place?: string;
  /** The rest, with `before` and `after` where something changed, and `awsRequestIds` where AWS was asked. */
  readonly details: Readonly<Record<string, unknown>>;
}

/** How an entry is sealed: with a key, nobody who lacks it can recompute the chain. */
export const sealings = ["sha256", "hmac-sha256"] as const;
export type Sealing = (typeof sealings)[number];

/** An entry as it stands in the log: everything but `hash` is what the hash covers. */
export interface SealedEntry extends Omit<LogEntry, "action" | "details"> {
  /** Counted from 1, without gaps. */
  readonly position: number;
  /** Not narrower than text: a log that was tampered with has to be readable too. */
  readonly action: string;
  /** The details as canonical JSON, exactly as they were sealed. */
  readonly details: string;
  readonly sealing: Sealing;
  /** The hash of the entry before. */
  readonly previous: string;
  readonly hash: string;
}

/** Where the log ends: how many entries it has, and the hash of the last. Whoever holds one can tell a rewritten log. */
export interface LogHead {
  readonly count: number;
  readonly hash: string;
}

/** The head of a log without entries. */
export const EMPTY_LOG: LogHead = { count: 0, hash: "0".repeat(64) };

/** A head as people pass it on: `1042:9f86d0…`. */
export function headText({ count, hash }: LogHead): string {
  return `${count}:${hash}`;
}

/** Reads a head as people pass it on, count and hash in either order; undefined if it is not one. */
export function parseLogHead(text: string): LogHead | undefined {
  const parts = text.trim().toLowerCase().split(":");
  const hash = parts.find((part) => /^[\da-f]{64}$/.test(part));
  const count = parts.find((part) => /^\d{1,15}$/.test(part));
  return parts.length === 2 && hash && count ? { count: Number(count), hash } : undefined;
}
