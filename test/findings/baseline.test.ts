import { expect, test } from "vitest";
import { alertUnowned } from "../../src/findings/alert-unowned.ts";
import { startClock } from "../../src/findings/baseline.ts";
import { followAudit } from "../../src/findings/follow-audit.ts";
import { remind } from "../../src/findings/remind.ts";
import { listLogEntries } from "../../src/store/audit-log.ts";
import { findBaseline, findClockStart } from "../../src/store/baseline.ts";
import { auditOf, type Found, fail, idOf, pass } from "../support/audits.ts";
import { describeEachDatabase } from "../support/databases.ts";
import { createFindingSlack } from "../support/finding-slack.ts";
import { findingsBench, people } from "../support/findings.ts";

const HOUR = 3_600_000;

/** A thousand accounts, four hundred of which fail: a hundred each of four kinds. */
const accounts = Array.from({ length: 1000 }, (_, index): Found => {
  const kinds = [
    fail("root-access-key", "critical"),
    fail("root-mfa-hardware", "medium"),
    fail("root-email", "medium"),
    fail("security-contact", "low"),
  ];
  const failing = index < 400 ? kinds[index % kinds.length] : undefined;
  return { id: idOf(index + 1), results: [failing ?? pass("root-mfa")] };
});

describeEachDatabase("the first audit of a thousand accounts", (open) => {
  test("is grouped by cause, and tells nobody anything until the clock is started; then the right people", {
    timeout: 60_000,
  }, async () => {
    const db = await open();
    const bench = await findingsBench(db, { clockRuns: false });
    const slack = createFindingSlack();
    const owners = {
      ofAccounts: async (found: readonly { readonly id: string }[]) =>
        new Map(found.map(({ id }) => [id, { owner: people.ann, lead: people.bob, because: "a rule" }])),
      ofOrganization: () => undefined,
    };
    const dependencies = {
      ...bench,
      owners,
      messenger: slack.messenger,
      channels: ["C1SECURITY"],
      mayShow: async () => true,
      operators: [],
      peopleIn: async (ids: readonly string[]) => ids,
      peopleBehind: async (id: string) => [id],
      people: { ...bench.people, detailsOf: async () => ({ name: "Ann", timeZone: "UTC", isActive: true }) },
    };
    const { id } = await auditOf(
      db,
      accounts.map((found) => ({ ...found })),
      { from: bench.clock.now() },
    );
    const known = accounts.map(({ id: account }) => account);
    await db.query(
      `insert into accounts (id, name, is_management, partition, ou_path, seen_at, described)
       select id, id, false, 'aws', '{}', $2, false from unnest($1::text[]) as given(id)`,
      [known, bench.clock.now()],
    );
    const early = startClock(dependencies, { by: people.ann, place: "C1" });
    await expect(early).rejects.toMatchObject({ code: "no_baseline" });
    const inPart = await auditOf(db, accounts.slice(0, 1), {
      scope: { kind: "account", accountId: idOf(1) },
      from: bench.clock.now(),
    });
    await followAudit(dependencies, inPart.id);
    await expect(startClock(dependencies, { by: people.ann, place: "C1" })).rejects.toMatchObject({
      code: "no_baseline",
    });
    expect(await findBaseline(db)).toEqual({ groups: [], findings: 0 });
    expect(await findClockStart(db)).toBeUndefined();
    await followAudit(dependencies, id);

    const rounds = async (hours: number) => {
      for (let hour = 0; hour < hours; hour += 12) {
        await bench.clock.advance(12 * HOUR);
        await alertUnowned(dependencies);
        await remind(dependencies);
      }
    };
    expect(await findBaseline(db)).toEqual({
      findings: 400,
      groups: [
        { check: "root-access-key", severity: "critical", findings: 100 },
        { check: "root-email", severity: "medium", findings: 100 },
        { check: "root-mfa-hardware", severity: "medium", findings: 100 },
        { check: "security-contact", severity: "low", findings: 100 },
      ],
    });
    await rounds(24 * 40);
    expect(slack.posted).toEqual([]);

    const started = await startClock(dependencies, { by: people.ann, place: "C1" });
    expect(started.started?.by).toBe(people.ann);
    expect((await startClock(dependencies, { by: people.bob, place: "C2" })).started?.by).toBe(people.ann);
    const entries = await listLogEntries(db, { after: 0, limit: 10 });
    expect(entries.map(({ action, actor, place }) => [action, actor, place])).toEqual([
      ["clock-started", people.ann, "C1"],
    ]);

    await alertUnowned(dependencies);
    expect(slack.posted).toEqual([]);
    await bench.clock.advance(HOUR / 2);
    await alertUnowned(dependencies);
    await bench.clock.advance(HOUR);
    await alertUnowned(dependencies);
    const alerts = slack.posted.flatMap((post) => (post.kind === "alert" ? [post.findingIds.length] : []));
    expect(alerts).toEqual([100]);

    slack.posted.length = 0;
    await rounds(24 * 4);
    const reminders = slack.posted.flatMap((post) => (post.kind === "reminder" ? [post] : []));
    expect(new Set(reminders.map(({ to }) => to))).toEqual(new Set([people.ann]));
    expect(new Set(reminders.flatMap(({ items }) => items.map(({ view }) => view.finding.check)))).toEqual(
      new Set(["root-access-key"]),
    );
  });
});
