import { setImmediate } from "node:timers/promises";
import { pino } from "pino";
import { describe, expect, test } from "vitest";
import type { KeyReport } from "../../src/access-keys/key-messenger.ts";
import type { KeysToRead } from "../../src/access-keys/key-reader.ts";
import { readOrganizationKeys } from "../../src/access-keys/read-organization-keys.ts";
import { createAccountDirectory } from "../../src/accounts/directory.ts";
import type { AccountKeys } from "../../src/domain/access-key.ts";
import type { PostOutcome } from "../../src/outbox/post-outcome.ts";
import type { Database } from "../../src/store/database.ts";
import { addKeyLook, listKeyLooks } from "../../src/store/key-looks.ts";
import { findKeyReadingTime } from "../../src/store/key-readings.ts";
import { findMilestone } from "../../src/store/milestones.ts";
import { createOrganization, refused } from "../support/account-source.ts";
import { accountOf, at, idOf } from "../support/audits.ts";
import { describeEachDatabase } from "../support/databases.ts";
import { createManualClock, letRun } from "../support/manual-clock.ts";

const never = new AbortController().signal;
const ONE_KEY: AccountKeys = { keys: [{ user: "ada", status: "active" }], asOf: at(0), troubles: {} };

interface Given {
  readonly accounts?: number;
  /** What AWS answers; one key where absent. */
  readonly answer?: (request: KeysToRead) => AccountKeys | Promise<AccountKeys>;
  readonly post?: () => PostOutcome;
  readonly onUpdate?: (report: KeyReport) => void;
}

async function setUp(db: Database, { accounts = 3, answer = () => ONE_KEY, post, onUpdate }: Given = {}) {
  const clock = createManualClock(at(0));
  const log = pino({ level: "silent" });
  const organization = createOrganization(
    Array.from({ length: accounts }, (_, index) => accountOf(index + 1)),
  );
  const asked: string[] = [];
  const told: [to: string, KeyReport][] = [];
  const directory = createAccountDirectory({ db, source: organization.source, clock, log });
  const dependencies = {
    ...{ db, clock, log, directory, concurrency: 2 },
    reader: {
      readKeys: async (request: KeysToRead) => {
        asked.push(`${Number(request.account.id)} ${request.report}`);
        return answer(request);
      },
    },
    messenger: {
      postKeys: async (to: string, report: KeyReport): Promise<PostOutcome> => {
        told.push([to, report]);
        return post?.() ?? { state: "posted", channel: `D${to}`, ts: `${told.length}` };
      },
      updateKeys: async ({ channel }: { channel: string }, report: KeyReport) => {
        told.push([channel.slice(1), report]);
        onUpdate?.(report);
        return true;
      },
    },
  };
  return {
    ...{ clock, organization, asked, told },
    look: (user: string) => addKeyLook(db, { requestedBy: user, requestedAt: clock.now() }),
    read: async (signal = never) => {
      using _running = letRun(clock, 10);
      await readOrganizationKeys(dependencies, signal);
    },
    endOf: (user: string) => told.findLast(([to]) => to === user)?.[1],
  };
}

describeEachDatabase("the organization's access keys", (open) => {
  test("are read once for all who wait, and nobody waits any more", async () => {
    const db = await open();
    const { look, read, asked, told, endOf } = await setUp(db);
    await read();
    expect(told).toEqual([]);
    await look("U1");
    await look("U2");
    await read();
    expect(asked.toSorted()).toEqual(["1 ask", "2 ask", "3 ask"]);
    const summary = { total: 3, read: 3, accounts: 3 };
    for (const user of ["U1", "U2"]) expect(endOf(user)).toMatchObject({ state: "done", summary });
    expect(told[0]?.[1]).toEqual({ state: "reading", read: 0, accounts: 0 });
    expect(await listKeyLooks(db)).toEqual([]);
    await look("U1");
    await read();
    expect(asked).toHaveLength(3);
    expect(endOf("U1")).toMatchObject({ state: "done" });
  });

  test("that were cut short are read on where they were", async () => {
    const db = await open();
    const stop = new AbortController();
    const { look, read, asked, endOf } = await setUp(db, {
      answer: async ({ account }) => {
        if (account.id === idOf(1)) return ONE_KEY;
        while (!(await findKeyReadingTime(db, idOf(1)))) await setImmediate();
        stop.abort(new Error("stopping"));
        throw stop.signal.reason;
      },
    });
    await look("U1");
    await expect(read(stop.signal)).rejects.toThrow("stopping");
    expect(await listKeyLooks(db)).toHaveLength(1);
    expect(endOf("U1")).toMatchObject({ state: "reading" });
    expect(asked).toContain("1 ask");
    const next = await setUp(db);
    await next.clock.advance(60_000);
    await next.read();
    expect([...next.asked].toSorted()).toEqual(["2 ask", "3 ask"]);
    expect(next.endOf("U1")).toMatchObject({ state: "done", summary: { total: 3 } });
  });

  test("take a report that is being made as it comes, and none for ever", async () => {
    const pending = { code: "report-not-ready", call: "iam:GetCredentialReport", detail: "soon" } as const;
    const { look, read, asked, clock, endOf } = await setUp(await open(), {
      accounts: 2,
      answer: ({ account, report }) => {
        const isThere = report === "leave out" || (account.id.endsWith("1") && report === "fetch");
        const until = new Date(clock.now().getTime() + 2_500);
        return isThere ? ONE_KEY : { keys: [], asOf: at(0), troubles: { users: { ...pending, until } } };
      },
    });
    await look("U1");
    await read();
    const ofSecond = ["2 ask", "2 fetch", "2 fetch", "2 fetch", "2 leave out"];
    expect(asked.toSorted()).toEqual(["1 ask", "1 fetch", ...ofSecond]);
    expect(endOf("U1")).toMatchObject({ state: "done", summary: { total: 2 } });
  });

  test("say how far they are while they take long", async () => {
    const somewhere = Promise.withResolvers<void>();
    const { look, read, told, clock } = await setUp(await open(), {
      accounts: 6,
      answer: async ({ account }) => {
        if (account.id.endsWith("6")) await somewhere.promise;
        else await clock.advance(2_000);
        return ONE_KEY;
      },
      onUpdate: (report) => {
        if (report.state === "reading" && report.read > 0) somewhere.resolve();
      },
    });
    await look("U1");
    await read();
    const progress = told.flatMap(([, report]) => (report.state === "reading" ? report.read : []));
    expect(progress).toEqual(progress.toSorted((one, other) => one - other));
    expect(progress.some((count) => count > 0 && count < 6)).toBe(true);
  });

  test("are read by one process alone, however long that takes", async () => {
    const db = await open();
    const claimedUntil = () => findMilestone(db, "access keys being read");
    const { look, read, asked, clock } = await setUp(db, {
      accounts: 1,
      answer: async () => {
        await clock.advance(150_000);
        while (((await claimedUntil()) ?? at(0)) <= clock.now()) await setImmediate();
        await read();
        return ONE_KEY;
      },
    });
    await look("U1");
    await read();
    expect(asked).toEqual(["1 ask"]);
  });

  test("what failed is asked again by the next who looks, what did not is not", async () => {
    const db = await open();
    const denied = { code: "access-denied", call: "sts:AssumeRole", detail: "no" } as const;
    const { look, read, asked, clock } = await setUp(db, {
      answer: ({ account }) =>
        account.id.endsWith("2") ? { keys: [], asOf: at(0), troubles: { users: denied } } : ONE_KEY,
    });
    await look("U1");
    await read();
    asked.length = 0;
    await clock.advance(60_000);
    await look("U1");
    await read();
    expect(asked).toEqual(["2 ask"]);
  });
});

describe("trouble", () => {
  describeEachDatabase("of the organization's access keys", (open) => {
    test("with the list of accounts is told", async () => {
      const db = await open();
      const { look, read, organization, endOf } = await setUp(db);
      organization.refusal = refused;
      await look("U1");
      await read();
      expect(endOf("U1")).toEqual({ state: "failed", why: refused });
      expect(await listKeyLooks(db)).toEqual([]);
    });

    test("with reaching Slack leaves the result to be told later; a refusal does not", async () => {
      const db = await open();
      const outcomes: PostOutcome[] = [
        { state: "not-sent", detail: "down" },
        { state: "not-sent", detail: "down" },
      ];
      const { look, read, asked, endOf } = await setUp(db, {
        post: () => outcomes.shift() ?? { state: "posted", channel: "DU1", ts: "9" },
      });
      await look("U1");
      await expect(read()).rejects.toThrow("Slack could not be reached");
      expect(await listKeyLooks(db)).toHaveLength(1);
      await read();
      expect(asked).toHaveLength(3);
      expect(endOf("U1")).toMatchObject({ state: "done" });
      outcomes.push({ state: "refused", detail: "account_inactive" });
      await look("U2");
      await read();
      expect(await listKeyLooks(db)).toEqual([]);
    });
  });
});
