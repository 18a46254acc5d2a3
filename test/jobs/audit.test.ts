import { pino } from "pino";
import { expect, test } from "vitest";
import { createAuditTeller } from "../../src/audit/teller.ts";
import { auditJob } from "../../src/jobs/audit.ts";
import { addListener } from "../../src/store/audit-audience.ts";
import { findAudit, insertOrJoinAudit } from "../../src/store/audits.ts";
import { isFollowed, setFollowed } from "../../src/store/followed-audits.ts";
import { createAuditEngine } from "../support/audit-engine.ts";
import { createSlack } from "../support/audit-messenger.ts";
import { accountOf, at, organization } from "../support/audits.ts";
import { createBell } from "../support/bell.ts";
import { describeEachDatabase } from "../support/databases.ts";

const fitnessOf = async () => ({ isFit: true }) as const;
const never = new AbortController().signal;

describeEachDatabase("the job of an audit", (open) => {
  test("announces it, runs it, has the findings follow before it tells its result with the files, and rings for the rest", async () => {
    const db = await open();
    const { dependencies } = createAuditEngine(db, { accounts: [accountOf(1), accountOf(2)] });
    const slack = createSlack();
    const { queue, rung } = createBell();
    const log = pino({ level: "silent" });
    const { clock } = dependencies;
    const teller = createAuditTeller({ db, clock, messenger: slack.messenger, fitnessOf, log });
    const told: number[] = [];
    const follow = async (auditId: number) => {
      told.push(slack.messages.filter(({ state }) => state === "finished").length);
      await setFollowed(db, auditId, at(1));
    };
    const ended = async (auditId: number) => {
      expect(await isFollowed(db, auditId)).toBe(true);
      told.push(slack.messages.filter(({ state }) => state === "finished").length);
    };
    const job = auditJob({ ...dependencies, teller, queue, follow, ended });
    const { id } = await insertOrJoinAudit(db, { scope: organization, requestedBy: "U1", at: at(0) });
    await addListener(db, { auditId: id, userId: "U1", place: "C1" });
    await job.handle({ auditId: id }, never);
    expect(await findAudit(db, id)).toMatchObject({ state: "finished", accountsDone: 2 });
    expect(slack.messages).toMatchObject([{ state: "finished", files: "posted" }]);
    expect(told).toEqual([0, 0]);
    expect(rung).toEqual(["findings findings", "profiles profiles"]);
  });

  test("has the findings follow while it reads many accounts, and is none the worse where that fails", async () => {
    const db = await open();
    const accounts = Array.from({ length: 450 }, (_, index) => accountOf(index + 1));
    const { dependencies } = createAuditEngine(db, { accounts });
    const slack = createSlack();
    const log = pino({ level: "silent" });
    const { clock } = dependencies;
    const teller = createAuditTeller({ db, clock, messenger: slack.messenger, fitnessOf, log });
    const states: (string | undefined)[] = [];
    const follow = async (auditId: number) => {
      const state = (await findAudit(db, auditId))?.state;
      states.push(state);
      if (state === "running") throw new Error("the database was busy");
      await setFollowed(db, auditId, at(1));
    };
    const job = auditJob({
      ...dependencies,
      teller,
      queue: createBell().queue,
      follow,
      ended: async () => {},
    });
    const { id } = await insertOrJoinAudit(db, { scope: organization, requestedBy: "U1", at: at(0) });
    await job.handle({ auditId: id }, never);
    expect(states.slice(0, -1)).toContain("running");
    expect(states.at(-1)).toBe("finished");
  });
});
