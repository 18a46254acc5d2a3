import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createForwardedLog, createLog, keptLog, type Log, redact, writeForwarded } from "../src/log.ts";

/** The line that one call writes. */
function lineOf(write: (log: Log) => void): string {
  const lines: string[] = [];
  write(createLog("trace", { write: (line) => lines.push(line) }));
  expect(lines).toHaveLength(1);
  return lines.join("");
}

/** What the line says. */
function entryOf(write: (log: Log) => void): unknown {
  return JSON.parse(lineOf(write));
}

function isJson(line: string): boolean {
  try {
    JSON.parse(line);
    return true;
  } catch {
    return false;
  }
}

const shapes = [
  ["a bot token", "xoxb-1234-5678-AbCdEf", "xoxb-•••"],
  ["a rotating token", "xoxe.xoxb-1-AbCdEf", "xoxe.xoxb-•••"],
  ["a refresh token", "xoxe-1-AbCdEf", "xoxe-•••"],
  ["an app-level token", "xapp-1-A012-3456-abcdef", "xapp-•••"],
  ["an access key id", "AKIAIOSFODNN7EXAMPLE", "AKIA••••••••••••MPLE"],
  ["a session's key id", "ASIAIOSFODNN7EXAMPLE", "ASIA••••••••••••MPLE"],
  ["an e-mail address", "alerts@example.com", "a•••s@example.com"],
  ["one of other letters", "jörg@münchen.example", "j•••g@münchen.example"],
  ["one of another script", "用户名@例え.テスト", "用•••名@例え.テスト"],
  ["one in quotes", '"jane doe"@example.com', "•••@example.com"],
  ["one as it stands in a URL", "alerts%40example.com", "•••"],
  ["a password in an address", "postgres://rc:hush@127.0.0.1:5432/rc", "postgres://•••@127.0.0.1:5432/rc"],
  ["its longer scheme", "postgresql://rc:hush@db/rc", "postgres://•••@db/rc"],
  ["a response_url", "https://hooks.slack.com/commands/T1/2/abc", "https://hooks.slack.com/•••"],
] as const;

describe("by shape", () => {
  test.each(shapes)("%s is masked", (_what, secret, masked) => {
    expect(redact(secret)).toBe(masked);
    expect(redact(`see ${secret} and again ${secret}`)).toBe(`see ${masked} and again ${masked}`);
  });

  test.each(shapes)(
    "%s is masked in a message, a field, a list and an error with its cause",
    (_what, secret) => {
      const cause = new Error(`inside ${secret} there`);
      const error = new Error(`outside ${secret} here`, { cause });
      const lines = [
        lineOf((log) => log.info(`see ${secret} there`)),
        lineOf((log) => log.info({ deep: { er: [{ text: secret }] } }, "see")),
        lineOf((log) => log.error({ err: error }, "failed")),
        lineOf((log) => log.child({ about: secret }).warn("see")),
      ];
      for (const line of lines) expect(line).not.toContain(secret);
      expect(lines[2]).toMatch(/"stack":"Error: outside .* here.*inside .* there/);
    },
  );

  test.each([
    ["xoxb-", "https://slack.com/api/auth.test?token=xoxb-12-ab&x=1", "12-ab"],
    ["an escaped token", "https://slack.com/api/?body=token%3Dxoxb-12-ab", "12-ab"],
    ["a key id", "https://s3.amazonaws.com/?X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F2026", "IOSFODNN7EXA"],
    ["an address", "https://example.com/people/alerts@example.com/", "alerts@"],
  ])("%s in a URL is masked", (_what, url, secret) => {
    expect(redact(url)).not.toContain(secret);
  });

  test.each([
    ["the beginning of a line", "\n"],
    ["a tab", "\t"],
    ["a control character", "\u0001"],
    ["a letter", "n"],
    ["an underscore", "_"],
    ["a quotation mark", '"'],
    ["a backslash", "\\"],
  ])("after %s everything is masked, and the line stays JSON", (_what, before) => {
    const lines = shapes.map(
      ([, secret]) => [secret, lineOf((log) => log.info(`${before}${secret}`))] as const,
    );
    expect(lines.filter(([secret, line]) => line.includes(secret))).toEqual([]);
    expect(lines.filter(([, line]) => !isJson(line))).toEqual([]);
  });
});

test("what stands around an address in quotes stays a line", () => {
  const line = lineOf((log) =>
    log.info({ "@example.com": ["a", "@example.com"], said: 'to "x y"@example.com, "z"' }),
  );
  expect(JSON.parse(line)).toMatchObject({
    "@example.com": ["a", "@example.com"],
    said: 'to •••@example.com, "z"',
  });
});

test("a long text without an address takes no longer than it is long", () => {
  const long = "a".repeat(1_000_000);
  expect(redact(long)).toBe(long);
});

describe("by field", () => {
  const fields = [
    "token",
    "appToken",
    "botToken",
    "signingSecret",
    "password",
    "secretAccessKey",
    "sessionToken",
  ];

  test.each(fields)("%s is left out", (field) => {
    const entry = entryOf((log) => log.info({ [field]: "hush", inside: { [field]: "hush" } }, "see"));
    expect(entry).toMatchObject({ [field]: "•••", inside: { [field]: "•••" } });
  });

  test("what is no secret stays", () => {
    const entry = entryOf((log) => log.info({ account: "123456789012", count: 3 }, "see A87"));
    expect(entry).toMatchObject({ account: "123456789012", count: 3, msg: "see A87", level: "info" });
  });
});

describe("whatever stands around a secret", () => {
  const secret = fc.constantFrom(...shapes.map(([, text]) => text));
  const escapes = fc.string({
    unit: fc.constantFrom("\u0001", "\n", "\\", '"', "u", "0", "a", "é", "\u2028"),
    maxLength: 4,
  });
  const around = fc.oneof(fc.string({ unit: "binary" }), escapes);

  test("it does not come out whole", () => {
    fc.assert(
      fc.property(around, secret, around, (before, hidden, after) => {
        expect(redact(`${before}${hidden}${after}`)).not.toContain(hidden);
      }),
    );
  });

  test("any address does not come out whole", () => {
    fc.assert(
      fc.property(around, fc.emailAddress(), (before, address) => {
        expect(redact(`${before} ${address} there`)).not.toContain(` ${address} `);
      }),
    );
  });

  test("a line stays JSON", () => {
    fc.assert(
      fc.property(around, secret, around, (before, hidden, after) => {
        const line = lineOf((log) => log.info({ before, after, hidden: `${before}${hidden}` }, "see"));
        expect(isJson(line), line).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  test("a text without secrets comes out as it went in", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom("k", "x", "o", "A", " ", "\n", '"', "\\", "é", "-") }),
        (msg) => {
          expect(entryOf((log) => log.info(msg))).toMatchObject({ msg });
        },
      ),
    );
  });
});

test.each([
  ["trace", 1],
  ["info", 1],
  ["warn", 1],
  ["fatal", 1],
  ["silent", 0],
] as const)(
  "what others keep is written at level %s: %i line, masked, and nothing else with it",
  (level, count) => {
    const lines: string[] = [];
    const log = createLog(level, { write: (line) => lines.push(line) });
    keptLog(log).info({ token: "xoxb-1234" }, "for alerts@example.com");
    expect(lines).toHaveLength(count);
    for (const line of lines)
      expect(JSON.parse(line)).toMatchObject({ level: "info", token: "•••", msg: "for a•••s@example.com" });
    expect(log.level).toBe(level);
  },
);

test("a line of a thread's log is written by the app's, masked once", () => {
  const cause = new Error("no answer for alerts@example.com");
  const entry = entryOf((log) => {
    const forward = (line: string) => writeForwarded(log, line);
    const forwarded = createForwardedLog("info", { thread: "aws", forward });
    forwarded.debug("see");
    forwarded.warn({ err: new Error("failed", { cause }), token: "xoxb-1234" }, "see %s", "A87");
  });
  expect(entry).toMatchObject({ level: "warn", thread: "aws", msg: "see A87", token: "•••" });
  expect(entry).toMatchObject({ err: { stack: expect.stringContaining("for a•••s@example.com") } });
});

test("an error that carries a whole page says the beginning of it, with nothing in it that was to be masked", () => {
  const data = { error: `${" ".repeat(1_990)}alerts@example.com${" ".repeat(4_000_000)}` };
  const error = Object.assign(new Error(data.error), { data, self: {} });
  error.self = error;
  const line = lineOf((log) => log.warn({ err: error }, "see"));
  expect(line.length).toBeLessThan(20_000);
  expect(line).not.toMatch(/alerts@/);
});
