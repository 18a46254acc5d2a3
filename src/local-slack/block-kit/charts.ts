import { z } from "zod";
import type { Switches } from "../switches.ts";
import { blockId, text } from "./objects.ts";
import { oneOf } from "./problem.ts";

const MOST_CATEGORIES = 20;
const label = text(20);

const axes = z.strictObject({
  categories: z.array(label).min(1).max(MOST_CATEGORIES),
  x_label: text(50).optional(),
  y_label: text(50).optional(),
});

const series = z.strictObject({ name: label, data: z.array(z.strictObject({ label, value: z.number() })) });

function axisChart(type: string, most: number) {
  return z
    .strictObject({ type: z.literal(type), series: z.array(series).min(1).max(most), axis_config: axes })
    .superRefine((chart, context) => {
      const names = chart.series.map(({ name }) => name);
      for (const [index, { name, data }] of chart.series.entries()) {
        if (names.indexOf(name) !== index) {
          context.addIssue({ code: "custom", path: ["series", index, "name"], message: "must be unique" });
        }
        if (String(data.map((point) => point.label)) === String(chart.axis_config.categories)) continue;
        const message = "must have one point for each category";
        context.addIssue({ code: "custom", path: ["series", index, "data"], message });
      }
    });
}

/** The data_visualization block. */
export function chartBlock(switches: Switches): z.ZodType {
  const most = switches.chartSeriesMax;
  const segment = z.strictObject({ label, value: z.number().positive() });
  const charts = {
    line: axisChart("line", most),
    bar: axisChart("bar", most),
    area: axisChart("area", most),
    pie: z.strictObject({ type: z.literal("pie"), segments: z.array(segment).min(1).max(most) }),
  };
  return z.strictObject({
    type: z.literal("data_visualization"),
    block_id: blockId.optional(),
    title: text(50),
    chart: oneOf(() => charts),
  });
}
