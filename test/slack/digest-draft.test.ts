import { describe, expect, test } from "vitest";
import {
  type DigestDraft,
  draftIn,
  draftOf,
  faultsIn,
  newDraft,
  scheduleIn,
  settingsIn,
} from "../../src/slack/digest-draft.ts";
import { readForm } from "../../src/slack/forms.ts";
import { now } from "./views/samples.ts";
import { sampleDigest } from "./views/schedules.ts";

const usual = newDraft({ place: "C1", timeZone: "Europe/Berlin" });
const chosen = (value: string) => ({ input: { selected_option: { value } } });
const filled = {
  when: chosen("weekdays"),
  cron: { input: { value: null } },
  time_zone: { time_zone: { selected_option: { value: "Europe/Berlin" } } },
  scope: { input: { value: " Prod " } },
  content: chosen("standing"),
  age: chosen("24"),
  silent: { input: { selected_options: [{ value: "silent" }] } },
};

function read(about: unknown, values: Readonly<Record<string, object>> = filled): DigestDraft {
  return draftIn(readForm({ private_metadata: JSON.stringify(about), state: { values } }));
}

test("a form is read as it was filled in", () => {
  expect(read({ place: "C1", digestId: 3 })).toEqual({
    ...{ place: "C1", digestId: 3, when: "weekdays", cron: "", timeZone: "Europe/Berlin", scope: "Prod" },
    ...{ content: "standing", age: "24", isSilent: true },
  });
  expect(read({ place: "C1" }, { ...filled, silent: { input: { selected_options: [] } } })).toMatchObject({
    isSilent: false,
  });
});

test.each([
  ["no place", {}, {}],
  ["a digest that is no number", { place: "C1", digestId: "3" }, {}],
  ["more than there is", { place: "C1", channel: "C2" }, {}],
  ["a time that is not offered", { place: "C1" }, { when: chosen("hourly") }],
  ["an age that is not offered", { place: "C1" }, { age: chosen("2") }],
  ["a content that is not offered", { place: "C1" }, { content: chosen("everything") }],
])("a form with %s is of no release", (_what, about, values) => {
  expect(() => read(about, { ...filled, ...values })).toThrow("older message");
});

test.each<[Partial<DigestDraft>, Readonly<Record<string, unknown>>]>([
  [{}, {}],
  [{ when: "monthly", timeZone: "UTC" }, {}],
  [{ when: "cron", cron: "30 8 * * 1,4" }, {}],
  [{ cron: "30 8 * * 1,4" }, { cron: expect.stringContaining("Something else") }],
  [{ when: "cron" }, { cron: expect.stringContaining("Say when") }],
  [{ when: "cron", cron: "soon" }, { cron: expect.stringContaining("five fields") }],
  [{ when: "cron", cron: "0 9 31 2 *" }, { cron: expect.stringContaining("never comes") }],
  [{ when: "cron", cron: "*/30 * * * *" }, { cron: expect.stringContaining("more than once an hour") }],
  [{ timeZone: "Mars/Base" }, { time_zone: expect.stringContaining("no time zone") }],
  [
    { timeZone: "Mars/Base", when: "cron", cron: "soon" },
    { time_zone: expect.stringContaining("no time zone"), cron: expect.stringContaining("five fields") },
  ],
])("of %o the faults are %o", (given, faults) => {
  expect(faultsIn({ ...usual, ...given }, now)).toEqual(faults);
});

test.each([
  ["Asia/Kolkata", "Asia/Kolkata"],
  ["europe/berlin", "Europe/Berlin"],
])("the zone %s stays the one that was chosen", (timeZone, kept) => {
  expect(scheduleIn({ ...usual, timeZone }, now)).toEqual({ cron: "0 9 * * 1-5", timeZone: kept });
});

describe("a digest that is changed", () => {
  const { digest } = sampleDigest;

  test.each([
    [digest, { when: "weekdays", cron: "" }],
    [
      { ...digest, schedule: { ...digest.schedule, cron: "5 9 * * 1-5" } },
      { when: "cron", cron: "5 9 * * 1-5" },
    ],
    [
      { ...digest, scope: { kind: "unit", unitId: "ou-e1x4-1a2b3c4d", path: "Prod" } as const },
      { scope: "ou-e1x4-1a2b3c4d" },
    ],
    [
      { ...digest, scope: { kind: "account", accountId: "411111111111" } as const },
      { scope: "411111111111" },
    ],
    [
      { ...digest, isSilentWhenGreen: true, maxAgeHours: 24 },
      { isSilent: true, age: "24" },
    ],
  ])("is filled in as it is, and comes out the same: %#", (one, expected) => {
    const draft = draftOf(one, "C1");
    expect(draft).toMatchObject({ digestId: 3, place: "C1", ...expected });
    const { schedule, scope, content, isSilentWhenGreen, maxAgeHours } = one;
    const settings = settingsIn(draft, { scope, schedule: scheduleIn(draft, now) });
    expect(settings).toEqual({ schedule, scope, content, isSilentWhenGreen, maxAgeHours });
  });
});
