import type { Queue } from "../../src/jobs/queue.ts";

/** A queue that only notes what was rung for, as "job key", and may fail at it. */
export function createBell() {
  const rung: string[] = [];
  const bell = { fails: false };
  const queue: Queue = {
    ring: async (name, key) => {
      if (bell.fails) throw new Error("the queue is gone");
      rung.push(`${name} ${key}`);
    },
    work: () => Promise.resolve(),
    stop: () => Promise.resolve(),
  };
  return { queue, rung, bell };
}
