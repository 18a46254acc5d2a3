import { expect, test } from "vitest";
import { AccountSourceError } from "../../src/accounts/account-source.ts";
import { accountsInScope } from "../../src/audit/accounts-in-scope.ts";
import type { Account } from "../../src/domain/account.ts";
import type { Scope } from "../../src/domain/audit.ts";
import { findAccountIdsInScope, findAudit } from "../../src/store/audits.ts";
import type { Database } from "../../src/store/database.ts";
import { refused } from "../support/account-source.ts";
import { createAuditEngine } from "../support/audit-engine.ts";
import { accountOf, idOf, organization, startedAudit } from "../support/audits.ts";
import { describeEachDatabase } from "../support/databases.ts";

const prod = { id: "ou-e1x4-prod0000", name: "Prod", idPath: ["ou-e1x4-prod0000"], path: ["Prod"] };
const unit: Scope = { kind: "unit", unitId: prod.id, path: "Prod" };
const accounts = [
  accountOf(1, { unitIds: [] }),
  accountOf(2, { unitIds: [prod.id] }),
  accountOf(3, { unitIds: [prod.id] }),
];

async function setUp(db: Database) {
  const { dependencies, organization: aws } = createAuditEngine(db, { accounts, units: [prod] });
  return {
    aws,
    async begin(scope: Scope) {
      const lease = await startedAudit(db, { scope });
      const audit = await findAudit(db, lease.auditId);
      if (!audit) throw new Error("the audit was not stored");
      return {
        id: audit.id,
        list: () => accountsInScope(dependencies, lease, audit),
        fixed: () => findAccountIdsInScope(db, audit.id),
      };
    },
  };
}

async function idsOf(pages: AsyncIterable<readonly Account[]>): Promise<readonly string[]> {
  const ids: string[] = [];
  for await (const page of pages) ids.push(...page.map(({ id }) => id));
  return ids;
}

describeEachDatabase("the accounts in an audit's scope", (open) => {
  test("are those that AWS lists of it, under the audit's name", async () => {
    const { aws, begin } = await setUp(await open());
    const scopes: readonly (readonly [Scope, readonly number[], string])[] = [
      [organization, [1, 2, 3], "list"],
      [unit, [2, 3], "list"],
      [{ ...unit, unitId: "ou-e1x4-gone0000" }, [], "list"],
      [{ kind: "account", accountId: idOf(2) }, [2], `describe ${idOf(2)}`],
      [{ kind: "account", accountId: idOf(9) }, [], `describe ${idOf(9)}`],
    ];
    for (const [scope, numbers, call] of scopes) {
      const { id, list, fixed } = await begin(scope);
      expect(await idsOf(list())).toEqual(numbers.map(idOf));
      expect(await fixed()).toEqual(numbers.map(idOf));
      expect(aws.asked.splice(0)[0]).toBe(`${call} A${id}`);
    }
  });

  test("are fixed once the list is whole: an audit that is taken up again does not list anew", async () => {
    const { aws, begin } = await setUp(await open());
    const { list, fixed } = await begin(organization);
    for await (const page of list()) if (page.length > 0) break;
    expect(await fixed()).toBeUndefined();
    aws.accounts = [...accounts, accountOf(4)];
    expect(await idsOf(list())).toHaveLength(4);
    aws.accounts = [accountOf(5)];
    aws.refusal = refused;
    expect(await idsOf(list())).toEqual([1, 2, 3, 4].map(idOf));
  });

  test("are not told where AWS refuses", async () => {
    const { aws, begin } = await setUp(await open());
    const { list, fixed } = await begin(unit);
    aws.refusal = refused;
    await expect(idsOf(list())).rejects.toThrow(AccountSourceError);
    expect(await fixed()).toBeUndefined();
  });
});
