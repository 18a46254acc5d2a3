import { readFileSync } from "node:fs";
import { pino } from "pino";
import { expect, onTestFinished, test } from "vitest";
import { parse as parseYaml } from "yaml";
import { z } from "zod";
import { startHealth } from "../../src/operations/health.ts";
import { startMetrics } from "../../src/operations/metrics.ts";
import { parseExposition } from "../support/exposition.ts";
import { createManualClock } from "../support/manual-clock.ts";

const rule = z.strictObject({
  alert: z.string().regex(/^Rootcheck[A-Z]\w+$/),
  expr: z.string(),
  for: z.string().optional(),
  labels: z.strictObject({ severity: z.enum(["critical", "warning"]) }),
  annotations: z.strictObject({ summary: z.string(), runbook_url: z.string() }),
});

const { groups } = z
  .strictObject({ groups: z.array(z.strictObject({ name: z.string(), rules: z.array(rule) })) })
  .parse(parseYaml(readFileSync("deploy/monitoring/alerts.yml", "utf8")));
const rules = groups.flatMap((group) => group.rules);

const panel = z.object({
  id: z.int(),
  title: z.string(),
  gridPos: z.object({ x: z.int(), y: z.int(), w: z.int(), h: z.int() }),
  targets: z.array(z.object({ expr: z.string(), refId: z.string() })).min(1),
});
const { panels } = z
  .object({ panels: z.array(panel) })
  .parse(JSON.parse(readFileSync("deploy/monitoring/dashboard.json", "utf8")));

const guide = readFileSync("docs/operations.md", "utf8");

/** The metrics of an app that has just been started, with their types. */
async function told(): Promise<ReadonlyMap<string, string>> {
  const log = pino({ level: "silent" });
  const health = await startHealth({ port: 0, expected: [], log });
  onTestFinished(health.close);
  const metrics = await startMetrics({ clock: createManualClock(), log, health });
  onTestFinished(metrics.close);
  return parseExposition(await (await fetch(`http://127.0.0.1:${metrics.port}/metrics`)).text()).types;
}

/** The names of what is looked for in a PromQL expression; functions, labels and words of the language are shorter. */
function metricsIn(expression: string): readonly string[] {
  return expression.match(/\b(?:rootcheck|nodejs|process)_\w+/g) ?? [];
}

test("rules and dashboard look for metrics that there are, histograms by their buckets or sums", async () => {
  const types = await told();
  const sought = [
    ...rules.map(({ expr }) => expr),
    ...panels.flatMap(({ targets }) => targets.map((t) => t.expr)),
  ];
  for (const expression of sought)
    for (const name of metricsIn(expression)) {
      const base = name.replace(/_(bucket|sum|count)$/, "");
      expect(types.get(base) === "histogram" ? base !== name : types.has(name), name).toBe(true);
    }
});

test("rates are taken of what is counted, and of nothing else", async () => {
  const types = await told();
  for (const { alert, expr } of rules)
    for (const [, name = ""] of expr.matchAll(/\b(?:rate|increase)\((\w+)/g))
      expect(types.get(name.replace(/_(bucket|sum|count)$/, "")), alert).toMatch(/^(counter|histogram)$/);
});

test("every metric of rootcheck's own is in the guide, and the guide names no other", async () => {
  const names = [...(await told()).keys()].filter((name) => name.startsWith("rootcheck_"));
  expect([...new Set(guide.match(/\brootcheck_\w+/g))].toSorted()).toEqual(names.toSorted());
});

test("every alert has a section in the guide, in the order of the rules, and leads there", () => {
  const names = rules.map(({ alert }) => alert);
  const sections = [...guide.matchAll(/^### (Rootcheck\w+)$/gm)].map(([, name]) => name);
  expect(sections).toEqual(names);
  for (const { alert, annotations } of rules)
    expect(annotations.runbook_url).toBe(`docs/operations.md#${alert.toLowerCase()}`);
});

test("no panel lies over another", () => {
  const cells = panels.flatMap(({ gridPos: { x, y, w, h } }) =>
    Array.from({ length: w * h }, (_, at) => `${x + (at % w)},${y + Math.floor(at / w)}`),
  );
  expect(new Set(cells).size).toBe(cells.length);
  expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
});
