import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { maskAccessKeyId, maskEmail } from "../../../src/domain/mask.ts";
import { type Audience, findLeaks } from "./leaks.ts";

const KEY = "AKIAIOSFODNN7EXAMPLE";

function kindsIn(text: string, audience: Audience = "log", given: readonly string[] = []): readonly string[] {
  return findLeaks([{ place: "a line", audience, text }], given).map(({ kind }) => kind);
}

/** What only who asked for it may read, and how it may be shown to others. */
const masked = [
  ["an address", "e-mail address", "alerts@example.com", "a•••s@example.com"],
  ["a short one", "e-mail address", "it@example.com", "i•••@example.com"],
  ["a plus-address", "e-mail address", "aws+prod@mail.example.co.uk", "a•••d@mail.example.co.uk"],
  ["one in other letters", "e-mail address", "jörg.müller@bücher.example", "j•••r@bücher.example"],
  ["one of other letters only", "e-mail address", "用户@例子.公司", "用•••@例子.公司"],
  ["one of a quoted name", "e-mail address", '"john smith"@example.com', '"•••"@example.com'],
  ["one in an address of the web", "e-mail address", "alerts%40example.com", "a•••s%40example.com"],
  ["a key", "access key id", KEY, maskAccessKeyId(KEY)],
  ["a session's key", "access key id", "ASIAIOSFODNN7EXAMPLE", "ASIA••••••••••••MPLE"],
] as const;

/** What nobody may read. */
const secret = [
  ["a bot's token", "Slack token", "xoxb-1234-5678-AbCdEf"],
  ["an app's token", "Slack token", "xapp-1-A012-3456-abcdef"],
  ["a rotating token", "Slack token", "xoxe.xoxb-1-AbCdEf"],
  ["a refresh token", "Slack token", "xoxe-1-AbCdEf"],
  ["a token where local-slack has put its mark", "Slack token", "x***"],
  ["a caller's secret", "AWS secret", "local/secret/of/a/generated/organization"],
  ["a session's secret", "AWS secret", `local/${"aB3+/".repeat(7)}`],
  ["one in an address of the web", "AWS secret", encodeURIComponent(`local/${"aB3+/".repeat(7)}`)],
  ["a database's password", "password in an address", "postgres://rootcheck:hush@127.0.0.1:5432/rootcheck"],
  ["a response_url", "response_url", "https://hooks.slack.com/commands/T1/2/abc"],
  [
    "one of local-slack's",
    "response_url",
    "http://127.0.0.1:3/actions/T01ACME0000/1795342800000/0123456789abcdef",
  ],
  ["a trigger id", "trigger id", `1795342800000.1795342800.${"0123456789abcdef".repeat(2)}`],
] as const;

/** The same wherever it may stand. */
function everywhere(text: string): readonly string[] {
  const inJson = JSON.stringify({ msg: `first\n${text}\tlast` });
  return [
    text,
    `see ${text}, and so on`,
    `<mailto:${text}|x>`,
    inJson,
    JSON.stringify({ body: inJson }),
    `name=${text}`,
  ];
}

describe("what is masked for others", () => {
  test.each(masked)("%s is found, and let pass masked", (_what, kind, full, shown) => {
    for (const text of everywhere(full)) {
      expect([...new Set(kindsIn(text))], text).toEqual([kind]);
      expect([...new Set(kindsIn(text, "channel"))], text).toEqual([kind]);
      expect([...new Set(kindsIn(text, "asker"))], text).toEqual([kind]);
    }
    for (const text of everywhere(shown)) expect(kindsIn(text), text).toEqual([]);
  });

  test("an address of which more is left than its ends is found", () => {
    expect(kindsIn("jör•••g@example.com")).toEqual(["e-mail address"]);
    expect(kindsIn("j•••rg@example.com")).toEqual(["e-mail address"]);
  });

  test("any address is found, and any passes as it is masked", () => {
    fc.assert(
      fc.property(fc.emailAddress(), (address) => {
        expect(kindsIn(`to ${address}.`)).toContain("e-mail address");
        expect(kindsIn(`to ${maskEmail(address)}.`)).toEqual([]);
      }),
    );
  });
});

describe("who asked for just that reads in full", () => {
  test.each([
    ["Root e-mail of prod-data: certain, AWS itself says so", "alerts@example.com", []],
    ["Root e-mail", "alerts@example.com", []],
    ["rootcheck-root-emails.csv", "alerts@example.com", []],
    ["rootcheck-root-emails.csv", KEY, ["access key id"]],
    ["rootcheck-access-keys.csv", KEY, []],
    ["rootcheck-access-keys.csv", "alerts@example.com", ["e-mail address"]],
    ["Access keys of prod-data: 3", KEY, ["access key id"]],
    ["prod-data: 3 findings", "alerts@example.com", ["e-mail address"]],
  ])("in %j: %s", (title, text, kinds) => {
    const output = { place: "an answer", title, text };
    expect(findLeaks([{ ...output, audience: "asker" }]).map(({ kind }) => kind)).toEqual(kinds);
    expect(findLeaks([{ ...output, audience: "channel" }])).toHaveLength(1);
  });
});

describe("what nobody may read", () => {
  test.each(secret)("%s is found", (_what, kind, text) => {
    for (const audience of ["log", "channel", "asker"] as const)
      for (const around of everywhere(text)) expect(kindsIn(around, audience), around).toContain(kind);
  });

  test("nor may anybody a value that was given as a secret", () => {
    expect(kindsIn("signed by hush-hush, he said", "asker", ["hush-hush"])).toEqual(["secret setting"]);
    expect(kindsIn("signed by whom, he said", "asker", ["hush-hush"])).toEqual([]);
  });
});

test.each([
  "pglite@0.5.14 and @slack/bolt@5.1.0 at node_modules/@slack/web-api/dist/index.js",
  "allowed are @example.com and example.org; <@U01OLIVIA00> may",
  "SLACK_BOT_TOKEN must begin with xoxb-, SLACK_APP_TOKEN with xapp-",
  "xoxb-••• at postgres://•••@127.0.0.1/rootcheck and https://hooks.slack.com/•••",
  "postgres://postgres@127.0.0.1:5432/rootcheck",
  "/usr/local/lib/node_modules and src/local-aws/organizations/describe-organization.ts",
  "An access key id begins with AKIA or ASIA",
])("nothing is found in %j", (text) => {
  expect(kindsIn(text)).toEqual([]);
});

test("a find is told with its place, and masked", () => {
  const text = `${KEY} of alerts@example.com, xoxb-1234-5678`;
  const found = findLeaks([{ place: "a line", audience: "log", text }]);
  expect(found.map(({ place }) => place)).toEqual(["a line", "a line", "a line"]);
  expect(found.map((leak) => leak.masked)).toEqual(["al•••", maskAccessKeyId(KEY), "xoxb-•••"]);
});
