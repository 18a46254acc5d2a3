import { pino } from "pino";
import { expect, test } from "vitest";
import { AccountSourceError } from "../../src/accounts/account-source.ts";
import { createUnitDirectory } from "../../src/accounts/units.ts";
import type { OrganizationalUnit } from "../../src/domain/account.ts";
import type { Database } from "../../src/store/database.ts";
import { createOrganization, refused } from "../support/account-source.ts";
import { accountOf, idOf } from "../support/audits.ts";
import { describeEachDatabase } from "../support/databases.ts";
import { createManualClock } from "../support/manual-clock.ts";

const MINUTE = 60_000;

function unit(id: string, name: string, parent?: OrganizationalUnit): OrganizationalUnit {
  return { id, name, idPath: [...(parent?.idPath ?? []), id], path: [...(parent?.path ?? []), name] };
}

const prod = unit("ou-e1x4-prod0000", "Prod");
const payments = unit("ou-e1x4-pay00000", "Payments", prod);
const lab = unit("ou-e1x4-lab00000", "Lab");
const labPayments = unit("ou-e1x4-pay11111", "payments", lab);
const units = [prod, payments, lab, labPayments];

const accounts = [
  accountOf(1, { unitIds: [] }),
  accountOf(2, { unitIds: prod.idPath }),
  accountOf(3, { unitIds: payments.idPath }),
  accountOf(4, { unitIds: labPayments.idPath }),
];

function setUp(db: Database) {
  const clock = createManualClock();
  const organization = createOrganization(accounts, units);
  const { source } = organization;
  const directory = createUnitDirectory({ db, source, clock, log: pino({ level: "silent" }) });
  return {
    directory,
    organization,
    clock,
    found: async (words: string) => (await directory.find(words)).found.map(({ id }) => id),
  };
}

describeEachDatabase("organizational units", (open) => {
  test("are found by id, name and path, whatever the case and the blanks, and all of one name", async () => {
    const { found, directory, organization } = setUp(await open());
    expect(await found(payments.id)).toEqual([payments.id]);
    expect(await found("OU-E1X4-PAY00000")).toEqual([payments.id]);
    expect(await found(" pROD ")).toEqual([prod.id]);
    expect(await found("Payments")).toEqual([labPayments.id, payments.id]);
    for (const path of ["Prod / Payments", "prod/payments", "PROD /Payments", " Prod/ payments "])
      expect(await found(path)).toEqual([payments.id]);
    expect(await directory.find("prod")).toEqual({ found: [prod], nearest: [] });
    expect(organization.asked).toEqual(["units look-up"]);
  });

  test("are suggested where none is called so, unless an id was asked for", async () => {
    const { directory } = setUp(await open());
    expect(await directory.find("paymnets")).toEqual({ found: [], nearest: [labPayments, payments] });
    expect(await directory.find("zzzzzzzz")).toEqual({ found: [], nearest: [] });
    expect(await directory.find("ou-e1x4-pay22222")).toEqual({ found: [], nearest: [] });
  });

  test("are listed anew after an hour, or a minute where none is found", async () => {
    const { found, organization, clock } = setUp(await open());
    await found("Prod");
    organization.units = [unit("ou-e1x4-new00000", "New")];
    expect(await found("New")).toEqual([]);
    await clock.advance(MINUTE + 1);
    expect(await found("Prod")).toEqual([prod.id]);
    expect(await found("New")).toEqual(["ou-e1x4-new00000"]);
    await clock.advance(60 * MINUTE);
    organization.units = units;
    expect(await found("New")).toEqual(["ou-e1x4-new00000"]);
    await clock.advance(1);
    expect(await found("Prod")).toEqual([prod.id]);
  });

  test("are those known where AWS cannot be asked", async () => {
    const { found, organization, clock } = setUp(await open());
    organization.refusal = refused;
    expect(await found("Prod")).toEqual([]);
    organization.refusal = undefined;
    await found("Prod");
    await clock.advance(61 * MINUTE);
    organization.refusal = refused;
    expect(await found("Prod")).toEqual([prod.id]);
  });
});

describeEachDatabase("the accounts under a unit", (open) => {
  test("are those that say so, and AWS is not asked", async () => {
    const { directory, organization } = setUp(await open());
    const of = directory.membersOf(prod.id, "A1");
    expect((await of(accounts)).map(({ id }) => id)).toEqual([idOf(2), idOf(3)]);
    expect(await directory.membersOf("ou-e1x4-gone0000", "A1")(accounts)).toEqual([]);
    expect(organization.asked).toEqual([]);
  });

  test("are asked of AWS once where the accounts do not say, for the unit and all under it", async () => {
    const { directory, organization } = setUp(await open());
    const silent = accounts.map(({ unitIds: _, ...account }) => account);
    const of = directory.membersOf(prod.id, "A1");
    expect((await of(silent.slice(0, 2))).map(({ id }) => id)).toEqual([idOf(2)]);
    expect((await of(silent.slice(2))).map(({ id }) => id)).toEqual([idOf(3)]);
    expect(organization.asked).toEqual(["units A1", `in ${prod.id} A1`, `in ${payments.id} A1`]);
  });

  test("are not told where AWS refuses: a part of them would look like all", async () => {
    const { directory, organization } = setUp(await open());
    organization.refusal = refused;
    const [account] = accounts.map(({ unitIds: _, ...rest }) => rest);
    const asking = directory.membersOf(prod.id, "A1")(account ? [account] : []);
    await expect(asking).rejects.toThrow(AccountSourceError);
  });
});
