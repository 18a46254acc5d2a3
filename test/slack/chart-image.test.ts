import { inflateSync } from "node:zlib";
import { expect, test } from "vitest";
import { ChartImageError, drawChart } from "../../src/slack/chart-image.ts";
import { HEIGHT, WIDTH } from "../../src/slack/chart-options.ts";
import { postureOn, postures } from "./views/postures.ts";

/** What a PNG says of itself, and its pixels as they are stored. */
function decoded(bytes: Uint8Array) {
  const png = Buffer.from(bytes);
  const data: Buffer[] = [];
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    const body = png.subarray(at + 8, at + 8 + png.readUInt32BE(at));
    if (png.toString("latin1", at + 4, at + 8) === "IDAT") data.push(body);
  }
  const signature = png.toString("latin1", 1, 4);
  return {
    signature,
    width: png.readUInt32BE(16),
    height: png.readUInt32BE(20),
    pixels: inflateSync(Buffer.concat(data)),
  };
}

const ROW = WIDTH * 2 * 4 + 1;

test("a chart is a picture twice as fine as it is shown, on a card of its own, and tells trends apart", async () => {
  const drawn = await Promise.all([drawChart(postures(7)), drawChart(postures(400)), drawChart(postures(1))]);
  const pictures = drawn.map(decoded);
  for (const { signature, width, height, pixels } of pictures) {
    expect([signature, width, height]).toEqual(["PNG", WIDTH * 2, HEIGHT * 2]);
    expect(pixels.length).toBe(ROW * HEIGHT * 2);
  }
  const [week, year, one] = pictures.map(({ pixels }) => pixels);
  if (!week || !year || !one) throw new Error("There are three pictures.");
  expect([week.equals(year), week.equals(one), year.equals(one)]).toEqual([false, false, false]);
});

test("what cannot be drawn is said, and no thread is left behind", async () => {
  await expect(drawChart([])).rejects.toThrow(ChartImageError);
  const uncloneable = { ...postureOn("2026-11-23"), more: () => undefined };
  await expect(drawChart([uncloneable])).rejects.toMatchObject({
    code: "chart_image",
    message: expect.stringContaining("drawing failed"),
  });
  const threads = () =>
    process.getActiveResourcesInfo().filter((name) => name === "Worker" || name === "MessagePort");
  const before = threads();
  await drawChart(postures(2), "checks");
  expect(threads()).toEqual(before);
});
