import { expect, test } from "vitest";
import { AccountSourceError } from "../../src/accounts/account-source.ts";
import { unread } from "../../src/domain/read.ts";
import { findReadings } from "../../src/store/account-reads.ts";
import { findAudit } from "../../src/store/audits.ts";
import type { Database } from "../../src/store/database.ts";
import { readFacts } from "../support/account-reader.ts";
import { refused } from "../support/account-source.ts";
import { at, idOf, pass, save, unknown } from "../support/audits.ts";
import { describeEachDatabase } from "../support/databases.ts";
import { denied } from "../support/root-facts.ts";
import { createScopeReading } from "../support/scope-reading.ts";

const unreachable = { ...denied, code: "unreachable" } as const;

describeEachDatabase("an audit that is taken up again", (open) => {
  test("does not read again what was read before it was taken up, but what was not ready then", async () => {
    const db = await open();
    const { run, asked, lease, done } = await createScopeReading(db);
    await save(db, lease, { id: idOf(1), results: [pass("root-mfa")] }, at(0));
    const results = [unknown("root-unused", "report-not-ready")];
    await save(db, lease, { id: idOf(2), results, isProvisional: true }, at(0));
    await run();
    expect(asked()).toEqual([2, 3, 4]);
    expect(await done()).toEqual([1, 2, 3, 4]);
    const [kept] = await findReadings(db, lease.auditId, [idOf(1)]);
    expect(kept?.results).toEqual([pass("root-mfa")]);
  });

  test("reads again what an outage kept from it before it broke off, and counts it once", async () => {
    const db = await open();
    const { run, asked, lease, organization, progress, outage } = await createOutage(db);
    await expect(run()).rejects.toThrow(AccountSourceError);
    expect(progress).toHaveLength(2);
    expect(await findAudit(db, lease.auditId)).toMatchObject({ accountsDone: 2 });
    outage.isOver = true;
    organization.beforePage = async () => undefined;
    await run();
    expect(asked()).toEqual([1, 2, 1, 2, 3, 4]);
    expect(await findAudit(db, lease.auditId)).toMatchObject({ accountsInScope: 4, accountsDone: 4 });
    const [reread] = await findReadings(db, lease.auditId, [idOf(1)]);
    expect(reread?.results.find(({ check }) => check === "root-mfa")?.status).toBe("not_applicable");
  });
});

/** AWS is out of reach, for the accounts of the list's first page and then for the list as well, until it is over. */
async function createOutage(db: Database) {
  const outage = { isOver: false };
  const reading = await createScopeReading(db, {
    facts: () => readFacts(outage.isOver ? {} : { passwordPresent: unread(unreachable) }),
  });
  const { organization, progress } = reading;
  organization.beforePage = async (page) => {
    if (page === 0) return;
    while (progress.length < 2) await new Promise((resolve) => setImmediate(resolve));
    throw new AccountSourceError(refused);
  };
  return { ...reading, outage };
}
