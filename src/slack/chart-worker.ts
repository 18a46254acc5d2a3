import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { parentPort, workerData } from "node:worker_threads";
import { Resvg } from "@resvg/resvg-js";
import { BarChart, LineChart } from "echarts/charts";
import { AriaComponent, GridComponent, LegendComponent, TitleComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { LabelLayout } from "echarts/features";
import { SVGRenderer } from "echarts/renderers";
import type { Charted, Posture } from "../domain/posture.ts";
import { chartOptions, HEIGHT, onCard, WIDTH } from "./chart-options.ts";

/** What a thread is to draw. */
export interface ChartOrder {
  readonly trend: readonly Posture[];
  readonly charted: Charted;
}

const fontFiles = [
  import.meta.resolve("@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf"),
  import.meta.resolve("@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf"),
].map((url) => fileURLToPath(url));
await Promise.all(fontFiles.map((file) => readFile(file))); // resvg says nothing about one that is not there

use([
  BarChart,
  LineChart,
  AriaComponent,
  GridComponent,
  LegendComponent,
  TitleComponent,
  LabelLayout,
  SVGRenderer,
]);
const { trend, charted }: ChartOrder = workerData;
const chart = init(null, null, { renderer: "svg", ssr: true, width: WIDTH, height: HEIGHT });
chart.setOption(chartOptions(trend, charted));
const svg = onCard(chart.renderToSVGString());
chart.dispose();

const font = { loadSystemFonts: false, fontFiles, defaultFontFamily: "Inter" };
const png = new Resvg(svg, { fitTo: { mode: "zoom", value: 2 }, font }).render().asPng();
parentPort?.postMessage(new Uint8Array(png));
