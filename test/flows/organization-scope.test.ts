import { describe, expect, test } from "vitest";
import { type GenerationOptions, generateOrganization } from "../../src/local-aws/generated-organization.ts";
import { organization } from "../../src/local-aws/organization.ts";
import type { LocalAwsOptions } from "../../src/local-aws/start.ts";
import { mistakes, settingsOf, trueAnswers, trueCoverage } from "../support/generated-truth.ts";
import { letRun } from "../support/manual-clock.ts";
import { auditAll, auditToTheEnd, type ToldAudit } from "../support/organization-audit.ts";
import { describeEachWorld, describeWorld, NOW, type World } from "../support/world.ts";

/** About two accounts of each kind. */
const SMALL: GenerationOptions = { accounts: 66, seed: 11, kind: "even", now: NOW };
const PATIENCE = { timeout: 120_000 };

type Switches = NonNullable<LocalAwsOptions["switches"]>;

function world(options: GenerationOptions, switches: Switches = {}) {
  const generated = generateOrganization(options);
  return {
    truth: generated.truth,
    options: {
      organization: () => organization(generated.organization),
      settings: settingsOf("off"),
      aws: { switches },
    },
  };
}

async function audit(of: World, text = ""): Promise<ToldAudit> {
  using _ = letRun(of.clock);
  return await auditToTheEnd(of.slack, { text });
}

const way = { way: "off", contacts: "not read yet" } as const;

describe.each<[string, GenerationOptions, Switches]>([
  ["a delegated administrator", SMALL, {}],
  ["the management account", { ...SMALL, caller: "management" }, {}],
  ["somebody whose lists have empty pages", SMALL, { emptyPages: true, pageSize: 7 }],
  ["somebody who is only told State", SMALL, { accountState: "state" }],
  ["somebody who is only told Status", SMALL, { accountState: "status" }],
])("an audit of an organization by %s", (_, generation, switches) => {
  const { truth, options } = world(generation, switches);
  // The older word calls an account active that has not been activated yet.
  const told = truth.filter(
    ({ archetype }) => switches.accountState !== "status" || archetype !== "pending-activation",
  );

  // Which words AWS uses is nothing to the database.
  describeWorld("on one", options, (at) => {
    test("gives every verdict as it is in truth", PATIENCE, async () => {
      const { json } = await audit(at());
      const ids = new Set(told.map(({ accountId }) => accountId));
      const rows = json.filter(({ accountId }) => ids.has(accountId));
      expect(mistakes(rows, trueAnswers({ truth: told, ...way }))).toEqual({ missing: [], surplus: [] });
      // Without an account's id: what is said of the organization itself.
      expect(new Set(json.flatMap(({ accountId }) => accountId || [])).size).toBe(truth.length);
    });
  });
});

describe.each([true, false])("an audit of a unit, where accounts come with their paths: %s", (paths) => {
  const { truth, options } = world(SMALL, { paths });
  const accounts = organization(generateOrganization(SMALL).organization).accounts;
  const under = (path: string) =>
    truth.filter(({ accountId }) => `${accounts.get(accountId)?.ou ?? ""}/`.startsWith(`${path}/`));
  const directlyIn = (path: string) => truth.filter(({ accountId }) => accounts.get(accountId)?.ou === path);
  const [outer = ""] = [...accounts.values()]
    .map(({ ou }) => ou.split("/").slice(0, 1).join("/"))
    .filter((path) => path !== "" && under(path).length > directlyIn(path).length)
    .toSorted((one, other) => under(other).length - under(one).length);

  describeEachWorld("on", options, (at) => {
    test("reads everything under it and nothing else", PATIENCE, async () => {
      const told = await audit(at(), outer);
      const members = under(outer);
      expect(members.length).toBeLessThan(truth.length);
      expect(told.audit.scope).toMatchObject({ kind: "unit", path: outer });
      expect(mistakes(told.json, trueAnswers({ truth: members, ...way }))).toEqual({
        missing: [],
        surplus: [],
      });
      expect(told.audit.coverage).toEqual(trueCoverage({ truth: members, way: "off" }));
    });
  });
});

describe("an audit of one account", () => {
  const { truth, options } = world({ ...SMALL, accounts: 34 });

  describeEachWorld("on", options, (at) => {
    test("gives every verdict as it is in truth, contacts too", PATIENCE, async () => {
      using _ = letRun(at().clock, 3);
      const told = await auditAll(
        at().slack,
        truth.map(({ accountId }) => ({ text: accountId })),
      );
      const rows = told.flatMap(({ json }) => json);
      expect(mistakes(rows, trueAnswers({ truth, way: "off", contacts: "read" }))).toEqual({
        missing: [],
        surplus: [],
      });
      expect(told).toHaveLength(truth.length);
    });
  });
});
