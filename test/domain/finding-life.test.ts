import { describe, expect, test } from "vitest";

import type { FindingEvent } from "../../src/domain/finding-events.ts";
import { nextExpiry, replayed } from "../../src/domain/finding-life.ts";
import { longestPolicy } from "../../src/domain/finding-policy.ts";

/** So many days after the first. */
const day = (days: number): Date => new Date(Date.UTC(2026, 10, 1) + days * 86_400_000);

const found: FindingEvent = {
  at: day(0),
  what: { kind: "found", severity: "high", isClockRunning: true },
};
const plea = { reason: "it is needed", ticket: "SEC-1" };

function by(person: string, at: Date, what: FindingEvent["what"]): FindingEvent {
  return { at, by: person, what };
}

function itself(at: Date, what: FindingEvent["what"]): FindingEvent {
  return { at, what };
}

const asked = by("ann", day(1), {
  kind: "ask to accept",
  until: day(20),
  compensatingControl: "a guard",
  ...plea,
});
const accepted = [found, asked, by("eve", day(2), { kind: "approve" })];
const opening = { severity: "high", isClockRunning: true } as const;
const worse = { severity: "critical", isClockRunning: true } as const;

describe("a life by its events", () => {
  test.each<[string, readonly FindingEvent[], Readonly<Record<string, unknown>>]>([
    [
      "begins open, and due by its severity",
      [found],
      { state: "open", openedAt: day(0), dueAt: day(7), reopened: 0 },
    ],
    [
      "has no date before the clock is started",
      [itself(day(0), { kind: "found", severity: "high", isClockRunning: false })],
      { state: "open", dueAt: undefined },
    ],
    [
      "gets its date when the clock is started",
      [
        itself(day(0), { kind: "found", severity: "critical", isClockRunning: false }),
        itself(day(40), { kind: "clock started", severity: "critical" }),
      ],
      { state: "open", openedAt: day(0), dueAt: day(41) },
    ],
    [
      "is owned by who acknowledges it",
      [found, by("ann", day(1), { kind: "acknowledge" })],
      { state: "acknowledged", owner: { id: "ann", since: day(1) }, dueAt: day(7) },
    ],
    [
      "is owned by whom it is given to",
      [found, by("ann", day(1), { kind: "assign", to: "S1" })],
      { state: "acknowledged", owner: { id: "S1", since: day(1) } },
    ],
    [
      "runs on while it is snoozed",
      [found, by("ann", day(1), { kind: "snooze", until: day(5) })],
      { state: "snoozed", until: day(5), dueAt: day(7), wasSnoozed: true },
    ],
    [
      "opens when the snooze ends",
      [
        found,
        by("ann", day(1), { kind: "snooze", until: day(5) }),
        itself(day(5), { kind: "expired", ...opening }),
      ],
      { state: "open", until: undefined, dueAt: day(7), reopened: 1, wasSnoozed: true },
    ],
    [
      "does not change by being asked about",
      [found, asked],
      { state: "open", request: expect.objectContaining({ by: "ann", lapsesAt: day(4) }) },
    ],
    [
      "is put aside by approval, with everything that was said",
      accepted,
      {
        state: "accepted",
        until: day(20),
        request: undefined,
        exception: {
          ...plea,
          compensatingControl: "a guard",
          requestedBy: "ann",
          approvedBy: "eve",
          at: day(2),
        },
      },
    ],
    [
      "stays as it is when declined",
      [found, asked, by("eve", day(2), { kind: "decline" })],
      { state: "open", request: undefined },
    ],
    [
      "stays as it is when nobody answers",
      [found, asked, itself(day(4), { kind: "lapsed" })],
      { state: "open", request: undefined },
    ],
    [
      "opens when the accepted time is over, with a new date",
      [...accepted, itself(day(20), { kind: "expired", ...opening })],
      {
        state: "open",
        openedAt: day(20),
        dueAt: day(27),
        reopened: 1,
        exception: undefined,
        until: undefined,
      },
    ],
    [
      "opens when it is not the same failure any more, with a new date",
      [...accepted, itself(day(10), { kind: "changed", ...opening })],
      {
        state: "open",
        openedAt: day(10),
        dueAt: day(17),
        reopened: 1,
        exception: undefined,
        until: undefined,
      },
    ],
    [
      "keeps its date where it was open anyway, and loses what was asked about the old failure",
      [found, asked, itself(day(3), { kind: "changed", ...opening })],
      { state: "open", openedAt: day(0), dueAt: day(7), reopened: 0, request: undefined },
    ],
    [
      "names the former owner when it opens again",
      [found, by("ann", day(1), { kind: "acknowledge" }), itself(day(3), { kind: "changed", ...opening })],
      { state: "open", owner: { id: "ann", since: day(1) }, reopened: 1 },
    ],
    [
      "is due sooner when it gets worse",
      [found, itself(day(1), { kind: "worsened", ...worse })],
      { dueAt: day(2) },
    ],
    [
      "is not due later for that",
      [found, itself(day(6.5), { kind: "worsened", ...worse })],
      { dueAt: day(7) },
    ],
    [
      "opens when it gets worse than what was accepted, with a new date",
      [...accepted, itself(day(10), { kind: "worsened", ...worse })],
      {
        state: "open",
        openedAt: day(10),
        dueAt: day(11),
        reopened: 1,
        exception: undefined,
        until: undefined,
      },
    ],
    [
      "without a date where the clock is not started",
      [...accepted, itself(day(10), { kind: "worsened", severity: "critical", isClockRunning: false })],
      { state: "open", dueAt: undefined },
    ],
    [
      "opens when it gets worse than what was snoozed, with the earlier date, and keeps what is asked about it",
      [
        found,
        by("ann", day(1), { kind: "snooze", until: day(5) }),
        { ...asked, at: day(2) },
        itself(day(3), { kind: "worsened", ...worse }),
      ],
      {
        state: "open",
        dueAt: day(4),
        reopened: 1,
        until: undefined,
        wasSnoozed: true,
        request: expect.objectContaining({ by: "ann" }),
      },
    ],
    [
      "is explained with a second person's word, without an end",
      [found, by("ann", day(1), { kind: "explain", ...plea }), by("bob", day(1), { kind: "approve" })],
      { state: "explained", until: undefined },
    ],
    [
      "gets another date by approval",
      [
        found,
        by("ann", day(1), { kind: "ask to extend", until: day(12), ...plea }),
        by("eve", day(2), { kind: "approve" }),
      ],
      { state: "open", dueAt: day(12), request: undefined, exception: undefined },
    ],
    [
      "goes back to its owner when it is taken back",
      [
        found,
        by("ann", day(1), { kind: "acknowledge" }),
        by("ann", day(2), { kind: "snooze", until: day(5) }),
        by("bob", day(3), { kind: "reopen" }),
      ],
      { state: "acknowledged", until: undefined, owner: { id: "ann", since: day(1) } },
    ],
    [
      "ends by AWS's word",
      [...accepted, itself(day(9), { kind: "resolved" })],
      { state: "resolved", endedAt: day(9), exception: undefined, until: undefined },
    ],
    [
      "comes back",
      [found, itself(day(9), { kind: "resolved" }), itself(day(30), { kind: "failed again", ...opening })],
      {
        state: "open",
        openedAt: day(30),
        dueAt: day(37),
        reopened: 1,
        endedAt: undefined,
        wasSnoozed: false,
      },
    ],
  ])("%s", (_, events, expected) => {
    const life = { ...replayed(events, longestPolicy) };
    const named = Object.entries(life).filter(([field]) => Object.hasOwn(expected, field));
    expect(Object.fromEntries(named)).toEqual(expected);
  });

  test("ends by itself at the first of its ends", () => {
    const life = replayed([found, asked], longestPolicy);
    expect(life && nextExpiry(life)).toEqual(day(4));
    const put = replayed(accepted, longestPolicy);
    expect(put && nextExpiry(put)).toEqual(day(20));
    const renewed = replayed(
      [...accepted, by("ann", day(16), { kind: "ask to accept", until: day(60), ...plea })],
      longestPolicy,
    );
    expect(renewed && nextExpiry(renewed)).toEqual(day(19));
    const open = replayed([found], longestPolicy);
    expect(open && nextExpiry(open)).toBeUndefined();
  });
});
