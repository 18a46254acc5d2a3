import { expect, test } from "vitest";
import { tellFindings } from "../../src/findings/tell-findings.ts";
import { tellRequests } from "../../src/findings/tell-requests.ts";
import type { Database } from "../../src/store/database.ts";
import { findFinding } from "../../src/store/findings.ts";
import { hasUntoldFindings, type ShowingMessage, saveShown } from "../../src/store/shown-findings.ts";
import { auditOf } from "../support/audits.ts";
import { describeEachDatabase } from "../support/databases.ts";
import { createFindingSlack } from "../support/finding-slack.ts";
import { failing, findingsBench, people } from "../support/findings.ts";

const { ann, bob, eve, dan } = people;

/** A finding that the messages of two audits show, in one channel or in several. */
async function telling(db: Database, channels: readonly string[] = ["C1", "C1"]) {
  const bench = await findingsBench(db);
  const slack = createFindingSlack();
  const retold: string[] = [];
  const gone = new Set<string>();
  await bench.answer(failing("root-unused"));
  const messages: ShowingMessage[] = [];
  for (const [index, channel] of channels.entries()) {
    const audit = await auditOf(db, []);
    const message = { channel, ts: `${index + 1}.0`, auditId: audit.id };
    await saveShown(db, message, [{ findingId: 1, version: 1 }]);
    messages.push(message);
  }
  const retell = async (message: ShowingMessage) => {
    retold.push(message.ts);
    if (gone.has(message.ts)) return false;
    const finding = await findFinding(db, 1);
    await saveShown(db, message, [{ findingId: 1, version: finding?.version ?? 0 }]);
    return true;
  };
  const dependencies = {
    ...bench,
    messenger: slack.messenger,
    retell,
    whoMayAnswer: () => [eve, dan],
    peopleIn: async (ids: readonly string[]) => ids,
  };
  return {
    ...bench,
    slack,
    retold,
    gone,
    tell: async () => {
      await tellFindings(dependencies);
      await tellRequests(dependencies);
    },
    told: () => slack.posted.splice(0).map((each) => `${each.kind} ${"place" in each ? each.place : ""}`),
  };
}

describeEachDatabase("what happened to a finding", (open) => {
  test("is told in every message that shows it, and in the thread of the newest of each channel", async () => {
    const db = await open();
    const { decide, tell, told, retold } = await telling(db, ["C1", "C1", "C2"]);
    expect(await hasUntoldFindings(db)).toBe(false);
    await decide(ann, { kind: "acknowledge" });
    expect(await hasUntoldFindings(db)).toBe(true);
    await tell();
    expect(retold).toEqual(["3.0", "2.0", "1.0"]);
    expect(told()).toEqual(["record C2 3.0", "record C1 2.0"]);
    expect(await hasUntoldFindings(db)).toBe(false);
    await tell();
    expect(told()).toEqual([]);
  });

  test("is told once, each thing in its order, by several processes", async () => {
    const { decide, tell, slack, days } = await telling(await open());
    await decide(ann, { kind: "acknowledge" });
    await decide(ann, { kind: "snooze", until: days(2) });
    await Promise.all([tell(), tell(), tell()]);
    const kinds = slack.posted.flatMap((each) => (each.kind === "record" ? [each.what.kind] : []));
    expect(kinds).toEqual(["acknowledge", "snooze"]);
  });

  test("is not tried again in a message that is gone", async () => {
    const db = await open();
    const { decide, tell, gone, retold } = await telling(db);
    gone.add("1.0");
    await decide(ann, { kind: "acknowledge" });
    await tell();
    retold.length = 0;
    await decide(bob, { kind: "assign", to: bob });
    await tell();
    expect(retold).toEqual(["2.0"]);
  });
});

describeEachDatabase("a request", (open) => {
  const plea = { reason: "it is being replaced", compensatingControl: "an alarm" };

  test("is asked in the thread of the newest message, once, and turns into its answer", async () => {
    const db = await open();
    const { decide, tell, slack, told, days } = await telling(db);
    await decide(ann, { kind: "ask to accept", until: days(9), ...plea });
    await Promise.all([tell(), tell()]);
    expect(slack.posted.filter(({ kind }) => kind === "request")).toEqual([
      { kind: "request", place: "C1 2.0", findingId: 1, approvers: [eve, dan] },
    ]);
    told();
    await decide(eve, { kind: "approve" });
    await tell();
    expect(told().toSorted()).toEqual(["answer C1 2.0", "record C1 2.0"]);
    await tell();
    expect(told()).toEqual([]);
  });

  test("is asked directly where no message shows the finding, and not of who asks", async () => {
    const { decide, tell, told, days } = await telling(await open(), []);
    await decide(ann, { kind: "ask to accept", until: days(9), ...plea });
    await tell();
    expect(told()).toEqual([`request ${eve}`, `request ${dan}`]);
    await decide(ann, { kind: "withdraw" });
    await decide(bob, { kind: "ask to extend", until: days(9), ...plea });
    await tell();
    expect(told().toSorted()).toEqual(
      ["answer U3EVE 1.0", "answer U4DAN 2.0", `request ${dan}`, `request ${eve}`].toSorted(),
    );
  });
});
