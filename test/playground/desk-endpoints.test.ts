import { createServer, type IncomingMessage, request } from "node:http";
import { text } from "node:stream/consumers";
import { describe, expect, onTestFinished, test } from "vitest";
import { z } from "zod";
import { createAccountDesk } from "../../src/playground/account-desk.ts";
import { answerDesk, isForDesk } from "../../src/playground/desk-endpoints.ts";
import { createMovableClock } from "../../src/playground/movable-clock.ts";
import { sampleOrganization } from "../../src/playground/sample-organization.ts";
import { createManualClock } from "../support/manual-clock.ts";

const NOW = "2026-11-22T10:00:00.000Z";
const HOUR = 3_600_000;
const QUARTER = HOUR / 4;

interface Asked {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

/** A desk on a server of its own, with a clock that only the desk moves. */
async function open() {
  const clock = createMovableClock(createManualClock(new Date(NOW)));
  const organization = sampleOrganization(clock.now());
  const desk = createAccountDesk({ organization, clock });
  const server = createServer((incoming, outgoing) => void answerDesk(desk, incoming, outgoing));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const address = z.object({ port: z.int() }).parse(server.address());
  async function ask(path: string, { method = "GET", headers = {}, body }: Asked = {}) {
    const options = { host: "127.0.0.1", port: address.port, path: `/_playground/${path}`, method, headers };
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      request(options, resolve).on("error", reject).end(body);
    });
    return { status: answer.statusCode, body: JSON.parse(await text(answer)) };
  }
  const post = (path: string, body: unknown) => ask(path, { method: "POST", body: JSON.stringify(body) });
  return { ask, post, organization, clock, port: address.port };
}

test("accounts come with how root stands and what can be done", async () => {
  const { ask } = await open();
  const { body } = await ask("accounts");
  expect(body).toHaveLength(33);
  expect(body.find(({ name }: { name: string }) => name === "prod-payments")).toMatchObject({
    id: "411111111111",
    unit: "Prod / Payments",
    state: "ACTIVE",
    standing: "Root: password, MFA by 1 virtual device; 1 active access key",
    changes: expect.arrayContaining([{ id: "delete-root-keys", label: "Delete root access keys" }]),
  });
});

test("a change is made, takes a quarter of an hour, and says what to try", async () => {
  const { post, ask, organization } = await open();
  const made = await post("change", { account: "422222222222", change: "create-root-key" });
  expect(made.body).toMatchObject({
    done: "prod-web: root has a new access key. That took a quarter of an hour.",
    next: "Ask again to see what rootcheck makes of it.",
    account: { id: "422222222222", standing: "Root: 1 active access key" },
    clock: { aheadMilliseconds: QUARTER },
  });
  expect(organization.accounts.get("422222222222")?.root.accessKeys).toMatchObject([{ status: "Active" }]);
  expect((await ask("clock")).body).toEqual({
    now: "2026-11-22T10:15:00.000Z",
    aheadMilliseconds: QUARTER,
  });
});

describe("what AWS or rootcheck keeps for a while is told", () => {
  test.each([
    ["use-root-key", "a report of an hour ago", HOUR, /credential report.*4 hours/],
    ["use-root-key", "a report of five hours ago", 5 * HOUR, /^Ask again/],
    ["delete-root-keys", "a report of an hour ago", HOUR, /^Ask again/],
    ["remove-security-contact", "a report of five hours ago", 5 * HOUR, /contacts for a week/],
  ])("%s after %s", async (change, _, age, expected) => {
    const { post, organization, clock } = await open();
    const account = organization.accounts.get("411111111111");
    if (account) account.report = { startedAt: new Date(clock.now().getTime() - age), content: "" };
    expect((await post("change", { account: "411111111111", change })).body.next).toMatch(expected);
  });
});

test("the clock goes forward", async () => {
  const { post, ask } = await open();
  const forward = { now: "2026-11-22T14:00:00.000Z", aheadMilliseconds: 4 * HOUR };
  expect((await post("clock", { forwardMilliseconds: 4 * HOUR })).body).toEqual(forward);
  expect((await ask("clock")).body).toEqual(forward);
});

test.each([
  ["clock", { forwardMilliseconds: -1 }, /^forwardMilliseconds: /],
  ["clock", { forwardMilliseconds: 367 * 24 * HOUR }, /^forwardMilliseconds: /],
  ["clock", {}, /^forwardMilliseconds: /],
  ["change", { account: "422222222222" }, /^change: /],
  ["change", { account: "000000000000", change: "suspend" }, /^There is no account 000000000000\.$/],
  ["change", { account: "422222222222", change: "use-root-key" }, /^use-root-key cannot be done to prod-web/],
  ["change", { account: "422222222222", change: "toString" }, /^toString cannot be done/],
  ["change", [], /^The request: /],
])("POST %s %j is refused with one sentence, and changes nothing", async (path, body, sentence) => {
  const { post, ask } = await open();
  const before = await ask("accounts");
  const refused = await post(path, body);
  expect(refused.status).toBe(400);
  expect(refused.body.error).toMatch(sentence);
  expect(await ask("accounts")).toEqual(before);
  expect((await ask("clock")).body.aheadMilliseconds).toBe(0);
});

test.each<[string, string, Asked, number]>([
  ["no JSON", "change", { method: "POST", body: "{" }, 400],
  ["a body that is too long", "change", { method: "POST", body: " ".repeat(5_000) }, 413],
  ["what there is not", "secrets", {}, 404],
  ["the wrong method", "change", {}, 404],
  ["another site", "accounts", { headers: { origin: "http://evil.example" } }, 403],
  ["a page without an origin", "accounts", { headers: { origin: "null" } }, 403],
  ["another name for this machine", "accounts", { headers: { host: "rebound.example" } }, 403],
  ["a name that only begins like it", "accounts", { headers: { host: "127.0.0.1.example" } }, 403],
])("%s is refused", async (_, path, asked, status) => {
  const { ask } = await open();
  const refused = await ask(path, asked);
  expect(refused.status).toBe(status);
  expect(refused.body.error).toMatch(/^[A-Z].*\S$/);
});

test("the page itself is let in, by either name of this machine", async () => {
  const { ask, port } = await open();
  for (const host of [`127.0.0.1:${port}`, `localhost:${port}`])
    expect((await ask("clock", { headers: { host, origin: `http://${host}` } })).status).toBe(200);
});

test.each([
  ["/_playground/accounts", true],
  ["/_playground.json", false],
  ["/index.html", false],
])("%s is for the desk: %s", (path, expected) => {
  expect(isForDesk(path)).toBe(expected);
});
