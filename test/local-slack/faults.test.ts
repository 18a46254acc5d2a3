import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from "@slack/web-api";
import { describe, expect, it } from "vitest";
import type { Fault } from "../../src/local-slack/control.ts";
import { cast, places } from "../../src/local-slack/workspace.ts";
import { clientOf, startSlack } from "./support/harness.ts";
import { createManualClock } from "./support/manual-clock.ts";

const method = "chat.postMessage";
const post = { channel: places.security, text: "hello" };

const failing: readonly (readonly [
  Fault["kind"],
  Omit<Fault, "method" | "kind" | "times">,
  unknown,
  readonly string[],
])[] = [
  ["http-500", {}, WebAPIHTTPError, ["after"]],
  ["rate-limited", { wait: 7 }, WebAPIRateLimitedError, ["after"]],
  ["cut", {}, WebAPIRequestError, ["after"]],
  ["dropped", {}, WebAPIRequestError, ["hello", "after"]],
  ["broken", {}, WebAPIHTTPError, ["hello", "after"]],
  ["nonsense", {}, Error, ["after"]],
  ["error", { error: "fatal_error" }, WebAPIPlatformError, ["after"]],
];

describe("a fault", () => {
  it.each(failing)("of kind %s fails its calls and no more", async (kind, details, error, left) => {
    const { web, control } = await startSlack();
    await control.faults([{ method, kind, times: 1, ...details }]);
    await expect(web.chat.postMessage(post)).rejects.toThrow(error);
    await web.chat.postMessage({ ...post, text: "after" });
    expect((await control.state(cast.operator)).messages.map(({ text }) => text)).toEqual(left);
  });

  it("says how long to wait, and which error it is", async () => {
    const { web, control } = await startSlack();
    await control.faults([
      { method, kind: "rate-limited", times: 1, wait: 7 },
      { method: "*", kind: "error", times: 1, error: "fatal_error" },
    ]);
    await expect(web.chat.postMessage(post)).rejects.toMatchObject({ retryAfter: 7 });
    await expect(web.auth.test()).rejects.toMatchObject({ data: { error: "fatal_error" } });
  });

  it("of kind slow answers when its time has passed", async () => {
    const clock = createManualClock();
    const { web, control } = await startSlack({ clock });
    await control.faults([{ method, kind: "slow", times: 1, wait: 500 }]);
    const answered: string[] = [];
    const slow = web.chat.postMessage(post).then(() => answered.push("slow"));
    await clock.timerSet(500);
    await web.auth.test().then(() => answered.push("quick"));
    clock.advance(500);
    await slow;
    expect(answered).toEqual(["quick", "slow"]);
  });

  it("meets the calls of one channel only, where it names one", async () => {
    const { web, control } = await startSlack();
    await control.faults([{ method, channel: places.security, kind: "http-500", times: 1 }]);
    await web.chat.postMessage({ ...post, channel: places.incidents });
    await expect(web.chat.postMessage(post)).rejects.toThrow(WebAPIHTTPError);
  });

  it("of kind silent keeps the caller waiting for what has taken effect", async () => {
    const { slack, control } = await startSlack();
    await control.faults([{ method, kind: "silent", times: 1 }]);
    const impatient = clientOf(slack, slack.botToken, { timeout: 100 });
    await expect(impatient.chat.postMessage(post)).rejects.toThrow(WebAPIRequestError);
    expect((await control.state(cast.operator)).messages).toMatchObject([{ text: "hello" }]);
  });

  it("reaches response_urls too", async () => {
    const { control } = await startSlack();
    await control.command({ user: cast.operator, channel: places.security, text: "/rootcheck" });
    const [command] = await control.wire();
    const url = String(new Map(Object.entries(command?.sent ?? {})).get("response_url"));
    await control.faults([{ method: "response_url", kind: "http-500", times: 1 }]);
    const respond = () =>
      fetch(url, { method: "POST", headers: { "content-type": "application/json" }, body: '{"text":"x"}' });
    expect((await respond()).status).toBe(500);
    expect((await respond()).status).toBe(200);
  });

  it("reaches uploads too", async () => {
    const { web, control } = await startSlack();
    await control.faults([{ method: "upload", kind: "http-500", times: 1 }]);
    const upload = () => web.filesUploadV2({ filename: "a.csv", content: "a", channel_id: places.security });
    await expect(upload()).rejects.toThrow();
    expect(await upload()).toMatchObject({ ok: true });
  });

  it("is in the record with what came back, without any token", async () => {
    const { web, control, slack } = await startSlack();
    await control.faults([{ method, kind: "dropped", times: 1 }]);
    await expect(web.chat.postMessage({ ...post, text: slack.botToken })).rejects.toThrow();
    const wire = await control.wire();
    expect(wire).toMatchObject([
      { direction: "from-app", name: method, answered: { ok: true, connection: "dropped" } },
    ]);
    expect(JSON.stringify(wire)).not.toContain(slack.botToken);
  });
});
