import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { expect, it, onTestFinished } from "vitest";
import { createControlClient } from "../../src/local-slack/control-client.ts";
import { cast, places } from "../../src/local-slack/workspace.ts";
import { manifest } from "./support/harness.ts";

it("runs as a process of its own, says where, and ends when told to", async () => {
  const folder = await mkdtemp(join(tmpdir(), "local-slack-"));
  const path = join(folder, "manifest.yml");
  await writeFile(path, JSON.stringify(manifest));
  const child = spawn(process.execPath, ["src/local-slack/main.ts", "--manifest", path], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  const [line] = await once(createInterface(child.stdout), "line");
  const url = /http:\/\/127\.0\.0\.1:\d+/.exec(String(line))?.[0] ?? "";
  const control = createControlClient(url);
  const typed = { user: cast.operator, channel: places.security, text: "/rootcheck" };
  expect(await control.command(typed)).toMatchObject({ outcome: "unreachable" });
  child.kill("SIGTERM");
  expect(await once(child, "exit")).toEqual([0, null]);
});
