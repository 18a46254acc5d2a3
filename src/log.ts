import { pino } from "pino";
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

/**
 * No shape begins at a word's boundary, because what stands before a secret in a finished line may be an escape
 * (`\\n`) or a percent code (`%3D`). For the same reason the e-mail shape steps over escapes.
 */
const SECRET_SHAPES: readonly (readonly [RegExp, (found: string) => string])[] = [
  [/x(?:ox[a-z]|app)-[\w.-]+/g, (token) => `${token.slice(0, 4)}-•••`],
  [/(?:AKIA|ASIA)[A-Z0-9]{12,28}/g, maskAccessKeyId],
  [/\\(?:u[0-9a-f]{4}|.)|[\w.!#$%&'*+/=?^`{|}~-]+@[\w-]+(?:\.[\w-]+)+/g, unlessEscape(maskEmail)],
  [/postgres(?:ql)?:\/\/[^\s"@/]+@/g, () => "postgres://•••@"],
  [/https:\/\/hooks\.slack\.com\/[^\s"\\]+/g, () => "https://hooks.slack.com/•••"],
];

function unlessEscape(mask: (found: string) => string): (found: string) => string {
  return (found) => (found.startsWith("\\") ? found : mask(found));
}

/** Masks whatever looks like a token, an access key id, an e-mail address or a password in a text. */
export function redact(text: string): string {
  return SECRET_SHAPES.reduce((redacted, [shape, mask]) => redacted.replace(shape, mask), text);
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
      redact: { paths: SECRET_FIELDS.flatMap((field) => [field, `*.${field}`]), censor: "•••" },
      hooks: { streamWrite: redact },
    },
    destination ?? pino.destination({ fd: 1, sync: true }),
  );
}
