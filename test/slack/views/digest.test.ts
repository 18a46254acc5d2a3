import { describe, expect, test } from "vitest";
import type { DigestShown } from "../../../src/digests/digest-messenger.ts";
import { digestContents } from "../../../src/domain/digest.ts";
import { cast } from "../../../src/local-slack/workspace.ts";
import type { Message } from "../../../src/slack/blocks.ts";
import { digestMessage } from "../../../src/slack/views/digest.ts";
import {
  everythingChanged,
  firstReport,
  groupOf,
  none,
  nothing,
  sampleReport,
  shownOf,
  shownWith,
  trendOf,
  truthful,
  unauditedReport,
  unchanged,
} from "./digests.ts";
import { daysFromNow, hostile, prodPayments, viewWith } from "./findings.ts";
import { HOSTILE, now } from "./samples.ts";
import { expectSendable, linesIn, wordsIn } from "./sendable.ts";

/** The message, which Slack would take. */
function sent(shown: DigestShown, chart = true): Message {
  const message = digestMessage(shown, now, { chart });
  expectSendable(message);
  return message;
}

const token = (at: string) => `<!date^${Date.parse(at) / 1000}^{date_short_pretty}`;
const some = { ...none, critical: 1 };
const read = (accounts: number) => ({ inScope: 1_400, read: accounts, unread: [], notActive: 0 });

test("a digest leads with the change, and ends with the next time and the end of the log", () => {
  const changes = { ...unchanged, appeared: groupOf(2), fixed: groupOf(3, 31), overdue: groupOf(1, 21) };
  const message = sent(shownWith({ changes, overdue: 1, expiring: groupOf(2, 50) }, truthful));
  expect(message.text).toBe("Root users, Monday 23 November: 2 new, 3 fixed, 1 overdue");
  expect(linesIn(message)).toEqual([
    "2 new, 3 fixed, 1 overdue",
    `Root users of 1,400 accounts, changes since ${token("2026-11-19T09:04:00Z")} at {time}|2026-11-19 09:04 UTC>  ·  ` +
      `facts from ${token("2026-11-23T05:55:00Z")} at {time}|2026-11-23 05:55 UTC>  ·  every account read`,
    "New",
    expect.stringContaining(" Root access key is active  ·  critical\nprod-payments  411111111111"),
    expect.stringContaining("due "),
    expect.stringMatching(/^AcknowledgeRe-check/),
    expect.stringContaining(" Root access key is active  ·  critical\nprod-payments  411111111111"),
    expect.stringContaining("due "),
    expect.stringMatching(/^AcknowledgeRe-check/),
    "Overdue\n Root access key is active  ·  prod-payments  411111111111  ·  Prod / Payments  ·  was due 22 Nov 2026",
    `Fixed, confirmed by AWS${"\n Root access key, prod-payments".repeat(3)}`,
    "All 7 open",
    "All overdue",
    "7 open: 2 critical, 5 high  ·  *1 overdue in all*  ·  :hourglass: 2 accepted risks and snoozes end within a week  ·  " +
      "next digest Thu 26 Nov 09:00 Europe/Berlin  ·  full list in the thread",
    `digest D3  ·  audit log \`1042:${"0123456789abcdef".repeat(4)}\``,
  ]);
});

const partlyRead = { ...sampleReport, audit: { id: 87, finishedAt: now, coverage: read(1_398) } };

test.each([
  [
    { ...sampleReport, changes: everythingChanged(1) },
    "1 new, 1 reopened, 1 fixed, 1 overdue, 1 no longer asked, 1 account joined, 1 account left",
  ],
  [{ ...sampleReport, changes: { ...unchanged, fixed: groupOf(1_234) } }, "1,234 fixed"],
  [sampleReport, "Nothing changed: 7 open, 2 critical"],
  [{ ...partlyRead, open: none }, "Nothing changed: nothing open, 2 accounts not read"],
  [firstReport, "7 open, 2 critical"],
  [{ ...firstReport, open: { ...none, medium: 3 } }, "3 open, all medium"],
  [{ ...firstReport, open: some }, "1 open, critical"],
  [{ ...unauditedReport, open: none }, "Nothing changed: nothing open, but there is no audit to go by"],
])("the headline of %#", (report, headline) => {
  const message = sent(shownOf(report));
  expect(linesIn(message)[0]).toBe(headline);
  expect(message.text.toLowerCase()).toBe(`root users, monday 23 november: ${headline.toLowerCase()}`);
});

describe("what a digest says of its facts", () => {
  test.each([
    [{ isLate: true }, `:hourglass: Late: it was due ${token("2026-11-23T08:00:00Z")}`],
    [
      { skipped: 1 },
      ":hourglass: 1 digest before this was skipped: rootcheck was down, or could not reach Slack.",
    ],
    [{ skipped: 2 }, ":hourglass: 2 digests before this were skipped"],
    [{ staleBecause: HOSTILE }, `:hourglass: *The facts are older than wanted:*${HOSTILE}`],
    [
      { audit: partlyRead.audit, changes: { ...unchanged, coverageBefore: read(1_400) } },
      ":warning: *Coverage fell:* 2 accounts could not be read, before 0",
    ],
    [{ audit: partlyRead.audit }, "1,398 of 1,400 read"],
    [{ open: none, isLate: true }, "Nothing changed: nothing open"],
  ])("%o", (given, words) => {
    expect(wordsIn(sent(shownWith(given)))).toContain(words);
  });

  test("that there is a list only where something is open", () => {
    expect(wordsIn(sent(shownWith()))).toContain("full list in the thread");
    expect(wordsIn(sent(shownWith({ open: none, isLate: true })))).not.toContain("in the thread");
  });

  test("nothing where it is as it should be", () => {
    const changes = { ...unchanged, coverageBefore: read(1_300) };
    expect(wordsIn(sent(shownWith({ changes })))).not.toMatch(/:hourglass:|:warning:/);
  });

  test("nothing of the age of facts that there are none of", () => {
    expect(wordsIn(sent(shownOf(unauditedReport)))).toContain("*no audit to go by*");
  });
});

describe("a digest of which all is well", () => {
  const green = { ...sampleReport, open: none, worst: nothing };

  test.each([
    [green, "*All 1,400 root users are in order*  ·  nothing changed since "],
    [{ ...firstReport, open: none }, "*All 1,400 root users are in order*  ·  nothing open  ·  facts from"],
    [{ ...green, expiring: groupOf(1) }, "1 accepted risk or snooze ends within a week"],
  ])("is one quiet line: %#", (report, words) => {
    const message = sent(shownOf({ ...report, trend: trendOf(7) }));
    expect(message.blocks).toHaveLength(1);
    expect(wordsIn(message)).toContain(words);
    expect(wordsIn(message)).toContain("audit log `1042:");
  });

  test.each([
    ["not every account was read", { audit: partlyRead.audit }],
    ["something was fixed", { changes: { ...unchanged, fixed: groupOf(1) } }],
    ["the facts are old", { staleBecause: "AWS was not reachable" }],
    ["something is open", { open: some }],
  ])("is not so where %s", (_why, given) => {
    expect(sent(shownOf({ ...green, ...given })).blocks.length).toBeGreaterThan(2);
  });
});

describe("the findings that a digest names", () => {
  const changes = { ...unchanged, appeared: groupOf(1), overdue: groupOf(1, 2), fixed: groupOf(1, 3) };

  test("are shown as they are now", () => {
    const owner = { id: cast.operator, since: now };
    const views = [
      viewWith({ id: 1, state: "resolved", endedAt: now }),
      viewWith({ id: 2, state: "acknowledged", owner, dueAt: daysFromNow(-1) }),
      viewWith({ id: 3, state: "open" }),
    ];
    const message = sent(shownWith({ changes }, (id) => views[id - 1]));
    const words = wordsIn(message);
    expect(words).toContain(":white_check_mark: resolved");
    expect(words).toContain(" Root access key, prod-payments  ·  fails again");
    expect(JSON.stringify(message)).toContain(`{"type":"user","user_id":"${cast.operator}"}`);
    expect(words).not.toContain("Acknowledge");
  });

  test("are counted where they are not known any more", () => {
    expect(wordsIn(sent(shownWith({ changes }, () => undefined)))).toContain("New\n1 in all");
  });

  test("are the worst of all in a first posting", () => {
    const words = wordsIn(sent(shownOf(firstReport)));
    expect(words).toMatch(/Worst open.*AcknowledgeRe-check/s);
  });

  test("have their buttons among the worst where all of the standing is wanted, and are lines among the new", () => {
    const message = sent(shownWith({ changes, content: "standing" }, truthful));
    const words = wordsIn(message);
    expect(words.indexOf("Worst open")).toBeGreaterThan(words.indexOf("New"));
    expect(words.indexOf("Acknowledge")).toBeGreaterThan(words.indexOf("Worst open"));
  });
});

describe.each(digestContents)("with %s, whatever there is to say", (content) => {
  test.each([0, 1, 5, 5_000])("a digest of %i findings fits, and says what it leaves out", (total) => {
    const open = { ...none, critical: total };
    const report = { ...sampleReport, content, open, overdue: total, worst: groupOf(total) };
    const shown = shownOf(
      { ...report, changes: everythingChanged(total), trend: trendOf(20), isLate: true, skipped: 3 },
      (id) => hostile(truthful(id)),
    );
    const words = wordsIn(sent(shown));
    expect(words).not.toMatch(/-\d+ more/);
    const counts = words.matchAll(/([\d,]+) (?:overdue )?(?:more|in all)/g);
    for (const [, rest = ""] of counts) expect(Number(rest.replace(",", ""))).toBeLessThanOrEqual(total);
    expect(/ more|\d in all/.test(words)).toBe(total > 1);
  });

  test("of quiet names more is shown", () => {
    const report = { ...sampleReport, content, worst: groupOf(5_000), trend: trendOf(20) };
    const message = sent(shownOf({ ...report, changes: everythingChanged(5_000) }, truthful));
    expect(wordsIn(message)).toMatch(/and 4,99\d more/);
    expect(JSON.stringify(message)).toContain("finding_ack");
  });
});

test("a chart is there where it is wanted and there is a trend, and the text says what it shows either way", () => {
  const shown = shownWith({ trend: trendOf(7) });
  const types = (message: Message) => message.blocks.map(({ type }) => type);
  expect(types(sent(shown))).toContain("data_visualization");
  expect(types(sent(shown, false))).not.toContain("data_visualization");
  expect(sent(shown, false).text).toBe(sent(shown).text);
  expect(sent(shown).text.length).toBeGreaterThan(sent(shownWith()).text.length);
  expect(types(sent(shownWith()))).not.toContain("data_visualization");
});

test("a digest of one account charts what that fails", () => {
  const scope = { kind: "account", accountId: prodPayments.id } as const;
  const [day] = trendOf(1);
  const trend = day ? [{ ...day, accounts: some, failures: { ...none, high: 2, low: 3 } }] : [];
  const message = sent(shownWith({ scope, trend }));
  expect(message.text).toMatch(/\. 5 checks fail on 23 Nov\.$/);
  expect(message.blocks).toContainEqual(expect.objectContaining({ title: "Checks that fail" }));
});

test.each([
  [
    { kind: "unit", unitId: "ou-e1x4-1a2b3c4d", path: HOSTILE } as const,
    HOSTILE,
    "All open findings",
    "open 0",
  ],
  [
    { kind: "account", accountId: prodPayments.id } as const,
    "prod-payments",
    "All 7 open",
    `open 0 ${prodPayments.id}`,
  ],
])("a digest of %o names it, and leads to its findings", (scope, name, label, value) => {
  const named = { account: { id: prodPayments.id, name: prodPayments.name } };
  const account = scope.kind === "account" ? named : {};
  const message = sent({ ...shownWith({ scope }, () => undefined), ...account });
  expect(wordsIn(message)).toContain(name);
  expect(message.text).not.toContain(prodPayments.id);
  expect(wordsIn(message)).toContain(label);
  expect(JSON.stringify(message)).toContain(`"value":"${value}"`);
  const green = shownWith({ scope, open: none, worst: nothing }, () => undefined);
  expect(wordsIn(sent({ ...green, ...account }))).toContain(name);
});
