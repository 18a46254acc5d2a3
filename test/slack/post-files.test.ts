import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { z } from "zod";
import type { Fault } from "../../src/local-slack/control.ts";
import { cast, places } from "../../src/local-slack/workspace.ts";
import type { ResultFile } from "../../src/outbox/files.ts";
import type { PostedMessage } from "../../src/outbox/post-outcome.ts";
import { createMessenger } from "../../src/slack/messenger.ts";
import { startSlack } from "../local-slack/support/harness.ts";
import { createManualClock } from "../support/manual-clock.ts";

const contents = { "rootcheck-results.csv": "account,check\n", "rootcheck-results.json": '{"results":[]}\n' };

/** The two files of an audit, on the disk until the test ends. */
async function resultFiles(): Promise<readonly ResultFile[]> {
  const folder = await mkdtemp(join(tmpdir(), "rootcheck-post-files-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  return Promise.all(
    Object.entries(contents).map(async ([name, content]) => {
      const path = join(folder, name);
      await writeFile(path, content);
      return { name, title: "Results of audit <A87>", path, bytes: content.length };
    }),
  );
}

/** A messenger beside a local Slack in which the message is posted that the files belong to. */
async function begin(faults: readonly Fault[] = []) {
  const { web: client, control } = await startSlack();
  const clock = createManualClock();
  const { ts = "" } = await client.chat.postMessage({ channel: places.security, text: "Audit A87" });
  const message: PostedMessage = { channel: places.security, ts };
  await control.faults(faults);
  const messenger = createMessenger({ client, clock });
  const replies = async () => {
    const { messages } = await control.state(cast.viewer);
    return messages.filter(({ threadTs }) => threadTs === ts);
  };
  return { messenger, message, replies, control, clock };
}

test("both files come to the message's thread at once, with what they are", async () => {
  const { messenger, message, replies, control } = await begin();
  expect(await messenger.postFiles(message, await resultFiles())).toEqual({ state: "posted" });
  const [reply, ...others] = await replies();
  expect(others).toEqual([]);
  expect(reply?.text).toBe(
    "Results of audit &lt;A87&gt;: every check of every account, as CSV and JSON. " +
      "E-mail addresses and access key ids are masked.",
  );
  const shared = z.array(z.object({ id: z.string(), name: z.string() })).parse(reply?.files);
  const bytes = await Promise.all(
    shared.map(
      async ({ id, name }) => [name, new TextDecoder().decode(await control.file(id, cast.viewer))] as const,
    ),
  );
  expect(Object.fromEntries(bytes)).toEqual(contents);
});

describe("trouble", () => {
  const URL = "files.getUploadURLExternal";
  const SHARE = "files.completeUploadExternal";

  test.each<[string, Fault, string]>([
    ["no address is given", { method: URL, kind: "http-500", times: 1 }, "not-sent"],
    ["the answer with the address is lost", { method: URL, kind: "dropped", times: 1 }, "not-sent"],
    ["the answer with the address is nonsense", { method: URL, kind: "nonsense", times: 1 }, "not-sent"],
    ["Slack will not have it", { method: URL, kind: "error", error: "missing_scope", times: 1 }, "refused"],
    ["Slack is busy for long", { method: URL, kind: "rate-limited", wait: 60, times: 1 }, "not-sent"],
    ["the bytes are cut off", { method: "upload", kind: "cut", times: 1 }, "not-sent"],
    ["the bytes meet trouble in Slack", { method: "upload", kind: "http-500", times: 1 }, "not-sent"],
    ["sharing is refused", { method: SHARE, kind: "error", error: "not_in_channel", times: 1 }, "refused"],
    ["Slack is too busy to share", { method: SHARE, kind: "rate-limited", wait: 60, times: 1 }, "not-sent"],
    ["sharing meets trouble in Slack", { method: SHARE, kind: "http-500", times: 1 }, "uncertain"],
  ])("where %s, nothing is shared", async (_what, fault, state) => {
    const { messenger, message, replies } = await begin([fault]);
    expect(await messenger.postFiles(message, await resultFiles())).toMatchObject({ state });
    expect(await replies()).toEqual([]);
  });

  test("where the answer to sharing is lost, nobody can say whether they are there", async () => {
    const { messenger, message, replies } = await begin([{ method: SHARE, kind: "dropped", times: 1 }]);
    expect(await messenger.postFiles(message, await resultFiles())).toMatchObject({ state: "uncertain" });
    expect(await replies()).toHaveLength(1);
  });

  test("a short wait that Slack asks for is sat out", async () => {
    const { messenger, message, replies, clock } = await begin([
      { method: SHARE, kind: "rate-limited", wait: 3, times: 1 },
    ]);
    const posting = messenger.postFiles(message, await resultFiles());
    await clock.timerSet((milliseconds) => milliseconds === 3_000);
    await clock.advance(3_000);
    expect(await posting).toEqual({ state: "posted" });
    expect(await replies()).toHaveLength(1);
  });

  test("a file that is not what was announced is refused", async () => {
    const { messenger, message, replies } = await begin();
    const [csv] = await resultFiles();
    if (!csv) throw new Error("there are no files");
    const outcome = await messenger.postFiles(message, [{ ...csv, bytes: 3 }]);
    expect(outcome).toEqual({ state: "refused", detail: "Slack answered 400 to the bytes of a file." });
    expect(await replies()).toEqual([]);
  });
});
