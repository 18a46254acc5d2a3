import { expect, test } from "vitest";
import { saveAccounts } from "../../src/store/accounts.ts";
import { listShownIn } from "../../src/store/shown-findings.ts";
import { accountOf, idOf, pass } from "../support/audits.ts";
import { describeEachDatabase } from "../support/databases.ts";
import { ann, DAY, daily, digestsBench, HOUR } from "../support/digests.ts";
import { failing } from "../support/findings.ts";

const MINUTE = 60_000;
const none = { total: 0, findingIds: [] };

describeEachDatabase("a digest", (open) => {
  test("tells where things stand the first time, with the list in its thread, then only what has changed", async () => {
    const db = await open();
    const bench = await digestsBench(db);
    const { answer, make, nextDay, said, slack } = bench;
    await make();
    await answer(failing("root-mfa", { severity: "critical" }));
    await answer(failing("root-email", { fingerprint: { mail: "one" } }));
    await nextDay();
    expect(said()).toMatchObject({
      ...{ digestId: 1, slotAt: new Date("2026-11-24T09:00:00Z"), isLate: false, skipped: 0 },
      open: { critical: 1, high: 1, medium: 0, low: 0, info: 0 },
      worst: { total: 2, findingIds: [1, 2] },
      audit: { id: 1, coverage: { inScope: 1, read: 1, unread: [], notActive: 0 } },
      nextAt: new Date("2026-11-25T09:00:00Z"),
    });
    expect(said().changes).toBeUndefined();
    expect(slack.posted).toMatchObject([{ channel: "C1", thread: ["rootcheck-findings.csv"] }]);
    expect([...(slack.posted[0]?.shown.views.keys() ?? [])].toSorted()).toEqual([1, 2]);
    expect(await listShownIn(db, { channel: "C1", ts: "1.0" })).toEqual([1, 2]);

    await bench.decide(ann, { kind: "snooze", until: bench.days(2) }, { findingId: 2 });
    await answer(pass("root-mfa"));
    await answer(failing("root-unused"));
    await answer(failing("root-mfa"), idOf(2));
    await answer(pass("root-mfa"), idOf(2));
    await nextDay();
    expect(said().changes).toMatchObject({
      since: new Date("2026-11-24T09:00:00Z"),
      appeared: { total: 1, findingIds: [3] },
      fixed: { total: 1, findingIds: [1] },
      ...{ reopened: none, closed: none, overdue: none },
      ...{ joined: { total: 0 }, left: { total: 0 } },
      coverageBefore: { inScope: 1, read: 1 },
    });
    expect(said().expiring).toEqual({ total: 1, findingIds: [2] });

    await answer(failing("root-mfa"));
    await answer(failing("root-email", { fingerprint: { mail: "other" } }));
    await nextDay();
    expect(said().changes).toMatchObject({ reopened: { total: 2 }, appeared: none, fixed: none });
    await nextDay();
    expect(said().changes).toMatchObject({ reopened: none, appeared: none, fixed: none, overdue: none });
    expect(await bench.states()).toEqual(["posted", "posted", "posted", "posted"]);
  });

  test("tells what has become overdue once, what was closed, and which accounts have come and gone", async () => {
    const db = await open();
    const bench = await digestsBench(db, { clockRuns: true });
    const { answer, audit, make, clock, said } = bench;
    const engine = bench.engine();
    await saveAccounts(db, [accountOf(2)], { seenAt: clock.now(), described: true });
    await make();
    await answer(failing("root-mfa", { severity: "critical" }));
    await clock.advance(DAY);
    await audit({ accounts: [1, 2] });
    await engine.tick();
    expect(said().overdue).toBe(0);
    await clock.advance(DAY);
    await audit({ accounts: [1, 3] });
    await engine.tick();
    expect(said()).toMatchObject({
      overdue: 1,
      changes: {
        overdue: { total: 1, findingIds: [1] },
        joined: { total: 1, accounts: [{ id: idOf(3), name: idOf(3) }] },
        left: { total: 1, accounts: [{ id: idOf(2), name: "team-2" }] },
      },
    });
    await answer({
      ...{ check: "root-mfa", status: "not_applicable", summary: [], evidence: [] },
      reason: { code: "account-not-active", text: "closed" },
    });
    await bench.nextDay();
    expect(said().changes).toMatchObject({
      overdue: none,
      closed: { total: 1, findingIds: [1] },
      fixed: none,
    });
  });

  test("of one account names it, wherever it is listed, and charts what it fails", async () => {
    const db = await open();
    const bench = await digestsBench(db);
    const { digests } = bench.engine();
    const scope = { kind: "account", accountId: idOf(1) } as const;
    const account = { id: idOf(1), name: "team-1" };
    expect(await digests.add({ ...daily, scope }, { by: ann, place: "C1" })).not.toHaveProperty("account");
    await saveAccounts(db, [accountOf(1), accountOf(2)], { seenAt: bench.clock.now(), described: true });
    bench.slack.slack.hasCharts = false;
    const counts = { critical: 0, high: 0, medium: 0, low: 0, info: 0 };
    const day = { accounts: { ...counts, high: 1 }, inScope: 1, read: 1 };
    bench.trend.push({ ...day, day: "2026-11-23", failures: { ...counts, high: 3, info: 9 } });
    await bench.nextDay();
    await bench.pass(60_000);
    expect(bench.slack.posted).toMatchObject([
      { shown: { account }, alts: ["Checks that fail: 3 on 2026-11-23"] },
    ]);
    expect(bench.charted).toEqual(["checks"]);
    expect(await digests.list()).toMatchObject([{ account, last: { state: "posted" } }]);
    expect(await digests.pause(1, { by: ann, place: "C1" })).toMatchObject({ account });
    await digests.retell({ channel: "C1", ts: "1.0" });
    expect(bench.slack.posted[0]?.shown.account).toEqual(account);
  });

  test("is quiet where its owner wants that and there is nothing to say, but not when asked", async () => {
    const bench = await digestsBench(await open());
    const { answer, make, nextDay, slack } = bench;
    const id = await make({ isSilentWhenGreen: true });
    await answer(failing("root-mfa"));
    await nextDay();
    await answer(pass("root-mfa"));
    await nextDay();
    expect(slack.posted).toHaveLength(2);
    await nextDay();
    await bench.engine().digests.runNow(id, { by: ann, place: "C1" });
    await bench.pass(10_000);
    await answer(failing("root-email"));
    await nextDay();
    expect(await bench.states()).toEqual(["posted", "posted", "quiet", "posted", "posted"]);
    expect(bench.said().changes?.appeared.findingIds).toEqual([2]);
  });

  test("says what was skipped even where it would be quiet, and then is quiet again", async () => {
    const bench = await digestsBench(await open());
    const { make, clock, nextDay } = bench;
    await make({ isSilentWhenGreen: true });
    await nextDay();
    await clock.advance(2 * DAY);
    await nextDay();
    expect(bench.said()).toMatchObject({ skipped: 2 });
    await nextDay();
    expect(await bench.states()).toEqual(["posted", "skipped", "skipped", "posted", "quiet"]);
  });

  test("comes late after a short outage; what an outage of days has swallowed is skipped, and said", async () => {
    const bench = await digestsBench(await open());
    const { make, clock, audit, states, said } = bench;
    const engine = bench.engine();
    await make();
    await bench.nextDay();
    await clock.advance(3 * DAY + 90 * MINUTE);
    await audit();
    await engine.tick();
    expect(await states()).toEqual(["posted", "skipped", "skipped", "posted"]);
    expect(said()).toMatchObject({ isLate: true, skipped: 2 });
    await clock.advance(DAY + HOUR);
    await engine.tick();
    expect(await states()).toEqual(["posted", "skipped", "skipped", "posted", "skipped"]);
    await bench.nextDay();
    expect(said()).toMatchObject({ isLate: false, skipped: 1 });
    expect((await bench.find()).nextAt).toEqual(new Date("2026-11-30T09:00:00Z"));
  });
});
