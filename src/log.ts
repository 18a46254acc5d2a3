import { pino } from "pino";
import { z } from "zod";
import { maskAccessKeyId, maskEmail } from "./domain/mask.ts";

export type Log = pino.Logger;

const SECRET_FIELDS = [
  "token",
  "appToken",
  "botToken",
  "signingSecret",
  "password",
  "secretAccessKey",
  "sessionToken",
];

/** In quotes a local part may have any character; in a finished line the quotes are escaped, and those that are not are the line's own. */
const QUOTED = String.raw`\\"[^"\\]{1,64}\\?"|"(?![,:}\]])[^"\\\r\n]{1,64}"`;
/** Longer than any local part, so that one with something before it is found from the middle. */
const UNQUOTED = "[\\p{L}\\p{M}\\p{N}_.!#$%&'*+/=?^`{|}~-]{1,128}";
const DOMAIN = String.raw`[\p{L}\p{M}\p{N}_-]+(?:\.[\p{L}\p{M}\p{N}_-]+)+`;
const ESCAPE = String.raw`\\(?:u[0-9a-f]{4}|.)`;

/**
 * No shape begins at a word's boundary, because what stands before a secret in a finished line may be an escape
 * (`\\n`) or a percent code (`%3D`). For the same reason the e-mail shape steps over escapes.
 */
const SECRET_SHAPES: readonly (readonly [RegExp, (found: string) => string])[] = [
  [/x(?:ox[a-z]|app)-\w[\w.-]*/g, (token) => `${token.slice(0, 4)}-•••`],
  [/(?:AKIA|ASIA)[A-Z0-9]{12,28}/g, maskAccessKeyId],
  [new RegExp(`(?:${QUOTED})@${DOMAIN}|${ESCAPE}|${UNQUOTED}(?:@|%40)${DOMAIN}`, "gu"), maskUnlessEscape],
  [/postgres(?:ql)?:\/\/[^\s"@/]+@/g, () => "postgres://•••@"],
  [/https:\/\/hooks\.slack\.com\/[^\s"\\]+/g, () => "https://hooks.slack.com/•••"],
];

/** Of a local part in quotes nothing is left: its quotes belong together, and may be escaped. */
function maskUnlessEscape(found: string): string {
  if (/^\\?".*"@/.test(found)) return `•••${found.slice(found.lastIndexOf("@"))}`;
  return found.startsWith("\\") ? found : maskEmail(found);
}

/** Masks whatever looks like a token, an access key id, an e-mail address or a password in a text. */
export function redact(text: string): string {
  return SECRET_SHAPES.reduce((redacted, [shape, mask]) => redacted.replace(shape, mask), text);
}

const LONGEST = 2_000;
/** Errors of the network may hold what holds them. */
const DEEPEST = 4;

/** What somebody on the wire makes an error say has no end by itself; masked first, or half a secret would be left. */
function shortened(value: unknown, depth = 0): unknown {
  if (typeof value === "string")
    return value.length > LONGEST ? `${redact(value.slice(0, 2 * LONGEST)).slice(0, LONGEST)}…` : value;
  if (typeof value !== "object" || value === null || "toJSON" in value || depth > DEEPEST) return value;
  if (Array.isArray(value)) return value.map((each) => shortened(each, depth + 1));
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, shortened(each, depth + 1)]));
}

/**
 * Structured logs, one JSON object a line. Redaction works twice: by field name, and on the finished line by
 * the shape of the secret, so that one inside an error message or a URL does not escape either.
 */
export function createLog(level: pino.LevelWithSilent, destination?: pino.DestinationStream): Log {
  return pino(
    {
      name: "rootcheck",
      level,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: (error: Error) => shortened(pino.stdSerializers.err(error)) },
      redact: { paths: SECRET_FIELDS.flatMap((field) => [field, `*.${field}`]), censor: "•••" },
      hooks: { streamWrite: redact },
    },
    destination ?? pino.destination({ fd: 1, sync: true }),
  );
}

/**
 * The same log for what others keep, so that it is written whatever level is set: where the audit log ends, and who was
 * refused. A silent log stays silent.
 */
export function keptLog(log: Log): Log {
  return log.level === "silent" || log.isLevelEnabled("info") ? log : log.child({}, { level: "info" });
}

/** Where the lines of a thread's log go. */
interface Forwarding {
  readonly thread: string;
  forward(line: string): void;
}

/** The log of a thread, whose lines the app's log masks and writes. */
export function createForwardedLog(level: pino.LevelWithSilent, { thread, forward }: Forwarding): Log {
  const formatters = { level: (label: string) => ({ level: label }) };
  return pino({ level, base: { thread }, timestamp: false, formatters }, { write: forward });
}

const forwardedLine = z.looseObject({
  level: z.enum(["fatal", "error", "warn", "info", "debug", "trace"]),
  msg: z.string().optional(),
});

/** Writes a line of a thread's log as one of this log. */
export function writeForwarded(log: Log, line: string): void {
  const { level, msg, ...entry } = forwardedLine.parse(JSON.parse(line));
  log[level](entry, msg);
}
