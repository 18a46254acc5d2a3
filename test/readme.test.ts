import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { checks } from "../src/checks/index.ts";
import { settingNames } from "../src/config-settings.ts";
import { commands } from "../src/slack/commands/index.ts";
import { COMMAND } from "../src/slack/ids.ts";

const guides = [
  "README.md",
  "docs/install.md",
  "deploy/README.md",
  "docs/operations.md",
  "docs/security.md",
].map((path) => ({
  path,
  text: readFileSync(path, "utf8"),
}));
const [readme = ""] = guides.map(({ text }) => text);
const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync("package.json", "utf8")));

/** The headings of a page as GitHub makes anchors of them. */
function anchorsIn(path: string): readonly string[] {
  const headings = readFileSync(path, "utf8").matchAll(/^#+ (.*)$/gm);
  return [...headings].map(([, title = ""]) =>
    title
      .toLowerCase()
      .replaceAll(/[^\w\s-]/g, "")
      .replaceAll(" ", "-"),
  );
}

describe.each(guides)("$path", ({ path, text }) => {
  test("links only to what is there", () => {
    const links = [...text.matchAll(/\]\((?!https?:)([^)]+)\)|<img src="([^"]+)"/g)];
    expect(links).not.toEqual([]);
    for (const [, link, picture] of links) {
      const [file, anchor] = (link ?? picture ?? "").split("#");
      const target = file ? join(dirname(path), file) : path;
      expect(existsSync(target), target).toBe(true);
      if (anchor) expect(anchorsIn(target)).toContain(anchor);
    }
  });

  test("names only scripts, files of deploy/ and settings that there are", () => {
    const named = (shape: RegExp) => [...text.matchAll(shape)].map(([, name]) => name);
    expect(Object.keys(scripts)).toEqual(expect.arrayContaining(named(/npm run ([\w-]+)/g)));
    const files = named(/\b(deploy\/[\w/-]+\.\w+)/g);
    expect(files).not.toEqual([]);
    expect(files.filter((file) => !existsSync(file ?? ""))).toEqual([]);
    expect(settingNames).toEqual(expect.arrayContaining(named(/\b((?:ROOTCHECK|SLACK)_[A-Z_]+)/g)));
  });
});

describe("what the README says that one can ask", () => {
  const table = readme.slice(readme.indexOf("## What you can ask"), readme.indexOf("## Install it"));

  test.each(commands.map(({ word }) => word))("%s is there", (word) => {
    expect(table).toMatch(word === "overview" ? `\`${COMMAND}\`` : `\`${COMMAND} ${word}`);
  });

  test.each(checks.map(({ id }) => id))("the check %s is there", (id) => {
    expect(table).toContain(`\`${id}\``);
  });
});

test("the pictures are small enough to open with the page", () => {
  const pictures = readdirSync("docs/pictures");
  expect(pictures).not.toEqual([]);
  for (const name of pictures)
    expect(readFileSync(join("docs/pictures", name)).length, name).toBeLessThan(200_000);
});
