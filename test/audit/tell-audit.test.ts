import { pino } from "pino";
import { describe, expect, test } from "vitest";
import type { AuditMessenger, AuditReport, PostOutcome } from "../../src/audit/audit-messenger.ts";
import { tellAudit } from "../../src/audit/tell-audit.ts";
import { addListener, listUntoldAudits } from "../../src/store/audit-audience.ts";
import { claimAudit, closeAudit, insertOrJoinAudit, listUnclaimedAudits } from "../../src/store/audits.ts";
import type { Database } from "../../src/store/database.ts";
import { beginPost } from "../../src/store/posts.ts";
import { describeEachDatabase } from "../support/databases.ts";
import { createManualClock } from "../support/manual-clock.ts";

const scope = { kind: "account", accountId: "111111111111" } as const;

/** Slack as far as telling goes: what stands where, and what the next calls come to. */
function createSlack() {
  const messages: { place: string; state: string }[] = [];
  const coming: (PostOutcome["state"] | "throws")[] = [];
  const held: { place: string; go: () => void }[] = [];
  let holding = false;
  const wait = (place: string) =>
    holding ? new Promise<void>((go) => held.push({ place, go })) : Promise.resolve();
  const messenger: AuditMessenger = {
    async postAudit(place, { audit }) {
      await wait(place);
      const outcome = coming.shift() ?? "posted";
      if (outcome !== "posted")
        return { state: outcome === "throws" ? "uncertain" : outcome, detail: "test" };
      messages.push({ place, state: audit.state });
      return { state: "posted", channel: place, ts: String(messages.length - 1) };
    },
    async updateAudit({ channel, ts }, { audit }: AuditReport) {
      await wait(channel);
      if (coming.shift() === "throws") throw new Error("no answer");
      const message = messages[Number(ts)];
      if (!message) return false;
      message.state = audit.state;
      return true;
    },
  };
  return {
    messenger,
    messages,
    coming,
    /** Holds calls from now on until they are let go. */
    hold: () => {
      holding = true;
    },
    letGo: () => {
      holding = false;
      for (const { go } of held.splice(0)) go();
    },
    isHeld: () => held.length > 0,
  };
}

async function setUp(db: Database, ...places: readonly string[]) {
  const clock = createManualClock();
  const slack = createSlack();
  const dependencies = { db, clock, messenger: slack.messenger, log: pino({ level: "silent" }) };
  const { id: auditId } = await insertOrJoinAudit(db, { scope, requestedBy: "U1", at: clock.now() });
  const lease = { auditId, owner: "worker" };
  await claimAudit(db, lease, { now: clock.now(), until: new Date(clock.now().getTime() + 9e9) });
  for (const place of places) await addListener(db, { auditId, userId: "U1", place });
  return {
    ...slack,
    clock,
    tell: () => tellAudit(dependencies, auditId),
    close: () => closeAudit(db, lease, { state: "finished", at: clock.now() }),
    untold: () => listUntoldAudits(db),
  };
}

describeEachDatabase("telling of an audit", (open) => {
  test("turns one message a place from progress into the result", async () => {
    const { tell, close, messages, untold } = await setUp(await open(), "C1", "C2");
    await tell();
    expect(messages.map(({ state }) => state)).toEqual(["running", "running"]);
    await close();
    await tell();
    await tell();
    expect(messages.map(({ state }) => state)).toEqual(["finished", "finished"]);
    expect(await untold()).toEqual([]);
  });

  test("progress that arrives after the result was told is put right", async () => {
    const { tell, close, messages, hold, letGo, isHeld } = await setUp(await open(), "C1");
    await tell();
    hold();
    const late = tell();
    while (!isHeld()) await new Promise((resolve) => setImmediate(resolve));
    await close();
    letGo();
    await tell();
    await late;
    expect(messages).toEqual([{ place: "C1", state: "finished" }]);
  });

  test("a post that another process is making is left to it", async () => {
    const { tell, close, messages, hold, letGo, isHeld, untold } = await setUp(await open(), "C1");
    await close();
    hold();
    const first = tell();
    while (!isHeld()) await new Promise((resolve) => setImmediate(resolve));
    const second = tell();
    await second;
    expect(await untold()).toHaveLength(1);
    letGo();
    await first;
    expect(messages).toEqual([{ place: "C1", state: "finished" }]);
    expect(await untold()).toEqual([]);
  });

  test("a post that was cut short is made up for by another message, once nobody can be at it any more", async () => {
    const db = await open();
    const { tell, close, messages, clock, untold } = await setUp(db, "C1");
    const [auditId] = await listUnclaimedAudits(db, new Date("2100-01-01"));
    await beginPost(db, `audit A${auditId} in C1`, clock.now());
    await close();
    await tell();
    expect(messages).toEqual([]);
    expect(await untold()).toEqual([auditId]);
    await clock.advance(36_000);
    await tell();
    expect(messages).toEqual([{ place: "C1", state: "finished" }]);
    expect(await untold()).toEqual([]);
  });

  describe("a result whose post fails", () => {
    test.each<[string, readonly (PostOutcome["state"] | "throws")[], readonly string[]]>([
      ["uncertainly is posted anew in its place", ["uncertain"], ["C1"]],
      ["twice goes to the asker directly", ["uncertain", "uncertain"], ["U1"]],
      ["by refusal goes to the asker directly", ["refused", "refused"], ["U1"]],
    ])("%s", async (_, outcomes, places) => {
      const { tell, close, messages, coming, untold } = await setUp(await open(), "C1");
      coming.push(...outcomes);
      await close();
      await tell();
      expect(messages.map(({ place }) => place)).toEqual(places);
      expect(await untold()).toEqual([]);
    });

    test("because Slack was not reached is tried again under the same key", async () => {
      const { tell, close, messages, coming, untold } = await setUp(await open(), "C1");
      await close();
      coming.push("not-sent");
      await expect(tell()).rejects.toThrow("Slack could not be reached");
      expect(await untold()).toHaveLength(1);
      await tell();
      expect(messages).toEqual([{ place: "C1", state: "finished" }]);
      expect(await untold()).toEqual([]);
    });
  });

  test("one place's trouble does not keep the result from another", async () => {
    const { tell, close, messages, coming, untold } = await setUp(await open(), "C1", "C2");
    await tell();
    await close();
    coming.push("throws");
    await expect(tell()).rejects.toThrow("no answer");
    expect(messages.map(({ state }) => state).toSorted()).toEqual(["finished", "running"]);
    await tell();
    expect(messages.map(({ state }) => state)).toEqual(["finished", "finished"]);
    expect(await untold()).toEqual([]);
  });
});
