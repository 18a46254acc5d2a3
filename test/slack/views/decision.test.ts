import { describe, expect, test } from "vitest";
import type { FindingState } from "../../../src/domain/finding.ts";
import type { Decision, FindingEvent, Refusal } from "../../../src/domain/finding-events.ts";
import type { Result } from "../../../src/domain/result.ts";
import { decisionMessage } from "../../../src/slack/views/decision.ts";
import { notice } from "../../../src/slack/views/notice.ts";
import { recheckMessage } from "../../../src/slack/views/recheck.ts";
import { severalMessage } from "../../../src/slack/views/several.ts";
import { daysFromNow, openFinding, sampleEvents, viewWith } from "./findings.ts";
import { HOSTILE, now } from "./samples.ts";
import { expectSendable } from "./sendable.ts";

const user = "U1";
const due = "<!date^1795597440^{date_short_pretty}|25 Nov 2026>";

describe("a decision that was done", () => {
  test.each<[Decision, string]>([
    [{ kind: "acknowledge" }, `You own F12 now, due ${due}.`],
    [{ kind: "assign", to: user }, `You own F12 now, due ${due}.`],
    [{ kind: "assign", to: "U2" }, `<@U2> owns F12 now, due ${due}.`],
    [{ kind: "approve" }, "Allowed for F12."],
    [{ kind: "decline" }, "Declined for F12."],
    [{ kind: "withdraw" }, "Your request about F12 is taken back."],
    [{ kind: "reopen" }, `F12 is open again, due ${due}.`],
  ])("%o is told in few words", (what, words) => {
    const message = decisionMessage(
      { kind: "done", view: viewWith(), event: { at: now, by: user, what } },
      user,
    );
    expect(message.text).toBe(words);
  });

  test("can be told whatever it was", () => {
    for (const event of sampleEvents)
      expectSendable(decisionMessage({ kind: "done", view: viewWith(), event }, user));
  });
});

const REFUSALS: Record<Refusal, RegExp> = {
  "already owned": /^<@U2> owns F12 already\. Last: .*, <@U2> acknowledged it\.$/,
  over: /^F12 is over already\. Last: /,
  "put aside": /^F12 is put aside at the moment\./,
  "not put aside": /^F12 is not put aside\.$/,
  "snoozed before": /once is all there is/,
  "too long": /^F12 cannot be put off for so long\. At most until <!date\^/,
  "in the past": /needs a later date/,
  "request pending": /waits for an answer to another request/,
  "no request": /waits for no answer any more\. Last: /,
  "own request": /by who asked for it\. Somebody else has to\.$/,
  "own finding": /by its owner\. Somebody else has to\.$/,
  "not one's own request": /only they can take it back\.$/,
  "not a use of root": /nothing to explain\.$/,
  "nothing due": /there is none to extend\.$/,
  "changed meanwhile": /nothing was done\. Look again and decide anew\. Last: /,
};

const last: FindingEvent = { at: now, by: "U2", what: { kind: "acknowledge" } };
const owned = viewWith({ state: "acknowledged", owner: { id: "U2", since: now } });

test.each(Object.entries(REFUSALS) as [Refusal, RegExp][])("a refusal because %s", (why, words) => {
  const latest = why === "too long" ? { latest: daysFromNow(1) } : {};
  const message = decisionMessage({ kind: "refused", why, view: owned, last, ...latest }, user);
  expectSendable(message);
  expect(message.text).toMatch(words);
});

test("who presses twice learns that it is theirs", () => {
  const outcome = { kind: "refused", why: "already owned", view: owned, last } as const;
  expect(decisionMessage(outcome, "U2").text).toBe("You own F12 already.");
});

describe("a re-check", () => {
  const { failure } = openFinding;
  const reason = { code: "report-not-ready", text: HOSTILE, until: daysFromNow(1) } as const;
  const unknown: Result = { ...failure, status: "unknown", reason };
  const { until, ...without } = reason;
  test.each<[string, Result, FindingState | undefined, RegExp]>([
    ["still fails", failure, undefined, /^F12 still fails: AKIA/],
    [
      "is only worth a remark",
      { ...failure, severity: "info" },
      "closed",
      /^F12 is only worth a remark now: AKIA.*\. It is closed\.$/,
    ],
    ["passes", { ...failure, status: "pass" }, "resolved", /^F12 passes: 1 active\. It is resolved\.$/],
    ["passes, but it may be stale", { ...failure, status: "pass" }, undefined, /It stays open until/],
    [
      "does not apply",
      { ...failure, status: "not_applicable", reason },
      "closed",
      /^F12 does not apply any more: .*\. It is closed\.$/,
    ],
    [
      "cannot be answered yet",
      unknown,
      undefined,
      /^F12 could not be answered afresh: .* Ask again after <!date/,
    ],
    ["cannot be answered", { ...unknown, reason: without }, undefined, /It stays as it is\.$/],
  ])("that %s says so", (_what, result, end, words) => {
    const view = viewWith(end && { state: end });
    const message = recheckMessage({ view, result, isOver: end !== undefined }, now);
    expectSendable(message);
    expect(message.text).toMatch(words);
  });
});

test("of several decisions each is told", () => {
  const done = {
    kind: "done",
    view: viewWith(),
    event: { at: now, by: user, what: { kind: "acknowledge" } },
  } as const;
  const message = severalMessage(
    [
      [12, done],
      [13, notice(`There is no finding ${HOSTILE}`)],
    ],
    user,
  );
  expectSendable(message);
  expect(message.text).toBe("Done for 1 of 2 findings.");
});
