import { expect, test } from "vitest";
import { unread } from "../../src/domain/read.ts";
import { countReadings } from "../../src/store/standings.ts";
import { readFacts } from "../support/account-reader.ts";
import { accountOf, at, idOf } from "../support/audits.ts";
import { describeEachDatabase } from "../support/databases.ts";
import { password, reportNotReady } from "../support/root-facts.ts";
import { createScopeReading } from "../support/scope-reading.ts";

describeEachDatabase("an account whose credential report AWS is still preparing", (open) => {
  const pendingUntil = (until: Date) => {
    const accessKeys = unread({ ...reportNotReady, until });
    const passwordLastUsed = unread({ ...reportNotReady, until });
    return readFacts({ passwordPresent: password(true), accessKeys, passwordLastUsed });
  };

  test("is stored as it is, keeps no other waiting, and is asked for what it lacked once that is due", async () => {
    const { run, clock, reader, done, asked, progress } = await createScopeReading(await open(), {
      concurrency: 1,
      facts: ({ account, earlier }) =>
        account.id === idOf(2) && !earlier ? pendingUntil(at(30)) : readFacts(),
    });
    const running = run();
    await clock.timerSet((milliseconds) => milliseconds === 30_000);
    while (progress.length < 4) await new Promise((resolve) => setImmediate(resolve));
    expect(await done()).toEqual([1, 3, 4]);
    expect(asked()).toEqual([1, 2, 3, 4]);
    await clock.advance(30_000);
    await running;
    expect(asked()).toEqual([1, 2, 3, 4, 2]);
    expect(reader.requests[4]?.earlier).toEqual(pendingUntil(at(30)));
    expect(await done()).toEqual([1, 2, 3, 4]);
  });

  test("is asked four times more and then left, with the reason stored", async () => {
    const db = await open();
    let seconds = 0;
    const { run, asked, done, lease, clock } = await createScopeReading(db, {
      accounts: [accountOf(1)],
      facts: () => {
        seconds += 30;
        return pendingUntil(at(seconds));
      },
    });
    const running = run();
    for (let round = 1; round <= 4; round += 1) {
      await clock.timerSet((milliseconds) => milliseconds === 30_000);
      await clock.advance(30_000);
    }
    await running;
    expect(asked()).toEqual([1, 1, 1, 1, 1]);
    expect(await done()).toEqual([]);
    expect(await countReadings(db, lease.auditId)).toMatchObject({ done: 1, read: 1 });
  });

  test("does not keep an abort waiting", async () => {
    const stop = new AbortController();
    const { run, clock } = await createScopeReading(await open(), { facts: () => pendingUntil(at(30)) });
    const running = run(stop.signal);
    await clock.timerSet((milliseconds) => milliseconds === 30_000);
    stop.abort(new Error("enough"));
    await expect(running).rejects.toThrow("enough");
  });
});
