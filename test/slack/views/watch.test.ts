import { expect, test } from "vitest";
import type { Watch } from "../../../src/domain/watch.ts";
import {
  watchesMessage,
  watchOfferMessage,
  watchOffMessage,
  watchOffWordsMessage,
  watchOnMessage,
  watchPausedMessage,
} from "../../../src/slack/views/watch.ts";
import { noWatchScopeMessage, severalWatchScopesMessage } from "../../../src/slack/views/watch-scope.ts";
import { daysFromNow, prodPayments } from "./findings.ts";
import { HOSTILE, now } from "./samples.ts";
import { sampleWatch } from "./schedules.ts";
import { buttonsIn, expectSendable, wordsIn } from "./sendable.ts";

const paused: Watch = {
  ...sampleWatch,
  scope: { kind: "account", accountId: prodPayments.id },
  lastAuditAt: daysFromNow(-2),
  paused: { at: daysFromNow(-1), why: `this channel is archived ${HOSTILE}` },
};
const shown = { watches: [], accounts: [prodPayments], channel: "C9", isListed: true, hasWebhook: false };
const labels = (...given: Parameters<typeof watchesMessage>) => buttonsIn(watchesMessage(...given));

test("a channel without a watch is offered one, if it may have one", () => {
  expectSendable(watchesMessage(shown, now));
  expect(labels(shown, now)).toEqual(["Turn on"]);
  const elsewhere = { ...shown, isListed: false };
  expectSendable(watchesMessage(elsewhere, now));
  expect(labels(elsewhere, now)).toEqual([]);
  expect(wordsIn(watchesMessage(elsewhere, now))).toContain("ROOTCHECK_CHANNELS");
});

test("a watch says what it audits when, since when it does not and why, and how old its facts are", () => {
  const own = watchesMessage(
    { ...shown, watches: [sampleWatch], channel: sampleWatch.channel, hasWebhook: true },
    now,
  );
  expectSendable(own);
  expect(wordsIn(own)).toMatch(
    /This channel is watching.*The organization {2}· {2}every 6 hours UTC.*next Sun 22 Nov 12:00 UTC.*no scheduled audit yet.*webhook too/,
  );
  const other = watchesMessage({ ...shown, watches: [paused] }, now);
  expectSendable(other);
  expect(wordsIn(other)).toMatch(/Other channels.*prod-payments.*paused.*last audit 2 days ago.*archived/);
  expect(labels({ ...shown, watches: [paused] }, now)).toEqual([
    "Turn on",
    "Turn on",
    "Audit now",
    "Turn off",
  ]);
});

test("a hundred watches fit into one message", () => {
  const watches = Array.from({ length: 100 }, (_, index) => ({ ...paused, channel: `C${index}` }));
  const message = watchesMessage({ ...shown, watches }, now, [HOSTILE]);
  expectSendable(message);
  expect(wordsIn(message)).toMatch(/and \d+ more/);
});

test("turning one on or off, its pause and its offer are said in words", () => {
  for (const message of [
    watchOnMessage(sampleWatch, []),
    watchOnMessage(paused, [{ ...prodPayments, name: HOSTILE }]),
    watchOffMessage("C9", sampleWatch),
    watchOffMessage("C9", undefined),
    watchPausedMessage(paused, HOSTILE),
    watchOfferMessage(Array.from({ length: 40 }, (_, index) => ({ id: `C${index}`, name: HOSTILE }))),
    watchOnMessage(sampleWatch, [{ ...prodPayments, name: HOSTILE }], paused),
    watchOffWordsMessage(HOSTILE),
    noWatchScopeMessage({ scope: HOSTILE, said: "" }, { accounts: [], units: [] }),
    severalWatchScopesMessage(
      { scope: HOSTILE, said: `0 0 * * ${HOSTILE}` },
      {
        accounts: Array.from({ length: 20 }, () => ({ ...prodPayments, name: HOSTILE })),
        units: [{ id: "ou-e1x4-1a2b3c4d", name: HOSTILE, idPath: [], path: [HOSTILE, HOSTILE] }],
      },
    ),
  ])
    expectSendable(message);
  expect(watchOffMessage("D1", undefined).text).toBe("There is no watch to turn off.");
  expect(wordsIn(watchOnMessage(sampleWatch, []))).toContain(
    "The organization is audited every 6 hours, next Sun 22 Nov 12:00 UTC.",
  );
});

test("what a watch was before is named where it is another now", () => {
  const before = (was: Watch) =>
    /Until now.*/.exec(watchOnMessage(sampleWatch, [prodPayments], was).text)?.[0];
  expect(before({ ...sampleWatch, createdBy: "U2", nextAt: now, paused: { at: now, why: "archived" } })).toBe(
    undefined,
  );
  expect(before(paused)).toBe("Until now its watch was of prod-payments, every 6 hours UTC.");
  const daily = { cron: "30 7 * * *", timeZone: "Europe/Berlin" };
  expect(before({ ...sampleWatch, schedule: daily })).toBe(
    "Until now its watch was of the organization, every day at 07:30 Europe/Berlin.",
  );
});
