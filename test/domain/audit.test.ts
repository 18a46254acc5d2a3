import { expect, test } from "vitest";
import { type Audit, type AuditState, auditName, isOver, scopeKey } from "../../src/domain/audit.ts";

const organization = { kind: "organization" } as const;
const unit = { kind: "unit", unitId: "ou-e1x4-prod0000", path: "Prod" } as const;
const account = { kind: "account", accountId: "000000000001" } as const;
const audit: Audit = {
  id: 87,
  scope: account,
  state: "queued",
  requestedBy: "U01",
  requestedAt: new Date("2026-11-23T09:00:00Z"),
  accountsDone: 0,
  accountsFailing: 0,
};

test("an audit is called by its number", () => {
  expect(auditName(87)).toBe("A87");
});

test("two audits of one scope have one key, of two scopes two; a unit stays itself when it is renamed", () => {
  const scopes = [
    organization,
    unit,
    { ...unit, unitId: "ou-e1x4-lab00000" },
    account,
    { ...account, accountId: "000000000002" },
  ];
  expect(new Set(scopes.map(scopeKey)).size).toBe(scopes.length);
  for (const scope of scopes) expect(scopeKey({ ...scope })).toBe(scopeKey(scope));
  expect(scopeKey({ ...unit, path: "Production" })).toBe(scopeKey(unit));
});

test.each<[AuditState, boolean]>([
  ["queued", false],
  ["running", false],
  ["finished", true],
  ["cancelled", true],
  ["interrupted", true],
])("an audit that is %s is over: %s", (state, over) => {
  expect(isOver({ ...audit, state })).toBe(over);
});
