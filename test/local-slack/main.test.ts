import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { parseEnv } from "node:util";
import { expect, it, onTestFinished } from "vitest";
import { readConfig } from "../../src/config.ts";
import { createControlClient } from "../../src/local-slack/control-client.ts";
import { cast, places } from "../../src/local-slack/workspace.ts";
import { manifest } from "./support/harness.ts";

const events = "http://127.0.0.1:1/slack/events";

it.each([
  { parameters: [], mode: "socket" },
  { parameters: ["--deliver-to", events], mode: "http" },
])("runs as a process of its own, says what to set for $mode, and ends when told to", async (way) => {
  const folder = await mkdtemp(join(tmpdir(), "local-slack-"));
  const path = join(folder, "manifest.yml");
  await writeFile(path, JSON.stringify(manifest));
  const parameters = ["--port", "0", "--manifest", path, ...way.parameters];
  const child = spawn(process.execPath, ["src/local-slack/main.ts", ...parameters], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  const printed: string[] = [];
  for await (const line of createInterface(child.stdout)) {
    printed.push(line);
    if (line.startsWith("ROOTCHECK_CHANNELS=")) break;
  }
  const url = /http:\/\/127\.0\.0\.1:\d+/.exec(printed.join())?.[0] ?? "";
  // As they are they do for a .env.
  expect(readConfig(parseEnv(printed.join("\n")))).toMatchObject({
    slack: { apiUrl: `${url}/api/`, connection: { mode: way.mode } },
    people: { operators: [cast.operator] },
    channels: [places.security],
  });
  const control = createControlClient(url);
  const typed = { user: cast.operator, channel: places.security, text: "/rootcheck" };
  expect(await control.command(typed)).toMatchObject({ outcome: "unreachable" });
  child.kill("SIGTERM");
  expect(await once(child, "exit")).toEqual([0, null]);
});
