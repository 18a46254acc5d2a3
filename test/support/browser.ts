import { type BrowserContext, chromium, type Page } from "playwright-core";
import { inject, onTestFinished } from "vitest";
import { emptyDirectory } from "./scratch.ts";

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--no-first-run",
  "--disable-sync",
];

/** Opens a page in a Chromium of its own, which is closed when the test that calls ends. */
export async function openPage(url: string, viewport = { width: 1440, height: 900 }): Promise<Page> {
  const executablePath = inject("chromium");
  if (!executablePath)
    throw new Error('There is no Chromium; skip the test where inject("chromium") is undefined.');
  const context: BrowserContext = await chromium.launchPersistentContext(emptyDirectory(), {
    executablePath,
    args: FLAGS,
    viewport,
  });
  onTestFinished(() => context.close());
  const page = context.pages()[0] ?? (await context.newPage());
  await page.goto(url);
  return page;
}
