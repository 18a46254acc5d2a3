import { expect, test } from "vitest";
import { findingFilters } from "../../../src/findings/finding-view.ts";
import { listPlaceIn, listPlaceText } from "../../../src/slack/list-place.ts";
import { findingListMessage } from "../../../src/slack/views/finding-list.ts";
import { hostile, request, sampleViews, viewWith } from "./findings.ts";
import { now } from "./samples.ts";
import { expectSendable, wordsIn } from "./sendable.ts";

const counts = { critical: 1, high: 2, medium: 6, low: 0, info: 0 };
const five = [1, 2, 3, 4, 5].map((id) => viewWith({ id }));
const none = { critical: 0, high: 0, medium: 0, low: 0, info: 0 };

test.each([
  ["open", "9 open findings: 1 critical, 2 high, 6 medium", "Nothing is open."],
  ["mine", "9 findings of yours: 1 critical, 2 high, 6 medium", "Nothing is yours."],
  ["acknowledged", "9 acknowledged findings: 1 critical, 2 high, 6 medium", "Nothing is acknowledged."],
  ["accepted", "9 findings put aside: 1 critical, 2 high, 6 medium", "Nothing is put aside."],
  ["overdue", "9 overdue findings: 1 critical, 2 high, 6 medium", "Nothing is overdue."],
  [
    "requests",
    "9 requests waiting for an answer: 1 critical, 2 high, 6 medium",
    "No request waits for an answer.",
  ],
] as const)("%s is headed by how many there are", (filter, headline, nothing) => {
  const place = { filter, offset: 0 };
  const message = findingListMessage({ place, page: { total: 9, counts, findings: five } }, now);
  expectSendable(message);
  expect(message.text).toBe(headline);
  expect(findingListMessage({ place, page: { total: 0, counts: none, findings: [] } }, now).text).toBe(
    nothing,
  );
});

test.each([
  [0, 5, 5, ["Choose several…"]],
  [0, 9, 5, ["Next", "Choose several…"]],
  [5, 9, 4, ["Previous", "Choose several…"]],
  [5, 19, 5, ["Previous", "Next", "Choose several…"]],
  [0, 1, 1, []],
])("from %i of %i one can turn to %j", (offset, total, shown, labels) => {
  const place = { filter: "open", offset, accountId: "411111111111" } as const;
  const message = findingListMessage({ place, page: { total, counts, findings: five.slice(0, shown) } }, now);
  expectSendable(message);
  const all = wordsIn(message);
  for (const label of ["Previous", "Next", "Choose several…"])
    expect(all.includes(label), label).toBe(labels.includes(label));
  expect(all).toContain("in account 411111111111");
});

test("requests are told in their own words, with the buttons that answer them", () => {
  const findings = [1, 2].map((id) => hostile(viewWith({ id, request })));
  const place = { filter: "requests", offset: 0 } as const;
  const message = findingListMessage({ place, page: { total: 2, counts, findings } }, now);
  expectSendable(message);
  const words = wordsIn(message);
  expect(words).toContain("asks to accept the risk of");
  expect(words.match(/Approve/g)).toHaveLength(2);
  expect(words).not.toContain("Choose several…");
});

test("every finding fits, whatever it is called; what does not is named", () => {
  for (const [, view] of sampleViews) {
    const findings = Array.from({ length: 5 }, () => hostile(view));
    expectSendable(
      findingListMessage({ place: { filter: "open", offset: 0 }, page: { total: 5, counts, findings } }, now),
    );
  }
});

test("a button leads back to its place", () => {
  for (const filter of findingFilters)
    for (const more of [{}, { accountId: "411111111111" }]) {
      const place = { filter, offset: 15, ...more };
      expect(listPlaceIn(listPlaceText(place))).toEqual(place);
    }
});

test.each(["", "all 0", "open", "open x", "open -1", "open 0 123", "open 0 "])("%j is no place", (text) => {
  expect(() => listPlaceIn(text)).toThrow("older message");
});
