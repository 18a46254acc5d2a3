import { expect, test } from "vitest";
import { decide } from "../../src/findings/decide.ts";
import { listLogEntries } from "../../src/store/audit-log.ts";
import { listEvents } from "../../src/store/findings.ts";
import { saveSubjectOwners } from "../../src/store/subject-owners.ts";
import { describeEachDatabase } from "../support/databases.ts";
import { ACCOUNT, failing, findingsBench, people } from "../support/findings.ts";

const { ann, bob, eve, dan, vic } = people;
const plea = { reason: "a drill" };

describeEachDatabase("a decision", (open) => {
  test("is kept with its event and its entry in the log, and the messages are rung for", async () => {
    const db = await open();
    const bench = await findingsBench(db);
    await bench.answer(failing());
    const outcome = await bench.decide(ann, { kind: "acknowledge" });
    expect(outcome).toMatchObject({
      kind: "done",
      view: { finding: { state: "acknowledged", version: 2, owner: { id: ann } }, isBaseline: false },
    });
    expect((await listEvents(db, 1)).map(({ by, what }) => [by, what.kind])).toEqual([
      [undefined, "found"],
      [ann, "acknowledge"],
    ]);
    const [entry] = await listLogEntries(db, { after: 0, limit: 1 });
    expect(entry).toMatchObject({ actor: ann, action: "decision", subject: "F1" });
    expect(JSON.parse(entry?.details ?? "")).toMatchObject({
      account: "111111111111",
      check: "root-access-key",
      decision: "acknowledge",
      before: { state: "open" },
      after: { state: "acknowledged", owner: ann },
    });
    expect(bench.rung).toEqual([1]);
  });

  test("is one, of twenty times two people at the same moment, and the other learns whose", async () => {
    const db = await open();
    const bench = await findingsBench(db);
    for (let trial = 1; trial <= 20; trial += 1) {
      await bench.answer(failing(`check-${trial}`));
      const outcomes = await Promise.all(
        [ann, bob].map((by) => bench.decide(by, { kind: "acknowledge" }, { findingId: trial })),
      );
      const done = outcomes.filter(({ kind }) => kind === "done");
      const refused = outcomes.filter(({ kind }) => kind === "refused");
      expect([done.length, refused.length]).toEqual([1, 1]);
      const winner = done[0]?.view.finding.owner?.id;
      expect(refused[0]).toMatchObject({ why: "already owned", last: { by: winner } });
    }
    expect(await listLogEntries(db, { after: 0, limit: 50 })).toHaveLength(20);
  });

  test("about something else than was seen is refused", async () => {
    const bench = await findingsBench(await open());
    await bench.answer(failing());
    const until = bench.days(3);
    await bench.answer(failing("root-access-key", { severity: "critical" }));
    expect(await bench.decide(ann, { kind: "snooze", until: bench.days(1) }, { version: 1 })).toMatchObject({
      kind: "refused",
      why: "changed meanwhile",
    });
    expect(await bench.decide(ann, { kind: "snooze", until }, { version: 2 })).toMatchObject({
      kind: "refused",
      why: "too long",
      latest: bench.days(1),
    });
  });

  test.each<[string, string]>([
    ["a viewer acknowledges nothing", vic],
    ["an approver decides nothing that is an operator's", eve],
  ])("%s", async (_, by) => {
    const db = await open();
    const bench = await findingsBench(db);
    await bench.answer(failing());
    await expect(bench.decide(by, { kind: "acknowledge" })).rejects.toMatchObject({
      code: "not_allowed",
      needs: "operator",
      permission: { whoCan: [ann, bob] },
    });
    expect(await listLogEntries(db, { after: 0, limit: 1 })).toEqual([]);
  });

  test("to accept a risk takes an approver who neither asked for it nor owns it, also by a group", async () => {
    const bench = await findingsBench(await open());
    await bench.answer(failing());
    await bench.decide(ann, { kind: "assign", to: "S1TEAM" });
    const asked = await bench.decide(bob, {
      kind: "ask to accept",
      reason: "it is being replaced",
      compensatingControl: "an alarm",
      until: bench.days(30),
    });
    expect(asked).toMatchObject({ kind: "done", view: { finding: { state: "acknowledged" } } });
    await expect(bench.decide(ann, { kind: "approve" })).rejects.toMatchObject({ needs: "approver" });
    expect(await bench.decide(eve, { kind: "approve" })).toMatchObject({ why: "own finding" });
    expect(await bench.decide(dan, { kind: "approve" })).toMatchObject({
      kind: "done",
      view: { finding: { state: "accepted", exception: { requestedBy: bob, approvedBy: dan } } },
    });
  });

  test.each<[string, string, { ruled?: string; before?: string; since?: readonly string[] }]>([
    ["whose it is by the rules", eve, { ruled: eve }],
    ["whose group's it is by the rules, though somebody took it on", eve, { ruled: "S1TEAM", before: ann }],
    ["who owned it when it was asked and has given it away", eve, { before: eve, since: [ann] }],
    ["who has owned it in between", dan, { before: ann, since: [dan, "S1TEAM", bob] }],
    ["whose group owned it when it was asked", eve, { before: "S1TEAM", since: [ann] }],
  ])("to accept a risk is not for somebody %s", async (_, by, { ruled, before, since = [] }) => {
    const db = await open();
    const bench = await findingsBench(db);
    await bench.answer(failing());
    if (ruled)
      await saveSubjectOwners(db, [ACCOUNT], {
        owners: [{ subject: ACCOUNT, owner: ruled, because: "a rule" }],
        at: bench.clock.now(),
      });
    await bench.decide(ann, { kind: "assign", to: dan });
    await bench.decide(ann, { kind: "assign", to: before ?? bob });
    await bench.decide(bob, { kind: "ask to accept", reason: "it is needed", until: bench.days(30) });
    for (const to of since) await bench.decide(ann, { kind: "assign", to });
    expect(await bench.decide(by, { kind: "approve" })).toMatchObject({
      kind: "refused",
      why: "own finding",
    });
  });

  test("to approve what has been replaced by another request meanwhile is refused", async () => {
    const bench = await findingsBench(await open());
    await bench.answer(failing("root-unused"));
    await bench.decide(ann, { kind: "explain", ...plea });
    const { access } = bench;
    const slow = {
      ...bench,
      access: {
        mayAct: async (...asked: Parameters<typeof access.mayAct>) => {
          const permission = await access.mayAct(...asked);
          await bench.decide(ann, { kind: "withdraw" });
          await bench.decide(ann, { kind: "ask to accept", until: bench.days(5), ...plea });
          return permission;
        },
      },
    };
    const outcome = await decide(slow, { findingId: 1, by: bob, decision: { kind: "approve" } });
    expect(outcome).toMatchObject({ kind: "refused", why: "changed meanwhile" });
  });

  test.each<[string, string, RegExp]>([
    ["who is from elsewhere", "U9OUT", /other companies/],
    ["who may not even read", "U8NOROLE", /has no role here/],
    ["that is a group which Slack does not resolve", "S9GONE", /who is in this group/],
  ])("gives it to nobody %s", async (_, to, why) => {
    const bench = await findingsBench(await open());
    await bench.answer(failing());
    const decision = { kind: "assign", to } as const;
    const given = bench.decide(ann, decision);
    await expect(given).rejects.toMatchObject({ code: "assignee", message: expect.stringMatching(why) });
  });

  test("about a finding that is not there is refused", async () => {
    const bench = await findingsBench(await open());
    await expect(bench.decide(ann, { kind: "acknowledge" }, { findingId: 7 })).rejects.toThrow(
      "There is no finding F7",
    );
  });
});
