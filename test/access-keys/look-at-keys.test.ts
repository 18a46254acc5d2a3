import { pino } from "pino";
import { expect, test } from "vitest";
import type { KeyReader } from "../../src/access-keys/key-reader.ts";
import {
  AccountNotActiveError,
  KeysNotReadInTimeError,
  lookAtAccountKeys,
} from "../../src/access-keys/look-at-keys.ts";
import { saveAccounts } from "../../src/store/accounts.ts";
import { createLogAppender, listLogEntries } from "../../src/store/audit-log.ts";
import { accountOf, at, idOf } from "../support/audits.ts";
import { describeEachDatabase } from "../support/databases.ts";
import { createManualClock } from "../support/manual-clock.ts";

const silent: KeyReader["readKeys"] = (_, signal) =>
  new Promise((_resolve, reject) => signal.addEventListener("abort", () => reject(signal.reason)));

describeEachDatabase("one account's access keys", (open) => {
  test("are read anew after a minute, and not waited for for ever; an account that is not active is not asked", async () => {
    const db = await open();
    await saveAccounts(db, [accountOf(1)], { seenAt: at(0), described: false });
    const clock = createManualClock(at(0));
    const sessions: string[] = [];
    let readKeys: KeyReader["readKeys"] = async ({ purpose }) => {
      sessions.push(`rootcheck-${purpose}`);
      return { keys: [{ status: "active" }], asOf: clock.now(), troubles: {} };
    };
    const dependencies = {
      ...{ db, clock, log: pino({ level: "silent" }), ring: async () => undefined },
      appendToLog: createLogAppender({ key: undefined }),
      reader: { readKeys: (...request: Parameters<typeof readKeys>) => readKeys(...request) },
    };
    const look = (account = accountOf(1)) =>
      lookAtAccountKeys(dependencies, { account, by: "U1", place: "C1" });
    expect(await look()).toMatchObject({ total: 1, ofRoot: 1, account: { id: idOf(1) } });
    await look();
    expect(sessions).toHaveLength(1);
    await clock.advance(61_000);
    await look();
    expect(sessions).toHaveLength(2);

    readKeys = silent;
    await clock.advance(61_000);
    const patient = expect(look()).rejects.toBeInstanceOf(KeysNotReadInTimeError);
    await clock.timerSet((milliseconds) => milliseconds === 120_000);
    await clock.advance(120_000);
    await patient;

    const suspended = look(accountOf(2, { state: "PENDING_CLOSURE" }));
    await expect(suspended).rejects.toBeInstanceOf(AccountNotActiveError);
    await expect(suspended).rejects.toThrow("it is not active: pending closure");
    const entries = await listLogEntries(db, { after: 0, limit: 9 });
    expect(entries.map(({ actor, action, subject }) => [actor, action, subject])).toEqual(
      Array.from({ length: 4 }, () => ["U1", "look-up", idOf(1)]),
    );
    const logged = entries.map(({ details }) => /rootcheck-look-up-\w+/.exec(details)?.[0]);
    expect(logged).toEqual([
      sessions[0],
      undefined,
      sessions[1],
      expect.stringMatching(/^rootcheck-look-up-/),
    ]);
  });
});
