import { once } from "node:events";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { createRandom } from "../../src/local-slack/delivery/random.ts";
import { cast, places } from "../../src/local-slack/workspace.ts";
import { clientOf, connectApp, modes, startApp, startSlack } from "./support/harness.ts";
import { createManualClock } from "./support/manual-clock.ts";

/** How long at most to look for what comes by itself. */
const patient = { timeout: 10_000 };

const typed = { user: cast.operator, channel: places.security, text: "/rootcheck" };

/** Resolves with the frames that one socket got once there are `count` of them. */
async function openSocket(url: string, count: number): Promise<{ socket: WebSocket; frames: unknown[] }> {
  const frames: unknown[] = [];
  const socket = new WebSocket(url);
  socket.on("message", (data) => frames.push(JSON.parse(String(data))));
  while (frames.length < count) await once(socket, "message");
  return { socket, frames };
}

describe("an event that fails", () => {
  it.each(modes)("comes again at once, after one and after five minutes over %s", async (mode) => {
    const clock = createManualClock();
    const seen: unknown[] = [];
    const { control } = await startApp(
      mode,
      (app) => {
        app.use(async ({ context }) => {
          seen.push(context.retryNum ?? 0);
          throw new Error("before the acknowledgement");
        });
        app.error(async () => clock.advance(3_000));
      },
      { clock },
    );
    expect(await control.home({ user: cast.operator })).toMatchObject({ outcome: "timeout" });
    for (const wait of [60_000, 300_000]) {
      await clock.timerSet(wait);
      clock.advance(wait);
    }
    await expect.poll(() => seen, patient).toEqual([0, 1, 2, 3]);
  });
});

describe("Socket Mode", () => {
  it("greets, and ends an eleventh connection", async () => {
    const { slack } = await startSlack();
    const opener = clientOf(slack, "xapp-test");
    for (let open = 1; open <= 11; open += 1) {
      const { url = "" } = await opener.apps.connections.open();
      const { frames } = await openSocket(url, 1);
      if (open <= 10) expect(frames).toMatchObject([{ type: "hello", num_connections: open }]);
      else expect(frames).toMatchObject([{ type: "disconnect", reason: "too_many_websockets" }]);
    }
  });

  it("takes each address once", async () => {
    const { slack } = await startSlack();
    const { url = "" } = await clientOf(slack, "xapp-test").apps.connections.open();
    await openSocket(url, 1);
    const [error] = await once(new WebSocket(url), "error");
    expect(String(error)).toContain("408");
  });

  it.each(["refresh_requested", "warning", "cut"] as const)("is there again after %s", async (reason) => {
    const { control } = await startApp("socket", (app) => {
      app.command("/rootcheck", async ({ ack }) => ack());
    });
    await control.disconnect({ reason });
    await expect.poll(() => control.command(typed), patient).toMatchObject({ outcome: "acknowledged" });
  });

  it("hands a payload to one of several connections, in turn", async () => {
    const { slack, control } = await startSlack();
    const taken: string[] = [];
    for (const name of ["first", "second"]) {
      await connectApp("socket", slack, (app) => {
        app.command("/rootcheck", async ({ ack }) => {
          taken.push(name);
          await ack();
        });
      });
    }
    await control.command(typed);
    await control.command(typed);
    expect(taken.toSorted()).toEqual(["first", "second"]);
  });
});

describe("unruly delivery", () => {
  it.each(modes)("repeats some deliveries over %s, marked as such", async (mode) => {
    const attempts: unknown[] = [];
    const { control } = await startApp(
      mode,
      (app) => {
        app.event("app_home_opened", async ({ context }) => void attempts.push(context.retryNum ?? 0));
      },
      { unruly: { seed: 7 } },
    );
    for (let opened = 0; opened < 20; opened += 1) await control.home({ user: cast.operator });
    await expect.poll(() => attempts.length, patient).toBeGreaterThan(20);
    expect(attempts.filter((attempt) => attempt === 1)).toHaveLength(attempts.length - 20);
    const repeated = (await control.wire()).filter((entry) => entry.repeated);
    expect(repeated.map(({ name }) => name)).toContain("app_home_opened");
  });

  it("is the same for the same seed, and spread from 0 to 1", () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const [one, other] = [createRandom(seed), createRandom(seed)];
        const numbers = Array.from({ length: 50 }, one);
        expect(Array.from({ length: 50 }, other)).toEqual(numbers);
        expect(numbers.every((number) => number >= 0 && number < 1)).toBe(true);
        expect(new Set(numbers).size).toBeGreaterThan(45);
      }),
    );
  });
});
