import { expect, test } from "vitest";
import { AccountSourceError } from "../../src/accounts/account-source.ts";
import { LeaseLostError } from "../../src/audit/lease.ts";
import { unread } from "../../src/domain/read.ts";
import type { ReadFacts } from "../../src/domain/root-facts.ts";
import { findReadings } from "../../src/store/account-reads.ts";
import { claimAudit } from "../../src/store/audit-leases.ts";
import { findAudit } from "../../src/store/audits.ts";
import { countReadings, countUnread } from "../../src/store/standings.ts";
import { readFacts } from "../support/account-reader.ts";
import { refused } from "../support/account-source.ts";
import { accountOf, at, idOf } from "../support/audits.ts";
import { describeEachDatabase } from "../support/databases.ts";
import { denied, mfa, password } from "../support/root-facts.ts";
import { createScopeReading, forever } from "../support/scope-reading.ts";

/** Facts of which nothing about root could be read. */
function nothing(why = denied): ReadFacts {
  const none = unread(why);
  const { centralCredentialsManagement } = readFacts();
  return {
    passwordPresent: none,
    mfaEnabled: none,
    accessKeysPresent: none,
    signingCertificatesPresent: none,
    accessKeys: none,
    mfaDevices: none,
    passwordLastUsed: none,
    centralCredentialsManagement,
  };
}

describeEachDatabase("reading an audit's accounts", (open) => {
  test("asks for what the checks need, in the order of the list, and stores what they say", async () => {
    const db = await open();
    const suspended = accountOf(3, { state: "SUSPENDED" });
    const accounts = [accountOf(1), accountOf(2), suspended, accountOf(4)];
    const { run, asked, reader, progress, lease } = await createScopeReading(db, {
      accounts,
      facts: ({ account }) => {
        if (account.id === idOf(2)) return nothing();
        return account.id === idOf(4)
          ? readFacts({ passwordPresent: password(true), mfaEnabled: mfa(false) })
          : readFacts();
      },
    });
    await run();
    expect(asked()).toEqual([1, 2, 4]);
    expect(reader.requests[0]).toMatchObject({ purpose: "A1", account: { name: "team-1" } });
    expect(reader.requests[0]?.wanted.toSorted()).toEqual(Object.keys(readFacts()).toSorted());
    expect(reader.profileRequests).toEqual([]);
    expect(progress).toEqual([1, 1, 1, 1]);
    expect(await countReadings(db, lease.auditId)).toEqual({ done: 4, notActive: 1, read: 2, failing: 1 });
    expect(await countUnread(db, lease.auditId)).toEqual([{ code: "access-denied", accounts: 1 }]);
    const readings = await findReadings(db, lease.auditId, [idOf(3), idOf(4)]);
    const statusOf = (index: number, check: string) =>
      readings[index]?.results.find((result) => result.check === check)?.status;
    expect(statusOf(0, "root-mfa")).toBe("not_applicable");
    expect(statusOf(1, "root-mfa")).toBe("fail");
    expect(statusOf(1, "security-contact")).toBe("unknown");
  });

  test("keeps an account that AWS throttled throughout, as unread", async () => {
    const db = await open();
    const { run, lease } = await createScopeReading(db, {
      facts: ({ account }) =>
        account.id === idOf(2) ? nothing({ ...denied, code: "throttled" }) : readFacts(),
    });
    await run();
    expect(await countReadings(db, lease.auditId)).toMatchObject({ done: 4, read: 3 });
    expect(await countUnread(db, lease.auditId)).toEqual([{ code: "throttled", accounts: 1 }]);
  });

  test("reads an account again that AWS could not be reached for", async () => {
    const db = await open();
    const { run, clock, asked, lease } = await createScopeReading(db, {
      facts: ({ account, earlier }) =>
        account.id === idOf(2) && !earlier ? nothing({ ...denied, code: "unreachable" }) : readFacts(),
    });
    const running = run();
    await clock.timerSet((milliseconds) => milliseconds === 5_000);
    await clock.advance(5_000);
    await running;
    expect(asked().toSorted()).toEqual([1, 2, 2, 3, 4]);
    expect(await countReadings(db, lease.auditId)).toMatchObject({ done: 4, read: 4 });
  });

  test("waits for an account's profile where it is the only one", async () => {
    const db = await open();
    const scope = { kind: "account", accountId: idOf(2) } as const;
    const { run, asked, reader, lease } = await createScopeReading(db, {}, { scope });
    await run();
    expect(asked()).toEqual([2]);
    expect(reader.profileRequests).toMatchObject([{ account: { id: idOf(2) }, purpose: "A1" }]);
    const [reading] = await findReadings(db, lease.auditId, [idOf(2)]);
    expect(reading?.results.find(({ check }) => check === "security-contact")?.status).toBe("pass");
  });

  test("reads as many at the same time as it may, and none twice, of 2,000", async () => {
    const db = await open();
    const accounts = Array.from({ length: 2_000 }, (_, index) => accountOf(index + 1));
    const { run, reader, organization, lease, asked } = await createScopeReading(db, {
      accounts,
      concurrency: 25,
    });
    organization.pageSize = 500;
    await run();
    expect(reader.mostAtOnce()).toBe(25);
    expect(new Set(asked()).size).toBe(2_000);
    expect(asked()).toHaveLength(2_000);
    expect(await findAudit(db, lease.auditId)).toMatchObject({ accountsInScope: 2_000, accountsDone: 2_000 });
  });

  test("begins before the list is whole", async () => {
    const { run, organization, progress } = await createScopeReading(await open());
    const begun = Promise.withResolvers<void>();
    organization.beforePage = async (page) => {
      if (page === 1) while (progress.length < 2) await new Promise((resolve) => setImmediate(resolve));
      if (page === 1) begun.resolve();
    };
    await run();
    await begun.promise;
    expect(progress).toHaveLength(4);
  });

  test("ends at the first failure, whose reason it tells, and aborts what else is under way", async () => {
    const { run, asked, reader, done, organization } = await createScopeReading(await open(), {
      concurrency: 3,
      accounts: [1, 2, 3, 4, 5].map((number) => accountOf(number)),
      facts: ({ account }) => {
        if (account.id === idOf(2)) throw new Error("the reader broke down");
        return forever();
      },
    });
    organization.pageSize = 4;
    await expect(run()).rejects.toThrow("the reader broke down");
    expect(asked()).not.toContain(5);
    expect(asked()).toEqual(expect.arrayContaining([1, 2, 3]));
    expect(reader.aborted.map(Number).toSorted()).toEqual(asked().filter((number) => number !== 2));
    expect(await done()).toEqual([]);
  });

  test("aborts what is under way when the list breaks off", async () => {
    const begun = Promise.withResolvers<void>();
    const { run, reader, organization } = await createScopeReading(await open(), {
      facts: () => {
        begun.resolve();
        return forever();
      },
    });
    organization.beforePage = async (page) => {
      if (page === 0) return;
      await begun.promise;
      throw new AccountSourceError(refused);
    };
    await expect(run()).rejects.toThrow(AccountSourceError);
    while (reader.aborted.length < 2) await new Promise((resolve) => setImmediate(resolve));
    expect(reader.aborted.map(Number).toSorted()).toEqual([1, 2]);
  });

  test("ends when it is aborted, with what was read by then", async () => {
    const stop = new AbortController();
    const { run, done, reader } = await createScopeReading(await open(), {
      concurrency: 1,
      facts: ({ account }) => {
        if (account.id === idOf(1)) return readFacts();
        stop.abort(new Error("enough"));
        return forever();
      },
    });
    await expect(run(stop.signal)).rejects.toThrow("enough");
    expect(reader.aborted).toEqual([idOf(2)]);
    expect(await done()).toEqual([1]);
  });

  test("writes nothing once the audit is another's", async () => {
    const db = await open();
    const { run, lease, done } = await createScopeReading(db);
    await claimAudit(db, { ...lease, owner: "another" }, { now: at(2e9), until: at(2e9 + 10) });
    await expect(run()).rejects.toThrow(LeaseLostError);
    expect(await done()).toEqual([]);
  });
});
