import { expect, test } from "vitest";
import { addListener, listListeners, listUntoldAudits, setTold } from "../../src/store/audit-audience.ts";
import { closeAudit } from "../../src/store/audits.ts";
import { setFollowed } from "../../src/store/followed-audits.ts";
import { at, startedAudit } from "../support/audits.ts";
import { describeEachDatabase } from "../support/databases.ts";

describeEachDatabase("who is told", (open) => {
  test("each place once, after the findings have followed, and only until it has been told", async () => {
    const db = await open();
    const lease = await startedAudit(db);
    const { auditId } = lease;
    await addListener(db, { auditId, userId: "U1", place: "C1" });
    await addListener(db, { auditId, userId: "U1", place: "C1" });
    await addListener(db, { auditId, userId: "U2", place: "C1" });
    await addListener(db, { auditId, userId: "U2", place: "U2" });
    expect(await listListeners(db, auditId)).toEqual([
      { auditId, userId: "U1", place: "C1", isTold: false },
      { auditId, userId: "U2", place: "U2", isTold: false },
    ]);
    expect(await listUntoldAudits(db)).toEqual([]);
    await closeAudit(db, lease, { state: "finished", at: at(5) });
    expect(await listUntoldAudits(db)).toEqual([]);
    await setFollowed(db, auditId, at(5));
    expect(await listUntoldAudits(db)).toEqual([auditId]);
    await setTold(db, { auditId, place: "C1" }, at(6));
    expect(await listUntoldAudits(db)).toEqual([auditId]);
    const isTold = (await listListeners(db, auditId)).map((listener) => listener.isTold);
    expect(isTold).toEqual([true, false]);
    await setTold(db, { auditId, place: "U2" }, at(6));
    expect(await listUntoldAudits(db)).toEqual([]);
  });
});
