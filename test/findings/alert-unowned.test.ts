import { expect, test } from "vitest";
import { alertUnowned } from "../../src/findings/alert-unowned.ts";
import { tellFindings } from "../../src/findings/tell-findings.ts";
import type { Database } from "../../src/store/database.ts";
import { hasUntoldFindings, saveShown } from "../../src/store/shown-findings.ts";
import { auditOf } from "../support/audits.ts";
import { describeEachDatabase } from "../support/databases.ts";
import { createFindingSlack } from "../support/finding-slack.ts";
import { failing, findingsBench, people, retellings } from "../support/findings.ts";

const { ann, bob } = people;
const MINUTE = 60_000;

/** A critical finding that nobody has taken on for half an hour. */
async function alerting(
  db: Database,
  {
    channels = ["C1", "C2"],
    operators = [ann],
  }: { channels?: readonly string[]; operators?: readonly string[] } = {},
) {
  const bench = await findingsBench(db);
  const slack = createFindingSlack();
  const closed = new Set<string>();
  const dependencies = {
    ...bench,
    messenger: slack.messenger,
    channels,
    operators,
    mayShow: async (channel: string) => channel.startsWith("C") && !closed.has(channel),
    peopleIn: async (ids: readonly string[]) =>
      ids.flatMap((id) => (id === "S1TEAM" ? [bob, "U6", "U7", "U8", "U9", "U10"] : [id])),
    retell: retellings(async () => true),
  };
  await bench.answer(failing("root-access-key", { severity: "critical" }));
  await bench.clock.advance(30 * MINUTE);
  return {
    ...bench,
    slack,
    closed,
    alert: () => alertUnowned(dependencies),
    tell: () => tellFindings(dependencies),
    places: () => slack.posted.splice(0).flatMap((told) => (told.kind === "alert" ? [told.place] : [])),
  };
}

describeEachDatabase("an alert of what nobody owns", (open) => {
  test("goes to the first fit channel: one that shows the finding, else one that is listed", async () => {
    const db = await open();
    const { alert, places, closed, answer, clock } = await alerting(db);
    closed.add("C1");
    await alert();
    expect(places()).toEqual(["C2"]);
    const shown = [{ findingId: 2, version: 1 }];
    await answer(failing("root-mfa", { severity: "critical" }));
    for (const [index, channel] of ["C3", "D1"].entries()) {
      const { id } = await auditOf(db, []);
      await saveShown(db, { channel, ts: `${index}.5`, kind: "audit", auditId: id }, shown);
    }
    await clock.advance(30 * MINUTE);
    await alert();
    expect(places()).toEqual(["C3"]);
  });

  test("goes to five operators, those in groups too, where no channel is fit", async () => {
    const { alert, places, slack, clock } = await alerting(await open(), {
      channels: [],
      operators: ["S1TEAM", ann],
    });
    slack.coming.push("refused");
    await alert();
    expect(places()).toEqual(["U6", "U7", "U8", "U9"]);
    await clock.advance(60 * MINUTE);
    await alert();
    expect(places()).toEqual([]);
  });

  test("is tried again after one minute, five, and then fifteen, three times in each place", async () => {
    const { alert, places, slack, clock } = await alerting(await open());
    const tries: number[] = [];
    slack.coming.push(...Array.from({ length: 10 }, () => "uncertain" as const));
    for (let minute = 0; minute <= 150; minute += 1) {
      const before = slack.coming.length;
      await alert();
      if (slack.coming.length < before || slack.posted.length > 0) tries.push(minute);
      if (slack.posted.length > 0) break;
      await clock.advance(MINUTE);
    }
    expect(tries).toEqual([0, 1, 6, 21, 36, 51, 66, 81, 96, 111, 126]);
    expect(places()).toEqual(["C1"]);
  });

  test.each([
    [3, "C2"],
    [6, ann],
  ])("that was not confirmed %i times goes to %s", async (count, place) => {
    const { alert, places, slack, clock } = await alerting(await open());
    for (let time = 0; time < count; time += 1) {
      slack.coming.push("uncertain");
      await alert();
      await clock.advance(15 * MINUTE);
    }
    await alert();
    expect(places()).toEqual([place]);
  });

  test("of what is found later does not wait for the tries before", async () => {
    const { alert, places, slack, clock, answer } = await alerting(await open());
    await answer(failing("root-mfa", { severity: "critical" }));
    await clock.advance(29 * MINUTE);
    for (const _ of [1, 2]) {
      slack.coming.push("uncertain");
      await alert();
      await clock.advance(MINUTE);
    }
    slack.posted.length = 0;
    await alert();
    expect(slack.posted).toEqual([{ kind: "alert", place: "C1", findingIds: [2] }]);
    expect(places()).toEqual(["C1"]);
  });

  test("is brought up to date until somebody has all that it names", async () => {
    const db = await open();
    const { alert, tell, slack, answer, clock, decide } = await alerting(db);
    await answer(failing("root-mfa", { severity: "critical" }));
    await clock.advance(30 * MINUTE);
    await alert();
    expect(slack.posted.splice(0)).toEqual([{ kind: "alert", place: "C1", findingIds: [1, 2] }]);
    expect(await hasUntoldFindings(db, clock.now())).toBe(false);
    await decide(ann, { kind: "acknowledge" });
    expect(await hasUntoldFindings(db, clock.now())).toBe(true);
    await tell();
    await decide(bob, { kind: "acknowledge" }, { findingId: 2 });
    await tell();
    expect(slack.posted.splice(0)).toEqual([
      { kind: "alert", place: "C1 1.0", findingIds: [2] },
      { kind: "alert", place: "C1 1.0", findingIds: [] },
    ]);
    await decide(bob, { kind: "assign", to: ann }, { findingId: 2 });
    expect(await hasUntoldFindings(db, clock.now())).toBe(false);
  });
});
