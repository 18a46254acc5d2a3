import { describe, expect, test } from "vitest";
import { coverageCheck } from "../../../src/checks/coverage.ts";
import { checks } from "../../../src/checks/index.ts";
import { organizationChecks } from "../../../src/checks/organization/index.ts";
import { validateView } from "../../../src/local-slack/block-kit/block-kit.ts";
import { places } from "../../../src/local-slack/workspace.ts";
import { baselineBlocks, clockStartedMessage } from "../../../src/slack/views/baseline.ts";
import { CAUSES } from "../../../src/slack/views/causes.ts";
import { type HomeShown, homeTab } from "../../../src/slack/views/home.ts";
import { spoken } from "../../support/conversation.ts";
import { hostile, sampleBaseline, sampleHome, sampleViews } from "./findings.ts";
import { now } from "./samples.ts";
import { sampleSchedules } from "./schedules.ts";
import { expectSendable, wordsIn } from "./sendable.ts";

const started = { at: now, by: "U2" };

const noSchedules = { digests: [], watches: [], accounts: [] };

function wordsOf(shown: Omit<HomeShown, "now" | "schedules"> & Partial<HomeShown>): string {
  const tab: unknown = JSON.parse(JSON.stringify(homeTab({ schedules: noSchedules, ...shown, now })));
  expect(validateView(tab)).toEqual([]);
  return spoken(tab);
}

describe("the Home tab", () => {
  test("shows what is one's own, what waits and what ends, and where things stand", () => {
    const words = wordsOf({ home: sampleHome, baseline: { ...sampleBaseline, started } });
    expect(words).toContain("3 findings of yours, 1 request waiting for you");
    expect(words).toContain("open: 1 critical, 2 high, 40 medium  ·  *1 overdue*  ·  audit A87 ");
    for (const part of ["Waiting for you", "Yours", "About to end", "Approve", "All 3 of yours"])
      expect(words).toContain(part);
    expect(words).not.toContain("Start the clock");
    expect(words).not.toContain("All requests");
  });

  test("counts all that waits, and leads to what it does not show", () => {
    const words = wordsOf({ home: { ...sampleHome, waitingTotal: 7 } });
    expect(words).toContain("3 findings of yours, 7 requests waiting for you");
    expect(words).toContain("All requests");
  });

  test("shows what happens by itself, where and when next, and how to have what does not yet", async () => {
    const all = {
      digests: await sampleSchedules.digests.list(),
      watches: await sampleSchedules.watches.list(),
      accounts: [],
    };
    const words = wordsOf({ home: sampleHome, schedules: all });
    expect(words).toContain(
      `D3  ·  the organization  ·  weekdays at 09:00 Europe/Berlin  ·  #${places.security}  ·  next Mon 23 Nov 09:00`,
    );
    expect(words).toContain(`Watch  ·  the organization  ·  every 6 hours UTC  ·  #${places.security}`);
    expect(words).not.toContain("digest add");
    const scope = { kind: "account", accountId: "411111111111" } as const;
    const account = { id: scope.accountId, name: "prod-payments" };
    const ofOne = wordsOf({
      home: sampleHome,
      schedules: {
        digests: all.digests.map(({ digest }) => ({ digest: { ...digest, scope }, account })),
        watches: all.watches.map((watch) => ({ ...watch, scope })),
        accounts: [account],
      },
    });
    expect(ofOne).toContain("D3  ·  prod-payments  ·  weekdays");
    expect(ofOne).toContain("Watch  ·  prod-payments  ·  every 6 hours");
    const none = wordsOf({ home: sampleHome });
    expect(none).toContain("/rootcheck watch on alerts a channel of what goes wrong.");
    expect(none).toContain("/rootcheck digest add tells one what has changed.");
    const [digest] = all.digests;
    const thirty = { ...all, digests: digest ? Array.from({ length: 30 }, () => digest) : [] };
    expect(wordsOf({ home: sampleHome, schedules: thirty })).toContain("and 21 more");
  });

  test("offers the next steps before anything was found", () => {
    const open = { critical: 0, high: 0, medium: 0, low: 0, info: 0 };
    const home = { open, overdue: 0, mine: [], mineTotal: 0, waiting: [], waitingTotal: 0, expiring: [] };
    const words = wordsOf({ home, baseline: { groups: [], findings: 0 } });
    expect(words).toContain("Nothing is yours to do");
    expect(words).toContain("open: nothing  ·  not audited yet");
    expect(words).toContain("Audit now");
    expect(words).not.toContain("Open findings");
  });

  test("holds whatever things are called, and as much as there is", () => {
    for (const [, view] of sampleViews) {
      const five = Array.from({ length: 5 }, () => hostile(view));
      const home = { ...sampleHome, mine: five, waiting: five, expiring: five };
      expect(wordsOf({ home, baseline: sampleBaseline })).toContain("Start the clock");
    }
  });
});

describe("the baseline", () => {
  test("is grouped by cause, worst first, until its clock is started", () => {
    const message = { text: "baseline", blocks: baselineBlocks(sampleBaseline) };
    expectSendable(message);
    const words = wordsIn(message);
    expect(words).toContain("43 findings from the first audit, by cause");
    expect(words).toContain("31 accounts: virtual MFA only  ·  medium");
    expect(words).toContain("The organization: central management of root credentials off  ·  high");
    expect(words.indexOf("1 account: root access key")).toBeLessThan(words.indexOf("The organization: "));
    expect(words.indexOf("31 accounts")).toBeLessThan(words.indexOf("10 accounts"));
    expect(baselineBlocks({ ...sampleBaseline, started })).toEqual([]);
    expect(baselineBlocks({ groups: [], findings: 0 })).toEqual([]);
  });

  test("leaves no cause out of the count", () => {
    const groups = Object.keys(CAUSES).map((check) => ({ check, severity: "low" as const, findings: 2 }));
    const message = { text: "baseline", blocks: baselineBlocks({ groups, findings: groups.length * 2 }) };
    expectSendable(message);
    expect(wordsIn(message)).toContain(`and ${(groups.length - 6) * 2} findings of other causes`);
  });

  test("tells who started the clock, and who comes too late", () => {
    const baseline = { ...sampleBaseline, started };
    expect(clockStartedMessage(baseline, "U2").text).toMatch(/^The clock runs\. 43 findings that need/);
    expect(clockStartedMessage(baseline, "U1").text).toMatch(/^The clock was started already: <@U2>, /);
  });

  test("has a cause in words for each check, and for no other", () => {
    const ids = [...checks, ...organizationChecks, coverageCheck].map(({ id }) => id);
    expect(Object.keys(CAUSES).toSorted()).toEqual(ids.toSorted());
  });
});
