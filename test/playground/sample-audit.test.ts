import { beforeAll, expect, test } from "vitest";
import { sampleOrganization } from "../../src/playground/sample-organization.ts";
import { CONTACT_CHECKS, organizationAnswers } from "../support/generated-truth.ts";
import { letRun } from "../support/manual-clock.ts";
import { auditAll, auditToTheEnd, type FileRow, verdictOf } from "../support/organization-audit.ts";
import { describeWorld } from "../support/world.ts";
import { ORGANIZATION_TRUTH, TRUTH } from "./sample-truth.ts";

const MINUTE = 60_000;
const settings = { ROOTCHECK_ROOT_SESSIONS: "fallback", ROOTCHECK_EMAIL_DOMAINS: "example.com" };
/** Those about which AWS cannot reach everybody, and one about which it can. */
const CONTACTS_READ = ["legacy-mail", "interns-playroom", "tidewater-crm", "tidewater-shop", "prod-web"];

describeWorld("the playground's company", { organization: sampleOrganization, settings }, (world) => {
  let told: Awaited<ReturnType<typeof auditToTheEnd>>;
  beforeAll(async () => {
    using _ = letRun(world().clock);
    told = await auditToTheEnd(world().slack);
  }, MINUTE);

  test("is found by an audit to be as its stories tell, contacts apart", () => {
    const isRead = ([check]: [string, string]) => !CONTACT_CHECKS.has(check);
    const expected = Object.entries(TRUTH).map(
      ([name, verdicts]) => [name, Object.fromEntries(Object.entries(verdicts).filter(isRead))] as const,
    );
    const rows = told.json.filter(({ accountId, check }) => accountId && !CONTACT_CHECKS.has(check));
    expect(verdictsByName(rows)).toEqual(Object.fromEntries(expected));
    expect(told.audit.coverage).toEqual({
      inScope: 27,
      read: 25,
      unread: [{ code: "denied-by-scp", accounts: 2 }],
      notActive: 4,
    });
  });

  test("has an organization as its story tells, with the policy that goes wrong and whom it misses", () => {
    expect(organizationAnswers(told.json)).toMatchObject(ORGANIZATION_TRUTH);
    const denial = told.json.find(({ check }) => check === "org-root-deny-scp")?.reason;
    expect(denial).toMatch(/^Root is not denied in \d+ of \d+ member accounts: Missed: .+ and \d+ more\. /);
    expect(denial).toContain(
      "deny-root-user (p-denyroot01), statement DenyRootUser stops rootcheck's root sessions in ",
    );
  });

  test.each([
    ["prod-ledger", /policy: p-denyroot01, statement DenyRootUser$/],
    ["incident-2231", /policy: p-quarantine, statement DenyEverybody$/],
  ])("names the policy and statement that keep it out of %s", (name, policy) => {
    const row = told.json.find((each) => each.accountName === name && each.check === "root-mfa");
    expect(row?.reason).toMatch(policy);
  });

  test("has the contacts that the stories tell", { timeout: MINUTE }, async () => {
    using _ = letRun(world().clock);
    const audits = await auditAll(
      world().slack,
      CONTACTS_READ.map((text) => ({ text })),
    );
    const rows = audits.flatMap(({ json }) => json);
    expect(verdictsByName(rows)).toEqual(
      Object.fromEntries(CONTACTS_READ.map((name) => [name, TRUTH[name]])),
    );
  });
});

function verdictsByName(rows: readonly FileRow[]) {
  const byName = Map.groupBy(
    rows.filter(({ check }) => check !== "coverage"),
    ({ accountName }) => accountName,
  );
  return Object.fromEntries(
    [...byName].map(([name, found]) => [
      name,
      Object.fromEntries(found.map((row) => [row.check, verdictOf(row)])),
    ]),
  );
}
