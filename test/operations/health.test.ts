import { connect } from "node:net";
import { pino } from "pino";
import { describe, expect, onTestFinished, test } from "vitest";
import { startHealth } from "../../src/operations/health.ts";

async function start() {
  const health = await startHealth({ port: 0, expected: ["one", "two"], log: pino({ level: "silent" }) });
  onTestFinished(health.close);
  const get = async (path: string) => {
    const response = await fetch(`http://127.0.0.1:${health.port}${path}`);
    return { status: response.status, body: await response.json() };
  };
  return { health, get };
}

describe("/healthz", () => {
  test("answers as soon as the process lives", async () => {
    const { get } = await start();
    expect(await get("/healthz")).toEqual({ status: 200, body: { ok: true } });
  });
});

describe("/readyz", () => {
  test("is false until everything expected is there", async () => {
    const { health, get } = await start();
    expect(await get("/readyz")).toEqual({ status: 503, body: { ready: false, one: false, two: false } });
    health.require("one", () => true);
    expect(await get("/readyz?verbose")).toEqual({
      status: 503,
      body: { ready: false, one: true, two: false },
    });
    health.require("two", async () => true);
    expect(await get("/readyz")).toEqual({ status: 200, body: { ready: true, one: true, two: true } });
  });

  test("counts a probe that breaks down as not there", async () => {
    const { health, get } = await start();
    health.require("one", () => true);
    health.require("two", () => Promise.reject(new Error("down")));
    expect(await get("/readyz")).toEqual({ status: 503, body: { ready: false, one: true, two: false } });
  });
});

test("many who ask at the same moment are one question", async () => {
  const { health } = await start();
  let asked = 0;
  health.require("one", async () => {
    asked += 1;
    return true;
  });
  await Promise.all(Array.from({ length: 9 }, () => health.readiness()));
  expect(asked).toBe(1);
  await health.readiness();
  expect(asked).toBe(2);
});

test("other paths are not found, served ones are, and one that throws is a bad request", async () => {
  const { health, get } = await start();
  expect(await get("/slack/events")).toMatchObject({ status: 404 });
  health.serve("/slack/events", (_request, response) => response.end(JSON.stringify({ served: true })));
  expect(await get("/slack/events")).toEqual({ status: 200, body: { served: true } });
  health.serve("/slack/events", () => {
    throw new Error("not this");
  });
  expect(await get("/slack/events")).toEqual({ status: 400, body: { error: "bad request" } });
});

test("a port that is taken is named", async () => {
  const { health } = await start();
  const again = startHealth({ port: health.port, expected: [], log: pino({ level: "silent" }) });
  await expect(again).rejects.toThrow(`PORT ${health.port} cannot be listened on`);
});

test("whoever dawdles over a request, or sends too many headers, is not waited for", async () => {
  const limits = {
    headersTimeout: 50,
    requestTimeout: 50,
    keepAliveTimeout: 50,
    connectionsCheckingInterval: 10,
  };
  const health = await startHealth({
    ...{ port: 0, expected: [], log: pino({ level: "silent" }) },
    limits: { ...limits, maxHeadersCount: 4 },
  });
  onTestFinished(health.close);
  const answerTo = async (sent: string) => {
    const socket = connect(health.port, "127.0.0.1");
    socket.write(sent);
    return Buffer.concat(await socket.toArray()).toString();
  };
  const begun = "POST /healthz HTTP/1.1\r\nhost: x\r\n";
  expect(await answerTo(begun)).toMatch(/^HTTP\/1\.1 408 /);
  expect(await answerTo(`${begun}content-length: 9\r\n\r\nx`)).toContain('{"ok":true}');
  const headers = "a: b\r\n".repeat(4);
  expect(await answerTo(`GET /healthz HTTP/1.1\r\nhost: x\r\n${headers}\r\n`)).toMatch(/^HTTP\/1\.1 431 /);
});
