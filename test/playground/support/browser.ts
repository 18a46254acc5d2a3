import { type Browser, chromium, type Locator, type Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, onTestFinished } from "vitest";

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--no-first-run",
  "--disable-sync",
];

/** A Chromium for the tests of a file, with a profile of its own; a page lives as long as its test. */
export function useBrowser() {
  let browser: Browser | undefined;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: inject("chromium") ?? "", args: FLAGS });
  });
  afterAll(() => browser?.close());

  /** Opens an address, in the size of a desk or of a pocket. */
  return async function visit(url: string, viewport = { width: 1440, height: 900 }): Promise<Page> {
    if (!browser) throw new Error("wanted a browser that runs, found none: beforeAll has not passed");
    const page = await browser.newPage({ viewport });
    onTestFinished(() => page.close());
    page.setDefaultTimeout(10_000);
    const errors: Error[] = [];
    page.on("pageerror", (error) => errors.push(error));
    onTestFinished(() => expect(errors).toEqual([]));
    await page.goto(url);
    await composerOf(page).or(page.getByText("This channel is archived")).waitFor();
    return page;
  };
}

/** The box to write in. */
export function composerOf(page: Page): Locator {
  return page.getByRole("combobox", { name: /^Message / });
}

/** The message in which something can be read. */
export function messageWith(page: Page, text: string): Locator {
  return page.getByRole("article").filter({ hasText: text });
}

/** Types a command and sends it. */
export async function command(page: Page, text: string): Promise<void> {
  await composerOf(page).fill(text);
  await composerOf(page).press("Enter");
}
