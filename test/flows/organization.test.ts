import { beforeAll, describe, expect, test } from "vitest";
import { generateOrganization } from "../../src/local-aws/generated-organization.ts";
import { organization } from "../../src/local-aws/organization.ts";
import { spoken } from "../support/conversation.ts";
import {
  accountsFailing,
  mistakes,
  organizationAnswers,
  settingsOf,
  trueAnswers,
  trueCoverage,
  WAYS_OF_READING,
} from "../support/generated-truth.ts";
import { letRun } from "../support/manual-clock.ts";
import { auditToTheEnd, type ToldAudit } from "../support/organization-audit.ts";
import { describeEachWorld, NOW } from "../support/world.ts";

const ACCOUNTS = 1_000;
const MINUTES = 60_000;

const { organization: specification, truth } = generateOrganization({
  accounts: ACCOUNTS,
  seed: 7,
  kind: "even",
  now: NOW,
});

describe.each(WAYS_OF_READING)("an audit of a thousand accounts, root sessions %s", (way) => {
  const options = { organization: () => organization(specification), settings: settingsOf(way) };
  const expectation = { truth, way, contacts: "not read yet" } as const;

  describeEachWorld("on", options, (world) => {
    let told: ToldAudit;
    beforeAll(async () => {
      using _ = letRun(world().clock);
      told = await auditToTheEnd(world().slack);
    }, 5 * MINUTES);

    test("gives every verdict as it is in truth, none missing, none twice", () => {
      expect(mistakes(told.json, trueAnswers(expectation))).toEqual({ missing: [], surplus: [] });
      expect(told.audit).toMatchObject({ state: "finished", scope: { kind: "organization" } });
    });

    test("judges the organization itself", () => {
      expect(organizationAnswers(told.json)).toMatchObject({
        "org-root-credentials-management": "pass",
        "org-root-sessions": "pass",
        "org-iam-delegated-admin": "pass",
        "org-root-deny-scp": "fail medium",
        "root-activity-alert": "unknown access-denied",
        coverage: expect.stringMatching(/^fail (critical|high)$/),
      });
    });

    test("says the same in CSV and JSON", () => {
      expect(told.csv.map(withoutApostrophe)).toEqual(told.json);
    });

    test("tells the same coverage and the same headline as is true", () => {
      const coverage = trueCoverage(expectation);
      expect(told.audit.coverage).toEqual(coverage);
      const text = spoken(told.message.blocks);
      expect(text).toContain(
        `${accountsFailing(expectation)} of ${coverage.inScope} accounts need attention`,
      );
      expect(text).toContain(`${coverage.read} of ${coverage.inScope} read`);
    });

    test("says of every reason for which accounts could not be read what it is, and names one of them", () => {
      const text = spoken(told.message.blocks);
      const untold = trueCoverage(expectation).unread.filter(({ code }) => {
        const rows = told.json.filter(({ accountId, reason }) => accountId && reason.startsWith(`${code}: `));
        return !rows.some(
          ({ accountId, reason }) => text.includes(accountId) && text.includes(reason.slice(code.length + 2)),
        );
      });
      expect(untold).toEqual([]);
    });
  });
});

/** A spreadsheet would run a cell that begins with `=`. */
function withoutApostrophe<Row extends { readonly accountName: string }>(row: Row): Row {
  return { ...row, accountName: row.accountName.replace(/^'(?=[=+\-@])/, "") };
}
