import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { z } from "zod";

const versions = z.record(z.string(), z.string()).default({});
const manifest = z
  .object({ dependencies: versions, devDependencies: versions, optionalDependencies: versions })
  .parse(JSON.parse(readFileSync("package.json", "utf8")));

const locked = z.object({
  version: z.string(),
  license: z.string().optional(),
  integrity: z.string().optional(),
  /** Absent where it comes from the registry that npm is set up with. */
  resolved: z.string().optional(),
  link: z.boolean().default(false),
  dev: z.boolean().default(false),
  hasInstallScript: z.boolean().default(false),
});
const { "": _, ...packages } = z
  .object({ packages: z.record(z.string(), z.unknown()) })
  .parse(JSON.parse(readFileSync("package-lock.json", "utf8"))).packages;
const all = Object.entries(packages).map(([path, given]) => ({ path, ...locked.parse(given) }));

/** Licences under which a package may be part of what runs: none asks for the source of what uses it. */
const LICENSES = [
  ...["MIT", "ISC", "0BSD", "BSD-3-Clause", "Apache-2.0", "Unlicense", "(MIT OR CC0-1.0)"],
  "MPL-2.0", // @resvg/resvg-js, used as it is published
  "MIT AND OFL-1.1", // a font
];
/** And under which one may be a tool of ours besides. */
const TOOLS = ["BlueOak-1.0.0", "MIT OR Apache-2.0"];

describe("what is installed", () => {
  test("is named in package.json by one exact version each, which the lockfile has too", () => {
    const named = Object.entries({
      ...manifest.dependencies,
      ...manifest.devDependencies,
      ...manifest.optionalDependencies,
    });
    expect(named.length).toBeGreaterThan(40);
    for (const [name, version] of named) {
      expect(version, name).toMatch(/^\d+\.\d+\.\d+$/);
      expect(all.find(({ path }) => path === `node_modules/${name}`)?.version, name).toBe(version);
    }
  });

  test("can be told from anything else that goes by its name, and comes from the registry", () => {
    expect(all.filter(({ integrity }) => !integrity?.startsWith("sha512-")).map(({ path }) => path)).toEqual(
      [],
    );
    expect(all.filter(({ link }) => link).map(({ path }) => path)).toEqual([]);
    const elsewhere = all.filter(
      ({ resolved }) => resolved && !resolved.startsWith("https://registry.npmjs.org/"),
    );
    expect(elsewhere).toEqual([]);
  });

  test("runs nothing while it is being installed", () => {
    expect(all.filter(({ hasInstallScript }) => hasInstallScript).map(({ path }) => path)).toEqual([]);
  });

  test("may be used as it is", () => {
    const used = (dev: boolean) =>
      new Set(all.filter((each) => each.dev === dev).map(({ license }) => license));
    expect(new Set(LICENSES)).toEqual(used(false));
    expect([...LICENSES, ...TOOLS]).toEqual(expect.arrayContaining([...used(true)]));
  });
});
