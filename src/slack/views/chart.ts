import type { FailureCounts } from "../../domain/audit.ts";
import type { Charted, Posture } from "../../domain/posture.ts";
import type { Block, Message } from "../blocks.ts";
import { counted, figure, verb } from "../count-words.ts";
import { capitalized } from "../text.ts";

/** One line of a chart. */
export interface Line {
  readonly name: string;
  readonly values: readonly number[];
}

const TITLES: Record<Charted, string> = {
  accounts: "Accounts that need attention",
  checks: "Checks that fail",
};

const LINES: readonly {
  readonly name: string;
  count(counts: FailureCounts): number;
  readonly isOptional?: true;
}[] = [
  { name: "critical and high", count: ({ critical, high }) => critical + high },
  { name: "medium", count: ({ medium }) => medium },
  { name: "low", count: ({ low }) => low, isOptional: true },
];

/** The trend as a chart that Slack draws; none where there is nothing to show. */
export function chartBlocks(trend: readonly Posture[], charted: Charted = "accounts"): Block[] {
  if (trend.length === 0) return [];
  const categories = dayLabels(trend);
  return [
    {
      type: "data_visualization",
      title: TITLES[charted],
      chart: {
        type: trend.length > 2 ? "line" : "bar",
        series: linesOf(trend, charted).map(({ name, values }) => ({
          name,
          data: values.map((value, index) => ({ label: categories[index] ?? "", value })),
        })),
        axis_config: { categories, y_label: charted },
      },
    },
  ];
}

/** The same as a sentence, for who cannot see a chart; empty where there is nothing to say. */
export function chartText(trend: readonly Posture[], charted: Charted = "accounts"): string {
  const [first, last] = [trend.at(0), trend.at(-1)];
  if (!first || !last) return "";
  const [from = "", to = ""] = dayLabels([first, last]);
  const [before, now] = [attentionOf(first, charted), attentionOf(last, charted)];
  const does = (count: number) => WORDS[charted].does(count);
  if (trend.length === 1) return `${capitalized(many(now, charted))} ${does(now)} on ${to}.`;
  if (before === now) {
    const asMany = now === 0 ? "as" : "as many as";
    return `${capitalized(many(now, charted))} ${does(now)} on ${to}, ${asMany} on ${from}.`;
  }
  return `From ${many(before, charted)} that ${does(before)} on ${from} to ${now === 0 ? "none" : figure(now)} on ${to}.`;
}

const WORDS: Record<Charted, { readonly one: string; does(count: number): string }> = {
  accounts: { one: "account", does: (count) => `${verb(count, "needs", "need")} attention` },
  checks: { one: "check", does: (count) => verb(count, "fails", "fail") },
};

function many(count: number, charted: Charted): string {
  const { one } = WORDS[charted];
  return count === 0 ? `no ${one}` : counted(count, one);
}

export function chartTitle(charted: Charted): string {
  return TITLES[charted];
}

/** The lines of a trend; one that is nothing all along is left out where it may be. */
export function linesOf(trend: readonly Posture[], charted: Charted): readonly Line[] {
  return LINES.map(({ count, ...line }) => ({
    ...line,
    values: trend.map((posture) => count(countsOf(posture, charted))),
  })).filter(({ isOptional, values }) => !isOptional || values.some((value) => value > 0));
}

/** How many there are in all; what is only for information is not among them. */
export function attentionOf(posture: Posture, charted: Charted): number {
  const { critical, high, medium, low } = countsOf(posture, charted);
  return critical + high + medium + low;
}

function countsOf({ accounts, failures }: Posture, charted: Charted): FailureCounts {
  return charted === "accounts" ? accounts : failures;
}

/** "12 Oct", with the year where there are several. */
export function dayLabels(trend: readonly Pick<Posture, "day">[]): readonly string[] {
  const years = new Set(trend.map(({ day }) => day.slice(0, 4)));
  return trend.map(({ day }) =>
    new Date(`${day}T00:00:00Z`).toLocaleDateString("en-GB", {
      ...{ day: "numeric", month: "short", timeZone: "UTC" },
      ...(years.size > 1 && { year: "numeric" }),
    }),
  );
}

/** A message without what a workspace may refuse. */
export function withoutCharts(message: Message): Message {
  return { ...message, blocks: message.blocks.filter(({ type }) => type !== "data_visualization") };
}
