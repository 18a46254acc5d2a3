import * as fc from "fast-check";
import { expect, test } from "vitest";
import { findAuditReport } from "../../src/audit/audit-report.ts";
import { listFailures } from "../../src/audit/standing.ts";
import type { Audit, Scope } from "../../src/domain/audit.ts";
import type { Severity } from "../../src/domain/result.ts";
import { createHistory } from "../../src/history/history.ts";
import { findLatestReading, listReadings } from "../../src/store/account-reads.ts";
import { ACCOUNTS_LISTED, saveAccounts } from "../../src/store/accounts.ts";
import { addListener, setTold } from "../../src/store/audit-audience.ts";
import { findAudit } from "../../src/store/audits.ts";
import type { Database } from "../../src/store/database.ts";
import { setFollowed } from "../../src/store/followed-audits.ts";
import { findKeyReadingTime, saveKeyReading } from "../../src/store/key-readings.ts";
import { setMilestone } from "../../src/store/milestones.ts";
import {
  findLatestOrganizationReading,
  findOrganizationReading,
} from "../../src/store/organization-reads.ts";
import {
  accountOf,
  at,
  auditOf,
  DAY_SECONDS,
  type Found,
  fail,
  idOf,
  organization,
  pass,
  startedAudit,
  unknown,
} from "../support/audits.ts";
import { describeEachDatabase } from "../support/databases.ts";
import { createManualClock } from "../support/manual-clock.ts";

const onDay = (day: number, seconds = 0) => at(day * DAY_SECONDS + seconds);
const KEPT_DAYS = 7;

function historyOn(db: Database, day: number) {
  return createHistory({ db, clock: createManualClock(onDay(day)), resultsDays: KEPT_DAYS });
}

const read = (number: number, ...results: Found["results"]): Found => ({
  ...{ id: idOf(number), results, awsCalls: 3 },
});

async function followed(db: Database, audit: Promise<Audit>): Promise<Audit> {
  const { id } = await audit;
  await setFollowed(db, id, onDay(0));
  return audit;
}

async function readingsLeft(db: Database, { id }: Audit): Promise<readonly string[]> {
  const readings = await listReadings(db, id, { after: "", limit: 99 });
  return readings.map(({ accountId }) => String(Number(accountId)));
}

describeEachDatabase("results that are older than they are kept", (open) => {
  test("go, and what is still told of their audit stays", async () => {
    const db = await open();
    const org = [fail("org", "high")];
    const both = [read(1, fail("a", "critical")), read(2, pass("a"))];
    const first = await followed(
      db,
      auditOf(db, [...both, { ...read(3, unknown("a")), unread: "throttled" }], {
        from: onDay(0),
        organization: org,
      }),
    );
    const second = await followed(db, auditOf(db, both, { from: onDay(1), organization: org }));
    const third = await followed(db, auditOf(db, both, { from: onDay(2), organization: org }));
    const history = historyOn(db, 40);
    const { audits } = await history.organization();
    expect(await history.rollUp()).toEqual({ audits: 1, readings: 2 });
    expect(await history.rollUp()).toEqual({ audits: 0, readings: 0 });

    expect(await readingsLeft(db, first)).toEqual(["3"]); // nobody has read that account since
    for (const audit of [second, third]) expect(await readingsLeft(db, audit)).toEqual(["1", "2"]);
    expect(await findOrganizationReading(db, first.id)).toBeUndefined();
    expect(await findOrganizationReading(db, second.id)).toBeDefined();
    const rolledUpAt = onDay(40);
    expect(await findAudit(db, first.id)).toEqual({ ...first, rolledUpAt });
    expect((await history.organization()).audits).toEqual(
      audits.map((past) =>
        past.audit.id === first.id ? { ...past, audit: { ...past.audit, rolledUpAt } } : past,
      ),
    );
    expect((await history.organization()).postures.map(({ day, read }) => [day, read])).toEqual([
      ["2026-11-22", 2],
      ["2026-11-23", 2],
      ["2026-11-24", 2],
    ]);
    const page = { offset: 0, limit: 9 };
    expect(await listFailures({ db }, first.id, page)).toEqual({
      ...{ total: 0, failures: [], goneSince: rolledUpAt },
    });
    expect(await listFailures({ db }, second.id, page)).toMatchObject({ total: 2 });
    const clock = createManualClock();
    const report = await findAuditReport({ db, clock }, first.id);
    expect(report).toEqual({ audit: { ...first, rolledUpAt } });
    // There is nothing left that it could be compared with.
    expect((await findAuditReport({ db, clock }, second.id))?.standing?.change).toBeUndefined();
  });

  test("stay while the findings have not followed them, somebody waits for them, or nothing newer is known", async () => {
    const db = await open();
    const unfollowed = await auditOf(db, [read(1, pass("a"))], { from: onDay(0) });
    const untold = await followed(db, auditOf(db, [read(1, pass("a"))], { from: onDay(1) }));
    await addListener(db, { auditId: untold.id, userId: "U1", place: "C1" });
    const stopped = await followed(
      db,
      auditOf(db, [read(1, pass("a")), read(2, pass("a"))], {
        ...{ from: onDay(2), state: "cancelled", organization: [fail("org")] },
      }),
    );
    await followed(db, auditOf(db, [read(1, pass("a"))], { from: onDay(3) }));
    await followed(db, auditOf(db, [read(1, pass("a"))], { from: onDay(4) }));
    const running = await startedAudit(db, { from: onDay(5) });
    const history = historyOn(db, 40);
    expect(await history.rollUp()).toEqual({ audits: 1, readings: 1 });
    expect(await readingsLeft(db, stopped)).toEqual(["2"]);
    expect(await findLatestOrganizationReading(db)).toBeDefined();
    expect(await findAudit(db, running.auditId)).not.toHaveProperty("rolledUpAt");
    await setTold(db, { auditId: untold.id, place: "C1" }, onDay(6));
    await setFollowed(db, unfollowed.id, onDay(6));
    expect(await history.rollUp()).toEqual({ audits: 2, readings: 2 });
  });

  test("stay as long as they are set to", async () => {
    const db = await open();
    for (const day of [0, 1, 2, 3])
      await followed(db, auditOf(db, [read(1, pass("a"))], { from: onDay(day) }));
    expect(await historyOn(db, KEPT_DAYS).rollUp()).toEqual({ audits: 0, readings: 0 });
    expect(await historyOn(db, KEPT_DAYS + 1).rollUp()).toEqual({ audits: 1, readings: 1 });
    expect(await historyOn(db, 90).rollUp()).toEqual({ audits: 1, readings: 1 });
  });

  test("take the access keys of accounts along that have been gone for as long", async () => {
    const db = await open();
    await saveAccounts(db, [accountOf(1)], { seenAt: onDay(0), described: true });
    await saveAccounts(db, [accountOf(2), accountOf(3)], { seenAt: onDay(30), described: true });
    await setMilestone(db, ACCOUNTS_LISTED, onDay(30));
    const reading = { keys: [{ status: "active" }], asOf: onDay(0), troubles: {} } as const;
    for (const number of [1, 2, 4]) await saveKeyReading(db, idOf(number), { reading, at: onDay(0) });
    await saveKeyReading(db, idOf(5), { reading, at: onDay(29) });
    await historyOn(db, 31).rollUp();
    const left = await Promise.all([1, 2, 4, 5].map((number) => findKeyReadingTime(db, idOf(number))));
    expect(left).toEqual([undefined, onDay(0), undefined, onDay(29)]);
    const keys = await db.query<{ account_id: string }>("select account_id from access_keys order by 1");
    expect(keys.map(({ account_id }) => Number(account_id))).toEqual([2, 5]);
  });
});

/** One audit of a generated life: on which day, of what, how far it is dealt with, and what each account failed. */
interface Lived {
  readonly day: number;
  readonly hour: number;
  readonly scope: Scope;
  readonly state: "finished" | "cancelled";
  readonly isFollowed: boolean;
  readonly found: readonly (Severity | "nothing" | "unread" | undefined)[];
}

const ACCOUNTS = [1, 2, 3];

const lived: fc.Arbitrary<Lived> = fc.record({
  day: fc.integer({ min: 0, max: 12 }),
  hour: fc.integer({ min: 0, max: 13 }),
  scope: fc.constantFrom<Scope>(
    organization,
    organization,
    { kind: "unit", unitId: "ou-1", path: "Prod" },
    ...ACCOUNTS.map((number): Scope => ({ kind: "account", accountId: idOf(number) })),
  ),
  state: fc.constantFrom("finished", "finished", "cancelled"),
  isFollowed: fc.integer({ min: 0, max: 5 }).map((dice) => dice > 0),
  found: fc.tuple(
    ...ACCOUNTS.map(() =>
      fc.constantFrom<Lived["found"][number]>("critical", "low", "nothing", "unread", undefined),
    ),
  ),
});

async function live(db: Database, { day, hour, scope, state, isFollowed, found }: Lived): Promise<void> {
  const results = found.flatMap((what, index): readonly Found[] => {
    const number = index + 1;
    if (what === undefined || (scope.kind === "account" && scope.accountId !== idOf(number))) return [];
    if (what === "unread") return [{ ...read(number, unknown("a")), unread: "throttled" }];
    return [what === "nothing" ? read(number, pass("a")) : read(number, fail("a", what), fail("b", "info"))];
  });
  const audit = auditOf(db, results, { scope, state, from: onDay(day, hour * 3600) });
  await (isFollowed ? followed(db, audit) : audit);
}

/** All that people can see of the past, but for when it was rolled up. */
async function seen(db: Database) {
  const history = historyOn(db, 40);
  const [whole, ...accounts] = await Promise.all([
    history.organization(),
    ...ACCOUNTS.map((number) => history.account(accountOf(number))),
  ]);
  const audits = whole.audits.map(({ audit: { rolledUpAt, ...audit }, ...past }) => ({ audit, ...past }));
  const newest = await Promise.all(ACCOUNTS.map((number) => findLatestReading(db, idOf(number))));
  return { postures: [whole, ...accounts].map(({ postures }) => postures), audits, newest };
}

/** A database that is cut off at its nth statement or transaction: before it, or after it and before the answer. */
function cutOff(db: Database, afterCalls: number, isDone: boolean): Database {
  let calls = 0;
  async function through<T>(work: () => Promise<T>): Promise<T> {
    calls += 1;
    if (calls === afterCalls && !isDone) throw new Error("cut off");
    const answer = await work();
    if (calls >= afterCalls) throw new Error("cut off");
    return answer;
  }
  return {
    ...db,
    query: (sql, parameters) => through(() => db.query(sql, parameters)),
    transaction: (work) => through(() => db.transaction(work)),
  };
}

describeEachDatabase("whatever audits there were", (open) => {
  test("the past looks the same before and after they are rolled up, however often that is cut off", async () => {
    const db = await open();
    const cuts = fc.array(fc.record({ afterCalls: fc.integer({ min: 1, max: 25 }), isDone: fc.boolean() }), {
      maxLength: 3,
    });
    let rolledUp = 0;
    const property = fc.asyncProperty(
      fc.array(lived, { minLength: 3, maxLength: 10 }),
      cuts,
      async (audits, all) => {
        await db.exec(
          "truncate audits, account_reads, organization_reads, posture_days, audit_audience restart identity cascade",
        );
        for (const each of audits.toSorted((one, other) => one.day - other.day || one.hour - other.hour))
          await live(db, each);
        for (const { id } of await db.query<{ id: number }>("select id from audits"))
          await historyOn(db, 40).noteAudit(id);
        const before = await seen(db);
        for (const { afterCalls, isDone } of all) {
          await historyOn(cutOff(db, afterCalls, isDone), 15)
            .rollUp()
            .catch(() => undefined);
          expect(await seen(db)).toEqual(before);
        }
        for (const day of [15, 40]) {
          rolledUp += (await historyOn(db, day).rollUp()).readings;
          expect(await seen(db)).toEqual(before);
        }
      },
    );
    await fc.assert(property, { numRuns: 8, seed: 7 });
    expect(rolledUp).toBeGreaterThan(10);
  });
});
