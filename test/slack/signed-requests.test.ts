import { once } from "node:events";
import { connect } from "node:net";
import { describe, expect, test } from "vitest";
import { commandBody, deliver, FORM, signatureOf, startReceiver } from "./signed-deliveries.ts";

const BODY = commandBody();
const JSON_TYPE = "application/json";
const TOO_MUCH = "x".repeat(1_000_001);

interface Refused {
  readonly status: number;
  readonly method?: string;
  readonly body?: string;
  readonly headers: Readonly<Record<string, string>>;
}

const { "x-slack-signature": signature = "", ...onlyTime } = signatureOf(BODY);

const refused: Readonly<Record<string, Refused>> = {
  "has no signature": { status: 401, headers: { ...onlyTime } },
  "has no time": { status: 401, headers: { "x-slack-signature": signature } },
  "has a time that is none": {
    status: 401,
    headers: { ...signatureOf(BODY), "x-slack-request-timestamp": "now" },
  },
  "has a time in parts of a second": {
    status: 401,
    headers: { ...signatureOf(BODY), "x-slack-request-timestamp": `${Object.values(onlyTime)[0]}.5` },
  },
  "is six minutes old": { status: 401, headers: signatureOf(BODY, 360) },
  "carries another's signature": { status: 401, headers: signatureOf(commandBody({ text: "audit" })) },
  "carries half a signature": {
    status: 401,
    headers: { ...onlyTime, "x-slack-signature": signature.slice(0, 32) },
  },
  "carries a signature of another kind": {
    status: 401,
    headers: { ...onlyTime, "x-slack-signature": signature.replace("v0=", "v1=") },
  },
  "only wants to be let in": { status: 401, body: `${BODY}&ssl_check=2`, headers: {} },
  "asks for something": { status: 405, method: "GET", headers: {} },
  "is of another kind than it says": {
    status: 400,
    headers: { ...signatureOf(BODY), "content-type": JSON_TYPE },
  },
  "says how it is encoded, as Slack does not": {
    status: 400,
    headers: { ...signatureOf(BODY), "content-type": `${FORM}; charset=utf-8` },
  },
  "has nothing in it": { status: 400, body: "", headers: { ...signatureOf(""), "content-type": JSON_TYPE } },
  "is too large": { status: 413, body: TOO_MUCH, headers: signatureOf(TOO_MUCH) },
  ...Object.fromEntries(
    ["null", "1", '"x"', "{"].map((body) => [
      `is ${body}`,
      { status: 400, body, headers: { ...signatureOf(body), "content-type": JSON_TYPE } },
    ]),
  ),
};

/** What Node says of itself in every answer, and nothing that names it. */
const HEADERS = ["connection", "content-length", "date", "keep-alive", "transfer-encoding"];

describe("the receiver", () => {
  test.each(Object.entries(refused))(
    "refuses with a bare status what %s, and goes on",
    async (_, request) => {
      const { status, method = "POST", body = BODY, headers } = request;
      const app = await startReceiver();
      const answer = await fetch(app.url, {
        method,
        headers: { "content-type": FORM, ...headers },
        ...(method === "POST" && { body }),
      });
      expect({ status: answer.status, body: await answer.text() }).toEqual({ status, body: "" });
      expect(HEADERS).toEqual(expect.arrayContaining([...answer.headers.keys()]));
      expect((await deliver(app.url, BODY)).status).toBe(200);
      expect(await app.sentInTheEnd()).toHaveLength(1);
    },
  );

  test("keeps from answering one address again and again, but never what is signed", async () => {
    const app = await startReceiver();
    const rubbish = Array.from({ length: 150 }, () => deliver(app.url, BODY, signatureOf("another")));
    const signed = deliver(app.url, BODY);
    const statuses = (await Promise.all(rubbish)).map(({ status }) => status);
    expect(new Set(statuses)).toEqual(new Set([401, 429]));
    expect((await signed).status).toBe(200);
    expect((await deliver(app.url, commandBody({ trigger_id: "4.5.6" }))).status).toBe(200);
    const told = app.logged().split("none of Slack's").length - 1;
    expect(told).toBe(statuses.filter((status) => status === 401).length);
    expect(await app.sentInTheEnd()).toHaveLength(2);
  });

  test.each([
    ["says that it is", "content-length: 1000001\r\n\r\n"],
    ["turns out to be", `transfer-encoding: chunked\r\n\r\nfffff\r\n${"x".repeat(0xfffff)}\r\n`],
  ])("does not wait for the rest of what %s too large", async (_, rest) => {
    const app = await startReceiver();
    const socket = connect(app.port, "127.0.0.1").setEncoding("utf8");
    socket.write(`POST /slack/events HTTP/1.1\r\nhost: x\r\n${rest}`);
    const [answer] = await once(socket, "data");
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    await once(socket.resume(), "close");
  });

  test("lets Slack look whether it is there, and takes nothing else from that", async () => {
    const app = await startReceiver();
    const answer = await fetch(app.url, {
      method: "POST",
      headers: { "content-type": FORM },
      body: `${BODY}&ssl_check=1`,
    });
    expect(answer.status).toBe(200);
    expect(await app.sentInTheEnd()).toEqual([]);
  });
});
