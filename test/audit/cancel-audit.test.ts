import { expect, test } from "vitest";
import { cancelAudit } from "../../src/audit/cancel-audit.ts";
import { createLogAppender, listLogEntries } from "../../src/store/audit-log.ts";
import { findAudit } from "../../src/store/audits.ts";
import { at, endedAudit, startedAudit } from "../support/audits.ts";
import { describeEachDatabase } from "../support/databases.ts";
import { createManualClock } from "../support/manual-clock.ts";

describeEachDatabase("cancelling an audit", (open) => {
  test("is entered in the log for everyone who asks, until it is over", async () => {
    const db = await open();
    const lease = await startedAudit(db);
    const { auditId } = lease;
    const dependencies = {
      db,
      appendToLog: createLogAppender({ key: undefined }),
      clock: createManualClock(at(5)),
    };
    expect(await cancelAudit(dependencies, { auditId, by: "U1", place: "C1" })).toBe(true);
    expect(await cancelAudit(dependencies, { auditId, by: "U2", place: "D2" })).toBe(true);
    expect(await findAudit(db, auditId)).toMatchObject({ cancelledBy: "U1" });
    await endedAudit(db, lease, { state: "cancelled", at: at(9) });
    expect(await cancelAudit(dependencies, { auditId, by: "U3", place: "C1" })).toBe(false);
    const entries = await listLogEntries(db, { after: 0, limit: 10 });
    expect(
      entries.map(({ at: when, actor, action, subject, place }) => [when, actor, action, subject, place]),
    ).toEqual([
      [at(5), "U1", "audit-cancelled", `A${auditId}`, "C1"],
      [at(5), "U2", "audit-cancelled", `A${auditId}`, "D2"],
    ]);
  });
});
