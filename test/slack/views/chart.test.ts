import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Posture } from "../../../src/domain/posture.ts";
import { chartBlocks, chartText, withoutCharts } from "../../../src/slack/views/chart.ts";
import { postureOn, postures } from "./postures.ts";
import { expectSendable } from "./sendable.ts";

function chartOf(trend: readonly Posture[]) {
  const [block] = chartBlocks(trend);
  if (block?.type !== "data_visualization") throw new Error("There is no chart.");
  return block.chart;
}

const labelsOf = (trend: readonly Posture[]) => chartOf(trend).axis_config.categories;

test.each([
  [1, "bar"],
  [2, "bar"],
  [3, "line"],
  [7, "line"],
  [20, "line"],
])("%i days are a %s chart of as many points", (days, type) => {
  const trend = postures(days);
  const { type: drawn, series, axis_config } = chartOf(trend);
  expect([drawn, axis_config.categories.length]).toEqual([type, days]);
  expect(series.map(({ name }) => name)).toEqual(["critical and high", "medium"]);
  for (const { data } of series) expect(data.map(({ label }) => label)).toEqual(axis_config.categories);
  expect(series[0]?.data.at(0)?.value).toBe(trend[0]?.accounts.high);
  expect(series[0]?.data.at(-1)?.value).toBe(trend.at(-1)?.accounts.high);
  expectSendable({ text: chartText(trend), blocks: chartBlocks(trend) });
});

test.each([
  ["within a year", ["2026-10-12", "2026-11-23"], ["12 Oct", "23 Nov"]],
  ["over the turn of a year", ["2026-12-31", "2027-01-01"], ["31 Dec 2026", "1 Jan 2027"]],
  ["a leap day", ["2028-02-28", "2028-02-29", "2028-03-01"], ["28 Feb", "29 Feb", "1 Mar"]],
  ["the same day of two years", ["2027-02-28", "2028-02-28"], ["28 Feb 2027", "28 Feb 2028"]],
])("days are named %s", (_, days, labels) => {
  expect(labelsOf(days.map((day) => postureOn(day)))).toEqual(labels);
});

test("whatever days there are, Slack takes the chart and the first and the last value are there", () => {
  const day = fc.date({ min: new Date("2020-01-01"), max: new Date("2035-12-31"), noInvalidDate: true });
  const days = fc.uniqueArray(
    day.map((date) => date.toISOString().slice(0, 10)),
    { minLength: 1, maxLength: 20 },
  );
  const counts = fc.record({ high: fc.nat(9_999), medium: fc.nat(9_999), low: fc.nat(3) });
  fc.assert(
    fc.property(days, fc.array(counts, { minLength: 20, maxLength: 20 }), (unordered, figures) => {
      const trend = unordered.toSorted().map((each, index) => postureOn(each, figures[index]));
      expectSendable({ text: chartText(trend), blocks: chartBlocks(trend) });
      for (const end of [0, -1])
        expect(chartOf(trend).series[1]?.data.at(end)?.value).toBe(trend.at(end)?.accounts.medium);
    }),
  );
});

test("low has a line of its own where there is any, and what is only for information has none", () => {
  const trend = [
    postureOn("2026-11-22", { info: 9 }),
    postureOn("2026-11-23", { critical: 1, high: 2, low: 3 }),
  ];
  expect(chartOf(trend).series.map(({ name, data }) => [name, ...data.map(({ value }) => value)])).toEqual([
    ["critical and high", 0, 3],
    ["medium", 0, 0],
    ["low", 0, 3],
  ]);
});

test("nothing is shown of nothing", () => {
  expect(chartBlocks([])).toEqual([]);
  expect(chartText([])).toBe("");
});

test("an account's chart is of the checks that fail", () => {
  const trend = [postureOn("2026-11-23", { high: 1 }, { high: 2, medium: 3 })];
  const [block] = chartBlocks(trend, "checks");
  expect(block).toMatchObject({
    title: "Checks that fail",
    chart: { series: [{ data: [{ value: 2 }] }, { data: [{ value: 3 }] }] },
  });
  expect(chartText(trend, "checks")).toBe("5 checks fail on 23 Nov.");
});

describe("in words", () => {
  test.each([
    [[14, 7], "From 14 accounts that need attention on 22 Nov to 7 on 23 Nov."],
    [[1, 2], "From 1 account that needs attention on 22 Nov to 2 on 23 Nov."],
    [[0, 1_400], "From no account that needs attention on 22 Nov to 1,400 on 23 Nov."],
    [[3, 9, 0], "From 3 accounts that need attention on 21 Nov to none on 23 Nov."],
    [[7, 7], "7 accounts need attention on 23 Nov, as many as on 22 Nov."],
    [[0, 0], "No account needs attention on 23 Nov, as on 22 Nov."],
    [[1], "1 account needs attention on 23 Nov."],
    [[0], "No account needs attention on 23 Nov."],
  ])("%j: %s", (counts, text) => {
    const trend = counts.map((medium, index) =>
      postureOn(`2026-11-${24 - counts.length + index}`, { medium }),
    );
    expect(chartText(trend)).toBe(text);
  });
});

test("a message without its charts says the rest", () => {
  const blocks = [...chartBlocks(postures(3)), { type: "divider" } as const];
  expect(withoutCharts({ text: "text", blocks })).toEqual({ text: "text", blocks: [{ type: "divider" }] });
});
