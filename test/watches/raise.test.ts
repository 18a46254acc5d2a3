import fc from "fast-check";
import { expect, test } from "vitest";
import { saveAccounts } from "../../src/store/accounts.ts";
import { saveAlerts } from "../../src/store/alerts.ts";
import { startBaselineClock } from "../../src/store/baseline.ts";
import type { Database } from "../../src/store/database.ts";
import { listEvents } from "../../src/store/findings.ts";
import { accountOf, idOf, pass } from "../support/audits.ts";
import { describeEachDatabase } from "../support/databases.ts";
import { ACCOUNT, allFindings, people } from "../support/findings.ts";
import { CHANNEL, watching } from "../support/watching.ts";

const { ann, bob } = people;
const alerts = (...names: readonly string[]) => ({ kind: "alerts", place: CHANNEL, names });

describeEachDatabase("an alert", (open) => {
  test("is raised of what is critical and new, and not of what was known, not critical or taken on", async () => {
    const { turnOn, critical, answer, decide, heard } = await watching(await open());
    await critical(ACCOUNT);
    await turnOn();
    expect(await heard()).toEqual([]);
    await critical(ACCOUNT, "2");
    expect(await heard()).toEqual([alerts("F1 open")]);
    await critical(ACCOUNT, "2");
    await critical(idOf(2));
    await decide(bob, { kind: "acknowledge" }, { findingId: 2 });
    await answer(
      { ...pass("root-mfa"), status: "fail", severity: "high", headline: "x", fingerprint: {} },
      idOf(3),
    );
    expect(await heard()).toEqual([]);
  });

  test("waits for the clock of the baseline, and is none of what the baseline holds", async () => {
    const { db, clock, turnOn, critical, heard } = await watching(await open(), { clockRuns: false });
    await turnOn();
    await critical(ACCOUNT);
    expect(await heard()).toEqual([]);
    await startBaselineClock(db, { at: clock.now(), by: ann });
    expect(await heard()).toEqual([]);
    await critical(idOf(2));
    await critical(ACCOUNT, "2");
    expect(await heard()).toEqual([alerts("F1 open", "F2 open")]);
  });

  test("goes where a watch covers it; what another watch has yet to say is not lost when one is turned on", async () => {
    const { db, clock, turnOn, critical, heard, watches } = await watching(await open());
    await saveAccounts(
      db,
      [accountOf(1, { ouPath: ["Prod", "Pay"], unitIds: ["ou-1", "ou-2"] }), accountOf(2)],
      {
        seenAt: clock.now(),
        described: true,
      },
    );
    await turnOn({ channel: "C2", scope: { kind: "unit", unitId: "ou-1", path: "Prod" } });
    await turnOn({ channel: "C3", scope: { kind: "account", accountId: idOf(2) } });
    await critical(idOf(1));
    await turnOn();
    await critical(idOf(2));
    expect((await heard()).toSorted((one, other) => one.place.localeCompare(other.place))).toEqual([
      alerts("F2 open"),
      { ...alerts("F1 open"), place: "C2" },
      { ...alerts("F2 open"), place: "C3" },
    ]);
    await critical(idOf(3));
    await watches.turnOff(CHANNEL, { by: ann, place: CHANNEL });
    expect(await heard()).toEqual([alerts("F3 open")]);
  });

  test("tells of accounts that cannot be read any more, and of audits that broke off", async () => {
    const { turnOn, audited, heard } = await watching(await open());
    const read = [1, 2, 3].map((number) => ({ id: idOf(number), results: [] }));
    const [first = read[0], ...others] = read;
    const codes = ["access-denied", "unreachable"];
    const lost = others.map((found, index) => ({ ...found, unread: codes[index] ?? "" }));
    const all = first ? [first, ...lost] : [];
    await audited(read);
    await turnOn();
    expect(await heard()).toEqual([]);
    const falling = await audited(all);
    const broken = await audited(read, "interrupted");
    await audited(all);
    expect(await heard()).toEqual([
      alerts(`lost 2 in A${falling}: access-denied: unreachable`, `trouble in A${broken}`),
    ]);
    await audited(read);
    expect(await heard()).toEqual([]);
  });

  test("that was stored before it kept why accounts cannot be read, and of what, is told", async () => {
    const { db, clock, heard } = await watching(await open());
    const accounts = [{ id: ACCOUNT, name: "prod" }];
    const cause = { kind: "coverage", auditId: 7, lost: 1, accounts } as const;
    const alert = { key: "coverage A7", cause, destinations: [CHANNEL] };
    await db.transaction((tx) => saveAlerts(tx, [alert], clock.now()));
    expect(await heard()).toEqual([alerts("lost 1 in A7")]);
  });
});

type Step =
  | { readonly kind: "fails"; readonly account: number; readonly key: string }
  | { readonly kind: "passes" | "taken on"; readonly account: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant("fails" as const), account: fc.nat(1), key: fc.constantFrom("1", "2") }),
  fc.record({ kind: fc.constantFrom("passes" as const, "taken on" as const), account: fc.nat(1) }),
);

/** The findings of some accounts. */
async function findingsOf(db: Database, accountIds: readonly string[]) {
  const all = await allFindings(db);
  return all.filter(({ subject }) => subject.kind === "account" && accountIds.includes(subject.accountId));
}

/** How often each finding was opened, by its name. */
async function openingsOf(db: Database, accountIds: readonly string[]): Promise<readonly string[]> {
  const findings = await findingsOf(db, accountIds);
  const openings = findings.map(async ({ id }) => {
    const events = await listEvents(db, id);
    return events
      .filter(({ what }) => ["found", "failed again", "changed"].includes(what.kind))
      .map(() => `F${id}`);
  });
  return (await Promise.all(openings)).flat();
}

describeEachDatabase("whatever happens", (open) => {
  test("each opening of a critical finding is alerted of by exactly one alert", async () => {
    const { db, turnOn, critical, answer, decide, watches, other, told } = await watching(await open());
    await turnOn();
    let run = 0;
    const take = async (accountId: string, happened: Step) => {
      if (happened.kind === "fails") return critical(accountId, happened.key);
      if (happened.kind === "passes") return answer(pass("root-access-key"), accountId);
      const [untaken] = (await findingsOf(db, [accountId])).filter(({ state }) => state === "open");
      if (untaken) await decide(bob, { kind: "acknowledge" }, { findingId: untaken.id });
    };
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 8 }), async (steps) => {
        run += 1;
        const accountIds = [idOf(run * 2), idOf(run * 2 + 1)];
        for (const each of steps) {
          await take(accountIds[each.account] ?? "", each);
          await Promise.all([watches.raise(), other.raise()]);
        }
        await Promise.all([watches.deliver(), other.deliver()]);
        const named = told.splice(0).flatMap((each) => ("names" in each ? each.names : []));
        const alerted = named.map((name) => name.split(" ")[0]);
        expect(alerted.toSorted()).toEqual((await openingsOf(db, accountIds)).toSorted());
      }),
      { numRuns: 8 },
    );
  });
});
