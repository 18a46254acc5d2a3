import { expect, test } from "vitest";
import { listUnits, saveUnits } from "../../src/store/organizational-units.ts";
import { at } from "../support/audits.ts";
import { describeEachDatabase } from "../support/databases.ts";

const prod = { id: "ou-1", name: "Prod", idPath: ["ou-1"], path: ["Prod"] };
const payments = {
  id: "ou-2",
  name: 'Pay, "ments"',
  idPath: ["ou-1", "ou-2"],
  path: ["Prod", 'Pay, "ments"'],
};
const lab = { id: "ou-3", name: "Lab", idPath: ["ou-3"], path: ["Lab"] };

describeEachDatabase("organizational units", (open) => {
  test("come back as they were stored, outer ones before those inside", async () => {
    const db = await open();
    await saveUnits(db, [payments, lab, prod], at(1));
    expect(await listUnits(db)).toEqual([lab, prod, payments]);
  });

  test("are replaced by those that were listed last: renamed, moved or gone", async () => {
    const db = await open();
    await saveUnits(db, [prod, payments, lab], at(1));
    const moved = { ...payments, idPath: ["ou-3", "ou-2"], path: ["Labs", payments.name] };
    const renamed = { ...lab, name: "Labs", path: ["Labs"] };
    await saveUnits(db, [renamed, moved], at(2));
    expect(await listUnits(db)).toEqual([renamed, moved]);
    await saveUnits(db, [], at(3));
    expect(await listUnits(db)).toEqual([]);
  });
});
