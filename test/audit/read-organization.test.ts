import { expect, test } from "vitest";
import { AccountSourceError } from "../../src/accounts/account-source.ts";
import { placeAccounts } from "../../src/audit/place-accounts.ts";
import { organizationChecks } from "../../src/checks/organization/index.ts";
import { unread } from "../../src/domain/read.ts";
import type { Result } from "../../src/domain/result.ts";
import type { Lease } from "../../src/store/audit-leases.ts";
import type { Database } from "../../src/store/database.ts";
import { findOrganizationReading } from "../../src/store/organization-reads.ts";
import { readFacts } from "../support/account-reader.ts";
import { refused } from "../support/account-source.ts";
import { accountOf, at } from "../support/audits.ts";
import { describeEachDatabase } from "../support/databases.ts";
import { letRun } from "../support/manual-clock.ts";
import {
  administrators,
  denyRoot,
  feature,
  policies,
  readOrganizationFacts,
} from "../support/organization-facts.ts";
import { denied } from "../support/root-facts.ts";
import { createScopeReading, forever } from "../support/scope-reading.ts";

const PROD = { id: "ou-e1x4-prod0000", name: "Prod", idPath: ["ou-e1x4-prod0000"], path: ["Prod"] };
const management = accountOf(1, { isManagement: true, unitIds: [] });
const inProd = accountOf(2, { unitIds: [PROD.id] });
const accounts = [management, inProd];
const ids = organizationChecks.map(({ id }) => id);

describeEachDatabase("an audit of the organization", (open) => {
  test("reads it once beside its accounts, judges it by all of them, and says how many could be read", async () => {
    const db = await open();
    const { run, reader, lease } = await createScopeReading(db, {
      accounts,
      organization: () => readOrganizationFacts({ rootSessions: feature(false) }),
    });
    await run();
    expect(reader.organizationRequests).toEqual(["A1"]);
    const reading = await findOrganizationReading(db, lease.auditId);
    expect(reading?.readAt).toEqual(at(0));
    expect(reading?.results.map(({ check }) => check)).toEqual([...ids, "coverage"]);
    expect(
      Object.fromEntries(reading?.results.map(({ check, status }) => [check, status]) ?? []),
    ).toMatchObject({
      "org-root-sessions": "fail",
      "org-root-deny-scp": "pass",
      coverage: "pass",
    });
    expect(reading?.results.at(-1)).toMatchObject({
      evidence: [{ call: "organizations:ListAccounts", readAt: at(0), value: "2 in scope" }],
    });
  });

  test("that is taken up again does not read it anew, and has its coverage once", async () => {
    const db = await open();
    const { run, reader, lease } = await createScopeReading(db, { accounts });
    await run();
    const first = await findOrganizationReading(db, lease.auditId);
    await run();
    expect(reader.organizationRequests).toEqual(["A1"]);
    expect(await findOrganizationReading(db, lease.auditId)).toEqual(first);
  });

  test("tells what it could not read: as unknown of the organization, as coverage of its accounts", async () => {
    const db = await open();
    const nothing = unread(denied);
    const { run, lease } = await createScopeReading(db, {
      accounts,
      facts: () => {
        const { centralCredentialsManagement, ...inside } = readFacts();
        const none = Object.fromEntries(Object.keys(inside).map((fact) => [fact, nothing]));
        return { ...inside, ...none, centralCredentialsManagement };
      },
      organization: () => readOrganizationFacts({ serviceControlPolicies: nothing }),
    });
    await run();
    const results = (await findOrganizationReading(db, lease.auditId))?.results ?? [];
    expect(results.find(({ check }) => check === "org-root-deny-scp")).toMatchObject({
      status: "unknown",
      reason: { code: "access-denied" },
    });
    expect(results.at(-1)).toMatchObject({
      check: "coverage",
      status: "fail",
      severity: "critical",
      headline: "2 of 2 accounts could not be read",
      fingerprint: { management: "unread", reasons: "access-denied" },
    });
  });

  test("asks again after an outage, and keeps what it had", async () => {
    const db = await open();
    const unreached = unread({ ...denied, code: "unreachable" });
    const answers = [
      readOrganizationFacts({ rootSessions: unreached, iamDelegatedAdministrators: administrators() }),
      readOrganizationFacts({ centralCredentialsManagement: unreached }),
    ];
    const { run, reader, lease, clock } = await createScopeReading(db, {
      accounts,
      organization: () => answers.shift() ?? readOrganizationFacts(),
    });
    using _ = letRun(clock);
    await run();
    expect(reader.organizationRequests).toEqual(["A1", "A1"]);
    const results = (await findOrganizationReading(db, lease.auditId))?.results ?? [];
    expect(Object.fromEntries(results.map(({ check, status }) => [check, status]))).toMatchObject({
      "org-root-credentials-management": "pass",
      "org-root-sessions": "pass",
      "org-iam-delegated-admin": "fail",
    });
  });

  test("keeps no account waiting for it, and what breaks it down ends the audit", async () => {
    const db = await open();
    const slow = await createScopeReading(db, { accounts, organization: forever });
    const cancel = new AbortController();
    const running = slow.run(cancel.signal);
    await expect.poll(slow.done).toEqual([1, 2]);
    cancel.abort(new Error("cancelled"));
    await expect(running).rejects.toThrow("cancelled");
    expect(await findOrganizationReading(db, slow.lease.auditId)).toBeUndefined();
  });

  test("fails with what broke its reading down", async () => {
    const db = await open();
    const { run } = await createScopeReading(db, {
      accounts,
      organization: () => Promise.reject(new Error("the thread ended")),
    });
    await expect(run()).rejects.toThrow("the thread ended");
  });

  test("finds by unit where accounts are that do not say, without asking about each", async () => {
    const db = await open();
    const onProd = policies(denyRoot({}, { targets: [PROD.id] }));
    const { run, lease, organization } = await createScopeReading(db, {
      accounts,
      units: [PROD],
      organization: () => readOrganizationFacts({ serviceControlPolicies: onProd }),
    });
    organization.saysUnits = false;
    await run();
    expect(organization.asked.filter((asked) => /^(in|describe) /.test(asked))).toEqual([`in ${PROD.id} A1`]);
    expect(await denyScp(db, lease)).toMatchObject({ status: "pass" });
  });

  test("does not know whom policies reach where AWS does not say", async () => {
    const onProd = policies(denyRoot({}, { targets: [PROD.id] }));
    const facts = { ...readOrganizationFacts({ serviceControlPolicies: onProd }), accounts: [accountOf(2)] };
    const refusing = { membersOf: () => () => Promise.reject(new AccountSourceError(refused)) };
    const placed = await placeAccounts(refusing, facts, "A1");
    expect(placed).toEqual({ ...facts, serviceControlPolicies: unread(refused) });
  });
});

async function denyScp(db: Database, { auditId }: Lease): Promise<Result | undefined> {
  const results = (await findOrganizationReading(db, auditId))?.results ?? [];
  return results.find(({ check }) => check === "org-root-deny-scp");
}

describeEachDatabase("an audit of less", (open) => {
  test.each([
    { kind: "account", accountId: inProd.id } as const,
    { kind: "unit", unitId: PROD.id, path: "Prod" } as const,
  ])("has nothing to say of the organization: $kind", async (scope) => {
    const db = await open();
    const { run, reader, lease } = await createScopeReading(db, { accounts, units: [PROD] }, { scope });
    await run();
    expect(reader.organizationRequests).toEqual([]);
    expect(await findOrganizationReading(db, lease.auditId)).toBeUndefined();
  });
});
