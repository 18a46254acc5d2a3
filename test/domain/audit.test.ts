import { expect, test } from "vitest";
import { type Audit, type AuditState, auditName, isOver, scopeKey } from "../../src/domain/audit.ts";

const scope = { kind: "account", accountId: "000000000001" } as const;
const audit: Audit = {
  id: 87,
  scope,
  state: "queued",
  requestedBy: "U01",
  requestedAt: new Date("2026-11-23T09:00:00Z"),
  accountsRead: 0,
};

test("an audit is called by its number", () => {
  expect(auditName(87)).toBe("A87");
});

test("two audits of one account have one key, of two accounts two", () => {
  expect(scopeKey(scope)).toBe(scopeKey({ ...scope }));
  expect(scopeKey(scope)).not.toBe(scopeKey({ ...scope, accountId: "000000000002" }));
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
