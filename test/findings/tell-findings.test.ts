import { expect, test } from "vitest";
import { eachByItself } from "../../src/findings/each-by-itself.ts";
import { expireFindings } from "../../src/findings/expire-findings.ts";
import { tellFindings } from "../../src/findings/tell-findings.ts";
import { tellRequests } from "../../src/findings/tell-requests.ts";
import { EditRefusedError } from "../../src/outbox/post-outcome.ts";
import type { Database } from "../../src/store/database.ts";
import { findFinding } from "../../src/store/findings.ts";
import { beginPost } from "../../src/store/posts.ts";
import { type AuditMessage, hasUntoldFindings, saveShown } from "../../src/store/shown-findings.ts";
import { auditOf } from "../support/audits.ts";
import { describeEachDatabase } from "../support/databases.ts";
import { createFindingSlack } from "../support/finding-slack.ts";
import { failing, findingsBench, people, retellings } from "../support/findings.ts";

const { ann, bob, eve, dan } = people;

/** A finding that the messages of two audits show, in one channel or in several. */
async function telling(db: Database, channels: readonly string[] = ["C1", "C1"]) {
  const bench = await findingsBench(db);
  const slack = createFindingSlack();
  const retold: string[] = [];
  const gone = new Set<string>();
  const refused = new Set<string>();
  const closed = new Set<string>();
  await bench.answer(failing("root-unused"));
  const messages: AuditMessage[] = [];
  for (const [index, channel] of channels.entries()) {
    const audit = await auditOf(db, []);
    const message = { channel, ts: `${index + 1}.0`, kind: "audit", auditId: audit.id } as const;
    await saveShown(db, message, [{ findingId: 1, version: 1 }]);
    messages.push(message);
  }
  const retell = async (message: AuditMessage) => {
    retold.push(message.ts);
    if (gone.has(message.ts)) return false;
    if (refused.has(message.ts)) throw new EditRefusedError("not_in_channel");
    const finding = await findFinding(db, 1);
    await saveShown(db, message, [{ findingId: 1, version: finding?.version ?? 0 }]);
    return true;
  };
  const dependencies = {
    ...bench,
    messenger: slack.messenger,
    retell: retellings(retell),
    whoMayAnswer: () => [eve, dan],
    peopleIn: async (ids: readonly string[]) => ids,
    mayShow: async (channel: string) => !closed.has(channel),
  };
  return {
    ...bench,
    slack,
    retold,
    gone,
    refused,
    closed,
    messages,
    tell: () => eachByItself([tellFindings, tellRequests], (each) => each(dependencies)),
    hasUntold: () => hasUntoldFindings(db, bench.clock.now()),
    told: () => slack.posted.splice(0).map((each) => `${each.kind} ${"place" in each ? each.place : ""}`),
  };
}

describeEachDatabase("what happened to a finding", (open) => {
  test("is told in every message that shows it, and in the thread of the newest of each channel", async () => {
    const db = await open();
    const { decide, tell, told, retold, hasUntold } = await telling(db, ["C1", "C1", "C2"]);
    expect(await hasUntold()).toBe(false);
    await decide(ann, { kind: "acknowledge" });
    expect(await hasUntold()).toBe(true);
    await tell();
    expect(retold).toEqual(["3.0", "2.0", "1.0"]);
    expect(told()).toEqual(["record C2 3.0", "record C1 2.0"]);
    expect(await hasUntold()).toBe(false);
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

  test("does not wait behind a message that Slack will not have edited; that is tried again later", async () => {
    const { decide, tell, told, retold, refused, hasUntold, clock } = await telling(await open());
    refused.add("2.0");
    await decide(ann, { kind: "acknowledge" });
    await decide(bob, { kind: "ask to extend", until: new Date("2026-12-03T09:00:00Z"), reason: "later" });
    await expect(tell()).rejects.toThrow("not_in_channel");
    expect(retold).toEqual(["2.0", "1.0"]);
    expect(told()).toContain("request C1 2.0");
    expect(await hasUntold()).toBe(false);
    await clock.advance(5 * 60_000);
    expect(await hasUntold()).toBe(true);
    refused.clear();
    await tell();
    expect(retold).toEqual(["2.0", "1.0", "2.0"]);
    expect(await hasUntold()).toBe(false);
  });

  test("is told neither in the thread nor in the message while others read the channel", async () => {
    const { decide, tell, told, retold, closed, clock } = await telling(await open(), ["C1", "D1"]);
    closed.add("C1").add("D1");
    await decide(ann, { kind: "acknowledge" });
    await tell();
    expect(retold.splice(0)).toEqual(["2.0"]);
    expect(told()).toEqual(["record D1 2.0"]);
    closed.clear();
    await clock.advance(5 * 60_000);
    await tell();
    expect(retold).toEqual(["1.0"]);
    expect(told()).toEqual(["record C1 1.0"]);
  });

  test("is told in the three newest messages of a channel; older ones stay as they are", async () => {
    const db = await open();
    const { decide, tell, retold, messages } = await telling(db, ["C1", "C1", "C2", "C1", "C1"]);
    await decide(ann, { kind: "acknowledge" });
    await tell();
    expect(retold).toEqual(["5.0", "4.0", "3.0", "2.0"]);
    const [oldest] = messages;
    if (oldest) await saveShown(db, oldest, [{ findingId: 1, version: 1 }]);
    await tell();
    expect(retold).toHaveLength(4);
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
    expect(told().toSorted()).toEqual(["answer C1 2.0", `answer ${ann}`, "record C1 2.0"]);
    await tell();
    expect(told()).toEqual([]);
  });

  test("is asked in the newest message, whatever that is about", async () => {
    const db = await open();
    const { decide, tell, told, days } = await telling(db);
    await saveShown(db, { channel: "C1", ts: "3.0", kind: "digest" }, [{ findingId: 1, version: 1 }]);
    await decide(ann, { kind: "ask to accept", until: days(9), ...plea });
    await tell();
    expect(told().toSorted()).toEqual(["record C1 3.0", "request C1 3.0"]);
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

  test.each<[string, readonly string[], readonly string[], readonly string[]]>([
    ["not in a direct message, though it is newer", ["C1", "D1"], [], ["request C1 1.0"]],
    ["directly where only a direct message shows it", ["D1"], [], [`request ${eve}`, `request ${dan}`]],
    ["in an older channel where the newest is not fit", ["C1", "C2"], ["C2"], ["request C1 1.0"]],
    ["directly where no channel is fit", ["C1"], ["C1"], [`request ${eve}`, `request ${dan}`]],
  ])("is asked %s", async (_, channels, unfit, expected) => {
    const { decide, tell, told, closed, days } = await telling(await open(), channels);
    for (const channel of unfit) closed.add(channel);
    await decide(ann, { kind: "ask to accept", until: days(9), ...plea });
    await tell();
    expect(told().filter((each) => each.startsWith("request"))).toEqual(expected);
  });

  test.each(["refused", "uncertain", "cut short"] as const)(
    "goes to people directly where the post in the channel was %s",
    async (state) => {
      const db = await open();
      const { decide, tell, told, slack, days, clock, hasUntold } = await telling(db, ["C1"]);
      await decide(ann, { kind: "ask to accept", until: days(9), ...plea });
      if (state === "cut short") {
        await beginPost(db, "request of F1 version 2 in C1", clock.now());
        await tell();
        expect(await hasUntold()).toBe(true);
        await clock.advance(36_000);
      } else slack.coming.push("refused", state); // the record in the thread comes first
      told();
      await tell();
      expect(told()).toEqual([`request ${eve}`, `request ${dan}`]);
      expect(await hasUntold()).toBe(false);
    },
  );

  test("that nobody can be asked about does not wait to be asked for ever, and its end is told", async () => {
    const bench = await telling(await open(), []);
    const { decide, tell, told, slack, days, hasUntold } = bench;
    await decide(ann, { kind: "ask to accept", until: days(9), ...plea });
    slack.coming.push("refused", "uncertain");
    await tell();
    expect(told()).toEqual([]);
    expect(await hasUntold()).toBe(false);
    await bench.clock.advance(4 * 86_400_000);
    await expireFindings(bench);
    expect(await hasUntold()).toBe(true);
    await tell();
    await tell();
    const [answer] = slack.posted;
    expect(answer).toMatchObject({ kind: "answer", place: ann, what: { kind: "lapsed" } });
    expect(told()).toEqual([`answer ${ann}`]);
    expect(await hasUntold()).toBe(false);
  });

  test("is asked of the others where one person cannot be reached, and of that one later", async () => {
    const { decide, tell, told, slack, days, hasUntold } = await telling(await open(), []);
    await decide(ann, { kind: "ask to accept", until: days(9), ...plea });
    slack.coming.push("not-sent");
    await expect(tell()).rejects.toThrow("could not be reached");
    expect(told()).toEqual([`request ${dan}`]);
    await tell();
    expect(told()).toEqual([`request ${eve}`]);
    expect(await hasUntold()).toBe(false);
  });

  test.each([
    ["approved", { kind: "approve" }, true],
    ["declined", { kind: "decline", reason: "no" }, true],
    ["taken back", { kind: "withdraw" }, false],
  ] as const)(
    "that is %s after somebody took the finding on: whoever asked is told of that, once",
    async (_, decision, isTold) => {
      const { decide, tell, slack, days, hasUntold } = await telling(await open());
      await decide(ann, { kind: "ask to accept", until: days(9), ...plea });
      await tell();
      await decide(bob, { kind: "acknowledge" });
      await decide(decision.kind === "withdraw" ? ann : eve, decision, { version: 2 });
      await Promise.all([tell(), tell()]);
      await tell();
      const answers = slack.posted.flatMap((each) =>
        each.kind === "answer" ? [[each.place, each.what.kind]] : [],
      );
      expect(answers).toContainEqual(["C1 2.0", decision.kind]);
      expect(answers.filter(([place]) => place === ann)).toEqual(isTold ? [[ann, decision.kind]] : []);
      expect(await hasUntold()).toBe(false);
    },
  );

  test("whose message Slack will not have edited is answered all the same, and the message later", async () => {
    const { decide, tell, told, slack, days, hasUntold, clock } = await telling(await open(), []);
    await decide(ann, { kind: "ask to accept", until: days(9), ...plea });
    await tell();
    told();
    await decide(eve, { kind: "approve" });
    slack.refusing.edits = true;
    await expect(tell()).rejects.toThrow("not_in_channel");
    expect(told()).toEqual([`answer ${ann}`]);
    expect(await hasUntold()).toBe(false);
    slack.refusing.edits = false;
    await clock.advance(5 * 60_000);
    await tell();
    expect(told()).toEqual([`answer ${eve} 1.0`, `answer ${dan} 2.0`]);
  });

  test("whose channel others read by then is answered all the same, and its message there later", async () => {
    const { decide, tell, told, days, closed, clock } = await telling(await open(), ["C1"]);
    await decide(ann, { kind: "ask to accept", until: days(9), ...plea });
    await tell();
    told();
    closed.add("C1");
    await decide(eve, { kind: "approve" });
    await tell();
    expect(told()).toEqual([`answer ${ann}`]);
    closed.clear();
    await clock.advance(5 * 60_000);
    await tell();
    expect(told()).toContain("answer C1 2.0");
  });
});
