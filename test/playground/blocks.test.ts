import { readFile } from "node:fs/promises";
import type { Locator } from "playwright-core";
import { describe, expect, inject, test } from "vitest";
import { cast, groups, places } from "../../src/local-slack/workspace.ts";
import { createPage } from "../../src/playground/page.ts";
import { startSlack } from "../local-slack/support/harness.ts";
import { useBrowser } from "./support/browser.ts";
import { HOSTILE, hostileBlocks, mentions } from "./support/content.ts";

const chart = {
  type: "data_visualization",
  title: "Accounts that need attention",
  chart: {
    type: "line",
    series: [
      {
        name: "critical",
        data: [
          { label: "Mon", value: 3 },
          { label: "Tue", value: 1 },
        ],
      },
    ],
    axis_config: { categories: ["Mon", "Tue"] },
  },
};

describe.skipIf(!inject("chromium"))("the page draws", () => {
  const visit = useBrowser();

  /** The message with these blocks, as somebody sees it. */
  async function draw(blocks: readonly unknown[]): Promise<Locator> {
    const { slack, web } = await startSlack({ page: await createPage({ suggestions: [] }) });
    await web.apiCall("chat.postMessage", { channel: places.security, text: "blocks", blocks });
    const view = await visit(slack.url);
    return view.getByRole("article");
  }

  test("hostile text character for character, wherever nothing is parsed", async () => {
    const message = await draw(hostileBlocks);
    const drawn = ["h3", ".block-context", "td", ".block-actions button", ".rich-text p", "pre", "p > code"];
    const literal = { "p > code": HOSTILE, ".rich-text p": HOSTILE + HOSTILE };
    for (const part of drawn) {
      expect([part, await message.locator(part).last().textContent()]).toEqual([
        part,
        { ...literal }[part] ?? HOSTILE,
      ]);
    }
    expect(await message.locator(".mention").count()).toBe(0);
  });

  test("names for ids, and emoji for their names", async () => {
    const message = await draw(mentions(cast.viewer, groups.approvers, places.general));
    const text = await message.locator(".rich-text").textContent();
    expect(text).toMatch(/^🔴@Victor Vance@root-approvers#general2026-11-1[78]$/);
    await message.getByRole("img", { name: "red circle" }).waitFor();
  });

  test("charts, by the library", async () => {
    const message = await draw([chart]);
    await message.getByText("Accounts that need attention").waitFor();
    await message.locator("svg path").first().waitFor();
  });

  test("uploaded pictures, with what they show in words", async () => {
    const { slack, web } = await startSlack({ page: await createPage({ suggestions: [] }) });
    const file = await readFile("docs/pictures/overview.png");
    await web.filesUploadV2({
      filename: "trend.png",
      file,
      alt_text: "Fewer every week",
      channel_id: places.security,
    });
    const picture = (await visit(slack.url)).getByRole("img", { name: "Fewer every week" });
    await picture.waitFor();
    const isDrawn = () =>
      picture.evaluate((image) => "naturalWidth" in image && Number(image.naturalWidth) > 0);
    await expect.poll(isDrawn).toBe(true);
  });
});
