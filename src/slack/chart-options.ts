import type { EChartsCoreOption } from "echarts/core";
import type { Charted, Posture } from "../domain/posture.ts";
import { figure } from "./count-words.ts";
import { chartText, chartTitle, dayLabels, type Line, linesOf } from "./views/chart.ts";

/** In CSS pixels. */
export const WIDTH = 760;
export const HEIGHT = 380;

const INK = "#1d1c1d";
const FAINT = "#616061";
const RULE = "#e4e4e6";
const PAPER = "#ffffff";

/** Colours that can be told apart with any kind of colour vision; what is drawn in each has a shape of its own too. */
const LOOKS = [
  { color: "#c4420f", symbol: "circle", dash: "solid", stripes: 0 },
  { color: "#0b6fb8", symbol: "triangle", dash: [7, 4], stripes: -Math.PI / 4 },
  { color: "#6b5b95", symbol: "rect", dash: [2, 3], stripes: Math.PI / 4 },
] as const;

/** What echarts is to draw: lines over time, or bars where there are too few days for a line. */
export function chartOptions(trend: readonly Posture[], charted: Charted): EChartsCoreOption {
  const lines = linesOf(trend, charted);
  const text = { color: FAINT, fontFamily: "Inter", fontSize: 13 };
  return {
    useUTC: true,
    animation: false,
    textStyle: { fontFamily: "Inter" },
    title: {
      ...{ text: chartTitle(charted), subtext: chartText(trend, charted), left: 24, top: 18, itemGap: 8 },
      textStyle: { color: INK, fontFamily: "Inter", fontSize: 18, fontWeight: 600 },
      subtextStyle: text,
    },
    legend: {
      ...{ data: lines.map(({ name }) => name), left: 24, top: 74, itemWidth: 34, itemGap: 24 },
      textStyle: { ...text, color: INK },
    },
    grid: { left: 64, right: 64, top: 116, bottom: 48 },
    yAxis: {
      ...{ type: "value", min: 0, minInterval: 1, splitNumber: 4 },
      axisLabel: { ...text, formatter: figure },
      splitLine: { lineStyle: { color: RULE } },
    },
    ...(trend.length > 2 ? linesOver(trend, lines) : barsOver(trend, lines)),
  };
}

/** Marks tell lines apart; too many of them hide the line. */
const MOST_MARKS = 24;

const label = { show: true, fontFamily: "Inter", fontSize: 14, fontWeight: 600 };

function linesOver(trend: readonly Posture[], lines: readonly Line[]): EChartsCoreOption {
  const times = trend.map(({ day }) => Date.parse(`${day}T00:00:00Z`));
  const [first = 0, last = 0] = [times.at(0), times.at(-1)];
  const isLong =
    last - first > 400 * 86_400_000 || trend.at(0)?.day.slice(0, 4) !== trend.at(-1)?.day.slice(0, 4);
  const every = Math.ceil(trend.length / MOST_MARKS);
  const isMarked = (place: number) => (trend.length - 1 - place) % every === 0;
  return {
    xAxis: {
      ...{ type: "time", min: first, max: last, minInterval: 86_400_000, splitNumber: 6 },
      axisLine: { lineStyle: { color: FAINT } },
      axisLabel: {
        ...{ color: FAINT, fontFamily: "Inter", fontSize: 13, hideOverlap: true },
        formatter: (time: number) => dayOfAxis(time, isLong),
      },
    },
    series: lines.map(({ name, values }, index) => ({
      ...{ name, type: "line", symbol: lookOf(index).symbol, showAllSymbol: true },
      symbolSize: (_: unknown, { dataIndex }: { readonly dataIndex: number }) =>
        isMarked(dataIndex) ? 9 : 0,
      data: values.map((value, at) => [times[at], value]),
      endLabel: { ...label, color: lookOf(index).color, distance: 10, formatter: figure(values.at(-1) ?? 0) },
      labelLayout: { moveOverlap: "shiftY" },
      lineStyle: { color: lookOf(index).color, width: 2.5, type: lookOf(index).dash },
      itemStyle: { color: lookOf(index).color },
    })),
  };
}

function dayOfAxis(time: number, withYear: boolean): string {
  return new Date(time).toLocaleDateString("en-GB", {
    ...{ timeZone: "UTC", month: "short" },
    ...(withYear ? { year: "numeric" } : { day: "numeric" }),
  });
}

function barsOver(trend: readonly Posture[], lines: readonly Line[]): EChartsCoreOption {
  return {
    aria: { enabled: true, decal: { show: true } },
    xAxis: {
      ...{ type: "category", data: [...dayLabels(trend)], axisTick: { show: false } },
      axisLine: { lineStyle: { color: FAINT } },
      axisLabel: { color: FAINT, fontFamily: "Inter", fontSize: 13 },
    },
    series: lines.map(({ name, values }, index) => ({
      ...{ name, type: "bar", data: [...values], barMaxWidth: 72, barGap: "12%" },
      label: { ...label, position: "top", color: INK },
      itemStyle: {
        color: lookOf(index).color,
        decal: stripesOf(index),
      },
    })),
  };
}

function stripesOf(index: number) {
  const { stripes } = lookOf(index);
  if (stripes === 0) return { symbol: "none" };
  return {
    ...{ symbol: "rect", color: "rgba(255, 255, 255, 0.5)", rotation: stripes },
    ...{ dashArrayX: [1, 0], dashArrayY: [2, 6] },
  };
}

function lookOf(index: number): (typeof LOOKS)[number] {
  return LOOKS[index] ?? LOOKS[0];
}

/** Puts a drawing on a card of its own, so that it looks the same on light and on dark. */
export function onCard(svg: string): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}">`,
    `<rect x="0.5" y="0.5" width="${WIDTH - 1}" height="${HEIGHT - 1}" rx="12" fill="${PAPER}" stroke="${RULE}"/>`,
    `${svg}</svg>`,
  ].join("");
}
