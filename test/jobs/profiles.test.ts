import { pino } from "pino";
import { expect, test } from "vitest";
import { profilesJob, startProfileRounds } from "../../src/jobs/profiles.ts";
import { createBell } from "../support/bell.ts";
import { createManualClock } from "../support/manual-clock.ts";

const HOUR = 3_600_000;
const log = pino({ level: "silent" });

test("profiles are rung for once an hour, whatever becomes of a ring, until that is stopped", async () => {
  const clock = createManualClock();
  const { queue, rung, bell } = createBell();
  const stop = startProfileRounds({ queue, clock, log });
  await clock.advance(HOUR - 1);
  expect(rung).toEqual([]);
  await clock.advance(1);
  expect(rung).toEqual(["profiles profiles"]);
  bell.fails = true;
  await clock.advance(HOUR);
  bell.fails = false;
  await clock.advance(HOUR);
  expect(rung).toHaveLength(2);
  await stop();
  await clock.advance(9 * HOUR);
  expect(rung).toHaveLength(2);
});

test("their job reads those that are missing or old until it is told to stop", async () => {
  const { signal } = new AbortController();
  const given: AbortSignal[] = [];
  const job = profilesJob({
    profiles: {
      stored: () => Promise.reject(new Error("not asked for")),
      fresh: () => Promise.reject(new Error("not asked for")),
      afresh: () => Promise.reject(new Error("not asked for")),
      refreshAll: async (one) => given.push(one),
    },
  });
  await job.handle({}, signal);
  expect(given).toEqual([signal]);
  expect(job.concurrency).toBe(1);
});
