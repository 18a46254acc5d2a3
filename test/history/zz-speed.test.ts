import { test } from "vitest";
import { createHistory } from "../../src/history/history.ts";
import { auditOf, at } from "../support/audits.ts";
import { describeEachDatabase } from "../support/databases.ts";
import { createManualClock } from "../support/manual-clock.ts";
describeEachDatabase("speed", (open) => {
  test("x", { timeout: 300_000 }, async () => {
    const db = await open();
    const audits = [];
    for (let d = 0; d < 6; d++) audits.push(await auditOf(db, [], { from: at(d * 86_400) }));
    for (const a of audits)
      await db.query(`insert into account_reads (audit_id, account_id, read_at, results, failed, active)
        select $1, lpad(n::text, 12, '0'), $2, (select jsonb_agg(jsonb_build_object('check', c, 'status', 'fail', 'summary', repeat('x', 200), 'evidence', '[]'::jsonb)) from generate_series(1,15) c), case when n % 3 = 0 then '{"a":"critical","b":"low"}'::jsonb when n % 3 = 1 then '{"a":"medium","c":"info"}'::jsonb else '{}'::jsonb end, true from generate_series(1, 10000) n`, [a.id, a.finishedAt]);
    await db.query("update audits set followed_at = finished_at");
    await db.exec("analyze");
    const history = createHistory({ db, clock: createManualClock(at(86_400 * 40)), resultsDays: 7 });
    const time = async (what: string, f: () => Promise<unknown>) => { const s = performance.now(); const r = await f(); console.log(db.engine, what, Math.round(performance.now() - s), "ms", JSON.stringify(r)?.slice(0, 150)); };
    await time("note", () => history.note({ kind: "organization" }, audits[5]!.id));
    await time("note again", () => history.trendOf({ kind: "organization" }, audits[5]!.id));
    await time("history", () => history.organization());
    await time("account", () => history.account({ id: "000000000007" }));
    await time("rollUp", () => history.rollUp());
    await time("rollUp again", () => history.rollUp());
  });
});
