import { spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { createInterface } from "node:readline";
import { chromium, type Locator, type Page } from "playwright-core";
import { inPalette } from "./palette-png.ts";

/**
 * `npm run pictures`: takes the pictures of the documentation from the playground's page in a real browser, so that
 * they show what the app says today. CHROMIUM_PATH names another browser than /usr/bin/chromium.
 */

const FOLDER = "docs/pictures";

/** One picture: what is typed, and something that can be read in the answer once it is whole. */
interface Picture {
  readonly name: string;
  readonly command: string;
  readonly reads: RegExp;
}

/** In this order, because the overview stands on the audit before it. */
const PICTURES: readonly Picture[] = [
  { name: "account", command: "/rootcheck prod-payments", reads: /Root access key/ },
  { name: "audit", command: "/rootcheck audit", reads: /Audit again/ },
  { name: "overview", command: "/rootcheck", reads: /Audit now|Audit again/ },
];

const playground = spawn(process.execPath, ["src/playground/main.ts"], {
  stdio: ["ignore", "pipe", "inherit"],
});
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"],
});
try {
  const page = await browser.newPage({
    viewport: { width: 1000, height: 1400 },
    deviceScaleFactor: 2,
    colorScheme: "light",
    reducedMotion: "reduce",
  });
  await page.goto(await addressOf(playground.stdout));
  mkdirSync(FOLDER, { recursive: true });
  for (const picture of PICTURES) await take(page, picture);
} finally {
  await browser.close();
  playground.kill("SIGTERM");
}

async function addressOf(output: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface(output)) {
    const address = /open (http:\/\/\S+)/.exec(line)?.[1];
    if (address) return address;
  }
  throw new Error("The playground ended before it said where it is.");
}

async function take(page: Page, { name, command, reads }: Picture): Promise<void> {
  const articles = page.getByRole("article");
  const composer = page.getByRole("combobox", { name: /^Message / });
  await composer.fill(command);
  await composer.press("Enter");
  const answer = articles.filter({ hasText: reads }).last();
  await answer.waitFor();
  await page.mouse.move(0, 0);
  await still(answer);
  const path = `${FOLDER}/${name}.png`;
  await writeFile(path, inPalette(await answer.screenshot({ animations: "disabled" })));
  console.log(path);
}

/** Waits until the message keeps its size, since files join it a moment later. */
async function still(message: Locator): Promise<void> {
  let before = "";
  for (;;) {
    const box = JSON.stringify(await message.boundingBox());
    if (box === before) return;
    before = box;
    await message.page().waitForTimeout(500);
  }
}
