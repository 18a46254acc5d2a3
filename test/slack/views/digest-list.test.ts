import { describe, expect, test } from "vitest";
import { type DigestView, slotStates } from "../../../src/domain/digest.ts";
import { cast, places } from "../../../src/local-slack/workspace.ts";
import { draftOf, newDraft, scheduleIn } from "../../../src/slack/digest-draft.ts";
import { digestForm, digestSaveForm } from "../../../src/slack/views/digest-form.ts";
import {
  digestListMessage,
  digestShownMessage,
  digestToDeleteMessage,
} from "../../../src/slack/views/digest-list.ts";
import {
  digestChangedSpans,
  digestChanges,
  digestSavedMessage,
} from "../../../src/slack/views/digest-outcome.ts";
import { digestToAddMessage, unfitPlaceMessage } from "../../../src/slack/views/digest-place.ts";
import { digestTroubleMessage } from "../../../src/slack/views/digest-trouble.ts";
import { notice } from "../../../src/slack/views/notice.ts";
import { HOSTILE, now } from "./samples.ts";
import { sampleDigest } from "./schedules.ts";
import { expectModalSendable, expectSendable, linesIn, wordsIn } from "./sendable.ts";

const { digest } = sampleDigest;
const channel = places.security;
const unit = { kind: "unit", unitId: "ou-e1x4-1a2b3c4d", path: HOSTILE } as const;
const slot = { digestId: 3, at: new Date("2026-11-20T08:00:00Z"), isExtra: false } as const;
const paused: DigestView = {
  digest: { ...digest, id: 4, scope: unit, paused: { at: now, by: cast.operator, why: HOSTILE } },
};

test("a channel's digests are listed with when, how it went, and what can be done", () => {
  const posted: DigestView = { digest, last: { ...slot, state: "posted", settledAt: slot.at } };
  const message = digestListMessage({ views: [posted, paused], channel });
  expectSendable(message);
  const token = (at: Date) => `<!date^${at.getTime() / 1000}^{date_short_pretty} at {time}|`;
  expect(linesIn(message)).toEqual([
    "2 digests in this channel",
    "D3  ·  the organization  ·  weekdays at 09:00 Europe/Berlin",
    `changes only  ·  owner <@${cast.operator}>  ·  next Mon 23 Nov 09:00 Europe/Berlin  ·  ` +
      `last posted ${token(slot.at)}2026-11-20 08:00 UTC>`,
    expect.stringMatching(/^Edit…Post nowPauseDelete/),
    `D4  ·  ${HOSTILE}  ·  weekdays at 09:00 Europe/Berlin`,
    `changes only  ·  owner <@${cast.operator}>  ·  *paused* ` +
      `${token(now)}2026-11-23 09:04 UTC> by <@${cast.operator}>${HOSTILE}`,
    expect.stringMatching(/^Edit…Post nowResumeDelete/),
    "Add a digest…",
  ]);
});

test.each(slotStates)("a last time that is %s is said", (state) => {
  const view = { digest, last: { ...slot, state, why: HOSTILE } };
  const message = digestShownMessage(view);
  expectSendable(message);
  expect(wordsIn(message)).toContain(HOSTILE);
});

test("who is asked whether one is to be deleted can say so, and nothing else", () => {
  const message = digestToDeleteMessage(paused);
  expectSendable(message);
  expect(message.text).toBe("Is digest D4 to be deleted?");
  const [question, line, , buttons] = linesIn(message);
  expect([question, buttons]).toEqual([message.text, expect.stringMatching(/^Delete(?!.*Edit)/)]);
  expect(line).toContain(`D4  ·  ${HOSTILE}`);
  expect(JSON.stringify(message).match(/"action_id"/g)).toHaveLength(1);
});

test.each([
  [{ id: "411111111111", name: HOSTILE }, HOSTILE],
  [undefined, "411111111111"],
])("a digest of one account says what that is called, as far as that is known: %o", (account, name) => {
  const view = {
    digest: { ...digest, scope: { kind: "account", accountId: "411111111111" } as const },
    ...(account && { account }),
  };
  for (const message of [digestListMessage({ views: [view] }), digestShownMessage(view)]) {
    expectSendable(message);
    expect(wordsIn(message)).toContain(`D3  ·  ${name}  ·  weekdays`);
  }
});

test("where there is none, it is said what one is, and how one is added", () => {
  const here = digestListMessage({ views: [], channel });
  const direct = digestListMessage({ views: [] }, ["Digest D3 is deleted."]);
  for (const message of [here, direct]) expectSendable(message);
  expect(wordsIn(here)).toMatch(/^No digest yet in this channel\. A digest is .*Add a digest…$/);
  expect(direct.text).toBe("Digest D3 is deleted. No digest yet.");
  expect(wordsIn(direct)).toContain("/rootcheck digest add");
});

test.each([1, 30, 500])("%i digests fit, and none is left out unsaid", (count) => {
  const views = Array.from({ length: count }, (_, index) => ({
    digest: {
      ...digest,
      id: index + 1,
      scope: unit,
      schedule: { cron: "1-59/7 9 L * 1-3", timeZone: "UTC" },
    },
  }));
  const message = digestListMessage({ views });
  expectSendable(message);
  const named = wordsIn(message).match(/D\d+ {2}·/g)?.length ?? 0;
  const [, more = "0"] = /and ([\d,]+) more/.exec(wordsIn(message)) ?? [];
  expect(named + Number(more)).toBe(count);
  expect(wordsIn(message).includes("One of them with its buttons: /rootcheck digest D")).toBe(count > 1);
});

describe("what is told", () => {
  test.each(digestChanges)("of %s", (change) => {
    for (const view of [sampleDigest, paused]) expectSendable(notice(...digestChangedSpans(change, view)));
  });

  test("of a digest that is saved is when it comes next", () => {
    expect(digestSavedMessage(sampleDigest).text).toBe(
      `Digest D3 for <#${channel}> is saved. It comes next Mon 23 Nov 09:00 Europe/Berlin.`,
    );
  });

  test.each([
    [{ kind: "uncertain" } as const, "Slack never said whether digest D3 was posted", "digest now D3"],
    [{ kind: "failed", why: "msg_blocks_too_long" } as const, "Slack refused digest D3", "digest now D3"],
    [{ kind: "paused", why: HOSTILE } as const, "Digest D3 is paused", "digest resume D3"],
  ])("its owner of %o", (trouble, lead, command) => {
    const state = trouble.kind === "uncertain" ? "uncertain" : "failed";
    const message = digestTroubleMessage({ ...trouble, digest, slot: { ...slot, state } });
    expectSendable(message);
    expect(message.text).toContain(lead);
    expect(message.text).toContain(`the one of Fri 20 Nov 09:00 Europe/Berlin in <#${channel}>`);
    expect(message.text).toContain(`/rootcheck ${command}.`);
  });

  test("where a channel cannot have a digest, is which could", () => {
    expect(unfitPlaceMessage("Not here.", [channel]).text).toBe(`Not here. It works in <#${channel}>.`);
    expect(unfitPlaceMessage("Not here.", []).text).toContain("None of the channels");
    expectSendable(digestToAddMessage(HOSTILE));
  });
});

describe("the form", () => {
  const draft = { ...newDraft({ place: channel }), scope: HOSTILE };
  const several = { kind: "several", accounts: [{ id: "411111111111", name: HOSTILE }], units: [] } as const;

  test.each([
    ["is empty for a new one", digestForm(newDraft({ place: channel })), ["When", "Time zone"]],
    ["is filled in for one that is there", digestForm(draftOf(paused.digest, channel)), ["How much"]],
    [
      "says that nothing is called so",
      digestForm(draft, { kind: "none", accounts: [], units: [] }),
      [HOSTILE],
    ],
    ["says which are called so", digestForm(draft, several), ["Give the id of one:", "411111111111"]],
  ])("%s", (_what, view, said) => {
    expectModalSendable(view);
    for (const words of said) expect(wordsIn(view)).toContain(words);
  });

  test("shows what was chosen, and the next times in that zone", () => {
    const chosen = { ...newDraft({ place: channel, timeZone: "Europe/Berlin" }), isSilent: true };
    const match = { kind: "found", scope: unit, name: HOSTILE } as const;
    const next = [digest.nextAt];
    const view = digestSaveForm(chosen, { match, schedule: scheduleIn(chosen, now), next, channel });
    expectModalSendable(view);
    const words = wordsIn(view);
    expect(words).toContain("weekdays at 09:00 Europe/Berlin");
    expect(words).toContain("Changes only, facts at most 6 hours old, silent when nothing is open");
    expect(words).toContain("Mon 23 Nov 09:00 Europe/Berlin");
  });
});
