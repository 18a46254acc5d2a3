import { Worker } from "node:worker_threads";
import { messageOf, RootcheckError } from "../domain/errors.ts";
import type { Charted, Posture } from "../domain/posture.ts";
import type { ChartOrder } from "./chart-worker.ts";

const SCRIPT = new URL("./chart-worker.ts", import.meta.url);

/** A chart could not be drawn; whatever it goes with can go without it. */
export class ChartImageError extends RootcheckError {
  constructor(why: string, options?: ErrorOptions) {
    super(
      "chart_image",
      `A chart was wanted as a picture, but ${why}. The figures are told without it.`,
      options,
    );
  }
}

/**
 * The trend as a PNG, for workspaces that do not draw charts themselves. It is drawn in a thread of its own, which has
 * ended by then: what it takes to draw is large to load and seldom needed, and must not keep acknowledgements waiting.
 * @throws {ChartImageError}
 */
export async function drawChart(
  trend: readonly Posture[],
  charted: Charted = "accounts",
): Promise<Uint8Array> {
  if (trend.length === 0) throw new ChartImageError("there is nothing to show yet");
  try {
    return await drawnBy(
      new Worker(SCRIPT, { name: "chart", env: {}, workerData: { trend, charted } satisfies ChartOrder }),
    );
  } catch (cause) {
    throw new ChartImageError(`drawing failed: ${messageOf(cause)}`, { cause });
  }
}

/** What the thread has drawn, once it has ended. */
function drawnBy(worker: Worker): Promise<Uint8Array> {
  const drawn = Promise.withResolvers<Uint8Array>();
  let png: Uint8Array | undefined;
  worker.on("message", (picture: Uint8Array) => {
    png = picture;
  });
  worker.on("error", drawn.reject);
  worker.on("exit", (code) => {
    if (png) drawn.resolve(png);
    else drawn.reject(new Error(`its thread ended with code ${code}`));
  });
  return drawn.promise;
}
