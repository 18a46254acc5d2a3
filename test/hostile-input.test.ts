import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { denyingStatement } from "../src/aws/deny-statement.ts";
import { matchesEvent } from "../src/aws/event-pattern.ts";
import { matchesFilter } from "../src/aws/filter-pattern.ts";
import { grantsEverything } from "../src/aws/grants-everything.ts";
import { parseKeyRows } from "../src/aws/key-rows.ts";
import { parseRootRow } from "../src/aws/root-row.ts";
import { questionOf } from "../src/canonical-ids/question.ts";
import { readConfig } from "../src/config.ts";
import { scheduleOf } from "../src/digests/schedule.ts";
import { RootcheckError } from "../src/domain/errors.ts";
import { maskEmail } from "../src/domain/mask.ts";
import { parseOwnerMatch } from "../src/domain/owner-rules.ts";
import { addressesIn, keyOf } from "../src/email-recovery/addresses.ts";
import { parseOwnerRules } from "../src/findings/owners.ts";
import { redact } from "../src/log.ts";
import { searchTasks } from "../src/root-tasks/search-tasks.ts";
import { numberIn } from "../src/slack/button-number.ts";
import { commands } from "../src/slack/commands/index.ts";
import { routeOf } from "../src/slack/commands/route.ts";
import { draftAbout } from "../src/slack/digest-draft.ts";
import { findingIn, findingVerbIn } from "../src/slack/finding-value.ts";
import { readForm } from "../src/slack/forms.ts";
import { keyQuestionIn, keyScopeIn } from "../src/slack/key-scope.ts";
import { listPlaceIn } from "../src/slack/list-place.ts";
import { logPageIn } from "../src/slack/log-page.ts";
import { literal } from "../src/slack/text.ts";
import { timeZonesLike } from "../src/slack/time-zones.ts";
import { readWatchWords } from "../src/slack/watch-words.ts";

interface Reader {
  readonly read: (text: string) => unknown;
  /** What its language is made of. */
  readonly words: readonly string[];
  /** How long a text it is given at most, where that is less than a policy or a report may be. */
  readonly most?: number;
  /** It leaves it to its caller what to make of a text in another language. */
  readonly throwsOthers?: true;
}

/** Commands and buttons are cut off before they are read. */
const SAID = 2_000;

const now = new Date("2026-11-22T10:00:00Z");
const attempt = { action: "iam:GetAccountSummary", assumedRoot: true };
const JSON_WORDS = ['{"', '":', "{}", "[", "]", "}", '"', ",", "null", "1e999", "\\u0000", "__proto__"];
const POLICY = ['{"Statement":[{"Effect":"Deny","Action":"', '"}]}', "*", "?", "iam:", ...JSON_WORDS];
const CSV = ["user,arn\n", "<root_account>,", "arn:aws:iam::111111111111:root", '"', ",", "\n", "\r", "N/A"];
const BUTTON = ["1", "-1", " ", "9999999999", "open", "organization", "all", "actor", "assign", "1e3", "0x1"];

/** Everything that reads what people type, what Slack hands back and what others have written into AWS. */
const readers: Readonly<Record<string, Reader>> = {
  "a command": {
    read: (text) => routeOf(text, commands),
    most: SAID,
    words: ["<@", "|", ">", "audit", " ", "&lt;", "“"],
  },
  "words about keys": {
    read: keyQuestionIn,
    most: SAID,
    words: ["older-than", "older than", " ", "90", "d", "9999999", "="],
  },
  "words about a watch": {
    read: readWatchWords,
    most: SAID,
    words: ["every", " ", "6h", "*", "/", "*/2 ", "1,2 ", "at", "day"],
  },
  "a question whose": {
    read: questionOf,
    most: SAID,
    words: ["arn:", ":", "aws", "s3://", "`", "constructor", "AKIA", "/"],
  },
  "words for tasks": {
    read: (text) => searchTasks(text, 5),
    most: SAID,
    words: ["root", " ", "mfa", "a@b.example", "~", "*"],
  },
  "a time zone": { read: timeZonesLike, most: SAID, words: ["Europe", "/", "_", " ", "Berlin", "__proto__"] },
  "a schedule": {
    read: (cron) => scheduleOf({ cron, timeZone: "UTC" }, now),
    most: SAID,
    words: ["*", " ", "/", "1", "-", ",", "L", "#", "MON", "@daily", "99999999999"],
  },
  "a number on a button": { read: numberIn, most: SAID, words: BUTTON },
  "a finding on a button": { read: findingIn, most: SAID, words: BUTTON },
  "a choice from a menu": { read: findingVerbIn, most: SAID, words: BUTTON },
  "a list on a button": { read: listPlaceIn, most: SAID, words: BUTTON },
  "keys on a button": { read: keyScopeIn, most: SAID, words: BUTTON },
  "a page of the log on a button": { read: logPageIn, most: SAID, words: BUTTON },
  "what a form is about": {
    read: (about) => draftAbout(readForm({ private_metadata: about, state: { values: {} } }).about),
    words: ['{"place":"C01"', ',"digestId":1', ',"when":"cron"', ...JSON_WORDS],
  },
  "what is typed into a form": {
    read: (value) =>
      readForm({ private_metadata: "{}", state: { values: { one: { input: { value } } } } }).text("one"),
    words: ["\0", "\ud800", " "],
  },
  "the file of owners": {
    read: (csv) => parseOwnerRules(csv, "owners.csv"),
    words: ["match,owner,lead\n", ...CSV],
  },
  "an entry of it": { read: parseOwnerMatch, words: ["tag:", "=", "/", "ou-", "*", " ", "-", "1"] },
  "a setting": {
    read: (value) =>
      readConfig({
        ...{ SLACK_BOT_TOKEN: "xoxb-1", SLACK_APP_TOKEN: "xapp-1", ROOTCHECK_OPERATORS: "U1" },
        ...{ ROOTCHECK_EMAIL_DOMAINS: value, ROOTCHECK_CHANNELS: value, ROOTCHECK_DUE_DAYS: value },
        ...{ DATABASE_URL: value, ROOTCHECK_ALERT_WEBHOOK: value, SLACK_API_URL: value, PORT: value },
      }),
    words: ["https://", "postgres://", "@", ",", "1", "[", "%", ":", "C01"],
  },
  "a credential report": { read: parseRootRow, words: CSV, throwsOthers: true },
  "the keys in one": { read: parseKeyRows, words: CSV, throwsOthers: true },
  "a policy that may deny": {
    read: (text) => denyingStatement(text, attempt),
    words: POLICY,
    throwsOthers: true,
  },
  "a policy that may grant": { read: grantsEverything, words: POLICY, throwsOthers: true },
  "an event's pattern": {
    read: (text) => matchesEvent(text, { detail: { type: "Root".repeat(200) } }),
    words: [
      '{"detail":{"type":[{"wildcard":"',
      "R*o*",
      '"}]}}',
      '"toString"',
      '"constructor":',
      ...JSON_WORDS,
    ],
    throwsOthers: true,
  },
  "a filter's pattern": {
    read: (text) => matchesFilter(text, { a: "Root".repeat(200) }),
    words: ["{ $.a = ", '"R*o*', '"', "(", ")", "&&", "||", "}", " ", "$['", "%"],
  },
  "the text of a Support case": {
    read: addressesIn,
    words: ["<", ">", '"', "a", ".", "@", "b.example", "+", "\\"],
  },
  "an address": { read: keyOf, words: ['"', "a", ".", "@", "xn--", "é"] },
  "an address that is masked": { read: maskEmail, words: ['"', "a", ".", "@"] },
  "what is logged": {
    read: redact,
    words: [
      "xoxb-",
      "AKIA",
      "@",
      "a",
      ".",
      "postgres://",
      "https://hooks.slack.com/",
      '\\"',
      "\\u0041",
      "%40",
    ],
  },
  "a name": { read: (text) => literal(text, 75), words: ["\n", " ", "\ud83d", "\u2028", "<!channel>"] },
};

/** What a reader may throw at whom it read for. */
function isTold(error: unknown, { throwsOthers }: Reader): boolean {
  return throwsOthers === true || error instanceof RootcheckError;
}

function outcomeOf(reader: Reader, text: string): "read" | "told" | unknown {
  try {
    reader.read(text);
    return "read";
  } catch (error) {
    return isTold(error, reader) ? "told" : error;
  }
}

/** Twice what AWS lets a policy be: what takes time by the cube of it would take hours. */
const LONG = 20_000;
describe.each(Object.entries(readers))("%s", (_, reader) => {
  const word = fc.constantFrom(...reader.words);
  const text = fc.oneof(
    fc.string({ unit: "binary" }),
    fc
      .array(fc.oneof({ weight: 5, arbitrary: word }, fc.string({ unit: "grapheme", maxLength: 3 })))
      .map((parts) => parts.join("")),
    fc.constantFrom("__proto__", "constructor", "toString", "\0", "\ud800", "１２", "<!channel>", "null"),
  );

  test("is read, or it is said why not", () => {
    fc.assert(
      fc.property(text, (given) => {
        expect(outcomeOf(reader, given)).toBeOneOf(["read", "told"]);
      }),
    );
  });

  test("takes no longer than it is long", { timeout: 5_000 }, () => {
    for (const one of [...reader.words, " ", "a", "a "]) {
      const pumped = one.repeat(Math.ceil((reader.most ?? LONG) / one.length));
      for (const given of [pumped, `${pumped}\0`])
        expect(outcomeOf(reader, given)).toBeOneOf(["read", "told"]);
    }
  });
});
