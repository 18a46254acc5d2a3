import { expect, test } from "vitest";
import type { PersonDetails } from "../../src/access/access.ts";
import { expireFindings } from "../../src/findings/expire-findings.ts";
import { remind } from "../../src/findings/remind.ts";
import type { Database } from "../../src/store/database.ts";
import { saveSubjectOwners } from "../../src/store/subject-owners.ts";
import { describeEachDatabase } from "../support/databases.ts";
import { createFindingSlack } from "../support/finding-slack.ts";
import { ACCOUNT, failing, findingsBench, people } from "../support/findings.ts";

const { ann, bob, eve } = people;
const HOUR = 3_600_000;

/** A bench that reminds every hour; it is Monday, nine o'clock, in UTC. */
async function reminding(db: Database, details: Readonly<Record<string, Partial<PersonDetails>>> = {}) {
  const bench = await findingsBench(db);
  const slack = createFindingSlack();
  const detailsOf = async (user: string): Promise<PersonDetails> => ({
    name: user,
    timeZone: "UTC",
    isActive: true,
    ...details[user],
  });
  const resolving = { isBroken: false };
  const peopleBehind = async (id: string) => {
    if (id !== "S1TEAM") return [id];
    return resolving.isBroken ? undefined : [bob, eve];
  };
  const dependencies = {
    ...bench,
    messenger: slack.messenger,
    peopleBehind,
    operators: [eve, "S2OPERATORS", people.dan],
    people: { ...bench.people, detailsOf },
  };
  const told: string[] = [];
  return {
    ...bench,
    slack,
    resolving,
    /** Whose the account is by the rules. */
    async rule(owner: string, lead?: string) {
      const owned = { subject: ACCOUNT, owner, because: "a rule", ...(lead !== undefined && { lead }) };
      await saveSubjectOwners(db, [ACCOUNT], { owners: [owned], at: bench.clock.now() });
    },
    remindNow: () => remind(dependencies),
    /** Who was reminded of how much, when, through so many hours. */
    async hours(count: number) {
      for (let hour = 0; hour < count; hour += 1) {
        await bench.clock.advance(HOUR);
        await remind(dependencies);
        for (const post of slack.posted.splice(0))
          if (post.kind === "reminder")
            told.push(
              `${bench.clock.now().toISOString().slice(5, 13)} ${post.to}: ${post.items.map(({ why }) => why).join(", ")}`,
            );
      }
      return told.splice(0);
    },
  };
}

describeEachDatabase("reminders", (open) => {
  test("come the day before, on the day, three and seven days after, then weekly to the lead", async () => {
    const db = await open();
    const { answer, hours, clock } = await reminding(db);
    const owned = { subject: ACCOUNT, owner: ann, lead: bob, because: "a rule" };
    await saveSubjectOwners(db, [ACCOUNT], { owners: [owned], at: clock.now() });
    await answer(failing("root-access-key", { severity: "high" }));
    expect(await hours(24 * 34)).toEqual([
      `11-30T09 ${ann}: due today`,
      `12-03T09 ${ann}: overdue`,
      `12-07T09 ${ann}: overdue`,
      `12-14T09 ${bob}: overdue, told as the owner's lead`,
      `12-21T09 ${bob}: overdue, told as the owner's lead`,
    ]);
  });

  test("are one message a day for a person, and everybody's own in a group", async () => {
    const { answer, decide, hours } = await reminding(await open());
    for (const check of ["root-mfa", "root-email", "root-unused"]) await answer(failing(check));
    await decide(ann, { kind: "acknowledge" });
    await decide(ann, { kind: "assign", to: "S1TEAM" }, { findingId: 2 });
    await decide(ann, { kind: "acknowledge" }, { findingId: 3 });
    expect(await hours(24 * 7 + 1)).toEqual([
      `11-30T09 ${ann}: due today, due today`,
      `11-30T09 ${bob}: due today`,
      `11-30T09 ${eve}: due today`,
    ]);
  });

  test("wait for the person's own morning, wherever that is", async () => {
    const { answer, decide, hours } = await reminding(await open(), {
      [ann]: { timeZone: "America/Los_Angeles" },
      [bob]: { timeZone: "Asia/Kolkata" },
    });
    await answer(failing("root-mfa", { severity: "critical" }));
    await answer(failing("root-email", { severity: "critical" }));
    await decide(ann, { kind: "acknowledge" });
    await decide(bob, { kind: "acknowledge" }, { findingId: 2 });
    expect(await hours(36)).toEqual([`11-24T04 ${bob}: due today`, `11-24T17 ${ann}: due today`]);
  });

  test("go to the lead where the owner has left", async () => {
    const db = await open();
    const { answer, hours, clock } = await reminding(db, { [ann]: { isActive: false } });
    const owned = { subject: ACCOUNT, owner: ann, lead: bob, because: "a rule" };
    await saveSubjectOwners(db, [ACCOUNT], { owners: [owned], at: clock.now() });
    await answer(failing("root-mfa", { severity: "critical" }));
    expect(await hours(25)).toEqual([`11-24T09 ${bob}: overdue, told as the owner's lead`]);
  });

  test("go on weekly to the owner where there is no lead, or the lead has left", async () => {
    const { rule, answer, hours } = await reminding(await open(), { [bob]: { isActive: false } });
    const weekly = [
      `11-30T09 ${ann}: due today`,
      ...["12-03", "12-07", "12-14", "12-21"].map((day) => `${day}T09 ${ann}: overdue`),
    ];
    await rule(ann);
    await answer(failing("root-access-key", { severity: "high" }));
    expect(await hours(24 * 16)).toEqual(weekly.slice(0, 3));
    await rule(ann, bob);
    expect(await hours(24 * 18)).toEqual(weekly.slice(3));
  });

  test.each<[string, string, readonly string[]]>([
    ["whom the rules name", bob, [bob]],
    ["the operators who are named in person, where they name nobody else", ann, [eve, people.dan]],
  ])("go to %s where the owner has left without a lead", async (_, ruled, reminded) => {
    const { rule, answer, decide, hours } = await reminding(await open(), { [ann]: { isActive: false } });
    await rule(ruled);
    await answer(failing("root-mfa", { severity: "critical" }));
    await decide(ann, { kind: "acknowledge" });
    expect(await hours(25)).toEqual(reminded.map((person) => `11-24T09 ${person}: due today`));
  });

  test("wait where Slack cannot say for a moment who is in a group", async () => {
    const { rule, answer, hours, resolving } = await reminding(await open());
    await rule("S1TEAM", ann);
    await answer(failing("root-mfa", { severity: "critical" }));
    resolving.isBroken = true;
    expect(await hours(25)).toEqual([]);
    resolving.isBroken = false;
    expect(await hours(1)).toEqual([bob, eve].map((person) => `11-24T11 ${person}: due today`));
  });

  test("are not for what is snoozed, accepted or resolved, and come again when a snooze is over", async () => {
    const bench = await reminding(await open());
    const { answer, decide, hours, days } = bench;
    await answer(failing("root-mfa", { severity: "high" }));
    await decide(ann, { kind: "acknowledge" });
    await decide(ann, { kind: "snooze", until: days(7) });
    expect(await hours(24 * 7 - 2)).toEqual([]);
    await bench.clock.advance(2 * HOUR);
    await expireFindings(bench);
    expect(await hours(2)).toEqual([`11-30T10 ${ann}: due today`]);
  });

  test("are given again where Slack was not reached, and not where nobody knows", async () => {
    const bench = await reminding(await open());
    await bench.answer(failing("root-mfa", { severity: "critical" }));
    await bench.decide(ann, { kind: "acknowledge" });
    await bench.clock.advance(24 * HOUR);
    bench.slack.coming.push("not-sent", "uncertain");
    await expect(bench.remindNow()).rejects.toThrow("could not be reached");
    await bench.remindNow();
    await bench.remindNow();
    expect(bench.slack.posted).toEqual([]);
    expect(await bench.hours(48)).toEqual([`11-25T09 ${ann}: overdue`]);
  });
});
