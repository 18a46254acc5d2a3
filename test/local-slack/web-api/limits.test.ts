import { WebAPIRateLimitedError } from "@slack/web-api";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { page } from "../../../src/local-slack/web-api/arguments.ts";
import { createRateLimits } from "../../../src/local-slack/web-api/rate-limits.ts";
import { places } from "../../../src/local-slack/workspace.ts";
import { clientOf, startSlack } from "../support/harness.ts";
import { createManualClock } from "../support/manual-clock.ts";

describe("rate limits", () => {
  it("let a burst through to one channel, then one message a second", async () => {
    const { web, control } = await startSlack({ rateLimits: "slack", clock: createManualClock() });
    const post = () => web.chat.postMessage({ channel: places.security, text: "x" });
    for (let sent = 0; sent < 4; sent += 1) await post();
    await expect(post()).rejects.toMatchObject({ retryAfter: 1 });
    await expect(post()).rejects.toThrow(WebAPIRateLimitedError);
    expect(await web.chat.postMessage({ channel: places.incidents, text: "x" })).toMatchObject({ ok: true });
    await control.advance({ milliseconds: 1_000 });
    expect(await post()).toMatchObject({ ok: true });
  });

  it.each([
    ["slack", 1],
    ["generous", 10],
  ] as const)("%s allow %d calls of tier 1 a minute", (mode, allowed) => {
    const limits = createRateLimits({ now: () => new Date(0), mode });
    const waits = Array.from({ length: allowed + 1 }, () => limits.take(1, "method"));
    expect(waits.filter((wait) => wait === undefined)).toHaveLength(allowed);
  });

  it.each([1, 3] as const)("put apps.connections.open in tier %d", async (connectionsOpenTier) => {
    const switches = { connectionsOpenTier };
    const { slack } = await startSlack({ rateLimits: "slack", switches, clock: createManualClock() });
    const opener = clientOf(slack, "xapp-test");
    await opener.apps.connections.open();
    if (connectionsOpenTier === 3) expect(await opener.apps.connections.open()).toMatchObject({ ok: true });
    else await expect(opener.apps.connections.open()).rejects.toMatchObject({ retryAfter: 60 });
  });

  it("off allow anything", () => {
    const limits = createRateLimits({ now: () => new Date(0), mode: "off" });
    expect(
      Array.from({ length: 500 }, () => limits.take("post", "C1")).every((wait) => wait === undefined),
    ).toBe(true);
  });

  it("never let more through than the burst and one a second, and never lie about the wait", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 3_000 }), { minLength: 1, maxLength: 60 }), (gaps) => {
        let time = 0;
        let passed = 0;
        const limits = createRateLimits({ now: () => new Date(time), mode: "slack" });
        for (const gap of gaps) {
          time += gap;
          const wait = limits.take("post", "C1");
          if (wait === undefined) passed += 1;
          else expect(wait).toBe(1);
        }
        expect(passed).toBeLessThanOrEqual(4 + time / 1_000);
      }),
    );
  });
});

describe("paging", () => {
  it("gives every item once, in order, whatever the limit", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer(), { maxLength: 50 }),
        fc.integer({ min: 1, max: 20 }),
        (items, limit) => {
          const read: number[] = [];
          let cursor: string | undefined;
          do {
            const one = page(items, { cursor, limit });
            expect(one.items.length).toBeLessThanOrEqual(limit);
            read.push(...one.items);
            cursor = one.response_metadata.next_cursor;
          } while (cursor);
          expect(read).toEqual(items);
        },
      ),
    );
  });
});
