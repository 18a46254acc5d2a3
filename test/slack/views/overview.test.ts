import { describe, expect, test } from "vitest";
import { overviewMessage } from "../../../src/slack/views/overview.ts";
import { now } from "./samples.ts";
import { expectSendable, linesIn, wordsIn } from "./sendable.ts";
import { audited, greenStanding, organizationReport, sampleStanding } from "./standings.ts";

const running = organizationReport({ state: "running", accountsDone: 12, accountsFailing: 1 }).audit;
const latest = { audit: audited, standing: sampleStanding };

describe("before the first audit", () => {
  test.each([
    [{}, "of every account and says"],
    [{ accounts: 1_400 }, "of each of its 1,400 accounts and says"],
    [{ accounts: 1 }, "of each of its 1 account and says"],
  ])("%o: says so and offers one", (overview, words) => {
    const message = overviewMessage(overview, now);
    expectSendable(message);
    expect(message.text).toContain("The organization has not been audited yet.");
    expect(wordsIn(message)).toContain(words);
    expect(message.blocks.slice(-2)).toMatchObject([
      {
        elements: [
          { action_id: "audit_again", value: "organization", text: { text: "Audit the organization" } },
        ],
      },
      { elements: [{ type: "external_select", action_id: "account_chosen", min_query_length: 1 }] },
    ]);
  });

  test("while it runs, tells how far it is instead of offering another", () => {
    const message = overviewMessage({ running, accounts: 42 }, now);
    expectSendable(message);
    expect(message.text).toContain("12 of 42 done, 1 needs attention so far");
    expect(JSON.stringify(message)).not.toContain("audit_again");
  });
});

describe("after an audit", () => {
  const message = overviewMessage({ latest }, now);

  test("leads with the answer, its age and coverage, then the worst three", () => {
    expectSendable(message);
    expect(message.text).toBe(
      "3 of 42 accounts need attention: 1 critical, 2 high, 6 medium, 1 info. 41 of 42 could be read.",
    );
    const lines = linesIn(message);
    expect(lines[0]).toBe("3 of 42 accounts need attention");
    expect(lines[1]).toBe(
      "audited 4 minutes ago  ·  41 of 42 read  ·  since the last audit: *1 new*, *2 fixed*",
    );
    expect(lines.filter((line) => line === "How to fixDetails")).toHaveLength(3);
    expect(wordsIn(message)).toContain("management  123456789012");
    expect(wordsIn(message)).not.toContain("dev-1");
  });

  test.each([
    [{ critical: 1, low: 1_300 }, 1_200, 2, "1 critical, 1,300 low  ·  *1,200 overdue*  ·  2 accepted"],
    [{ high: 3 }, 3, 0, "3 high  ·  *3 overdue*"],
    [{}, 0, 2, "none  ·  2 accepted"],
    [{}, 0, 0, "none"],
  ])("says what is open, late and accepted: %o, %i, %i", (some, overdue, accepted, words) => {
    const open = { critical: 0, high: 0, medium: 0, low: 0, info: 0, ...some };
    const told = overviewMessage({ latest, tally: { open, overdue, accepted } }, now);
    expectSendable(told);
    expect(linesIn(told)).toContain(`Open findings: ${words}`);
  });

  test("names what could not be read", () => {
    expect(wordsIn(message)).toContain("1 account could not be read:*legacy-eu");
  });

  test("offers what to do next", () => {
    expect(message.blocks.slice(-2)).toMatchObject([
      {
        elements: [
          { action_id: "audit_again", value: "organization", text: { text: "Audit now" } },
          { action_id: "findings_all", value: "87", text: { text: "All 10 findings" } },
        ],
      },
      { elements: [{ type: "external_select", action_id: "account_chosen" }] },
    ]);
  });

  test("tells of one that is under way", () => {
    const message = overviewMessage({ latest, running }, now);
    expectSendable(message);
    expect(wordsIn(message)).toContain("Being audited now  ·  12 of 42 done, 1 needs attention so far");
    expect(wordsIn(overviewMessage({ latest }, now))).not.toContain("Being audited now");
  });

  test("with all in order is two short lines and what to do next", () => {
    const message = overviewMessage({ latest: { audit: audited, standing: greenStanding } }, now);
    expectSendable(message);
    expect(linesIn(message)).toEqual([
      " All 1,400 root users are in order",
      "audited 4 minutes ago  ·  1,400 of 1,400 read",
      "Audit now",
      "Look at an account…",
    ]);
  });
});
