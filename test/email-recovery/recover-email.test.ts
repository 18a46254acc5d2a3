import { expect, test } from "vitest";
import { AccountSourceError } from "../../src/accounts/account-source.ts";
import type { AccountDirectory } from "../../src/accounts/directory.ts";
import { detailsOf } from "../../src/audit-log/details.ts";
import { known, type Read, unread } from "../../src/domain/read.ts";
import {
  type EmailReader,
  type EmailSourceId,
  emailSourceIds,
  type Sightings,
} from "../../src/email-recovery/email-reader.ts";
import { type EmailWanted, recoverEmail } from "../../src/email-recovery/recover-email.ts";
import { createLog } from "../../src/log.ts";
import { findAccountsByIds, saveAccounts } from "../../src/store/accounts.ts";
import { createLogAppender, listLogEntries } from "../../src/store/audit-log.ts";
import { accountOf, idOf } from "../support/audits.ts";
import { describeEachDatabase } from "../support/databases.ts";
import { createManualClock } from "../support/manual-clock.ts";

type Answers = Partial<Record<EmailSourceId, () => Promise<Read<Sightings>>>>;

const START = new Date("2026-11-22T10:00:00Z");
const refused = unread({ code: "access-denied", call: "x:Y", detail: "x:Y is not allowed" });
const wanted: EmailWanted = { accountId: idOf(1), by: "U1", place: "C1", reason: "OPS-12: the owner left" };

/** A source's answer with one address, or with none. */
async function giving(text?: string): Promise<Read<Sightings>> {
  const origin = { call: "x:Y", field: "z", rung: "own credentials", readAt: new Date() } as const;
  const sightings = text ? [{ text, field: "Email", call: "x:Y" }] : [];
  return known({ sightings, looked: "looked" }, origin);
}

describeEachDatabase("recovering a root e-mail address", (openDatabase) => {
  async function begin(
    answers: Answers,
    { mayAct = true, find }: { mayAct?: boolean; find?: AccountDirectory["find"] } = {},
  ) {
    const db = await openDatabase();
    const clock = createManualClock(START);
    const asked: string[] = [];
    const reader: EmailReader = {
      readSightings: async ({ source, account, purpose }) => {
        asked.push(`${source} of ${account.name} as ${purpose.replace(/[0-9a-f]{8}$/, "…")}`);
        return { read: await (answers[source] ?? (async () => refused))(), requestIds: [`id-of-${source}`] };
      },
    };
    const recover = (given: Partial<EmailWanted> = {}) =>
      recoverEmail(
        {
          ...{
            db,
            clock,
            reader,
            log: createLog("silent"),
            appendToLog: createLogAppender({ key: undefined }),
          },
          access: {
            mayAct: async () => (mayAct ? { allowed: true } : { allowed: false, why: "no-role", whoCan: [] }),
          },
          directory: {
            find: find ?? (async () => ({ kind: "found", account: accountOf(1) })),
            stored: (ids) => findAccountsByIds(db, ids),
          },
        },
        { ...wanted, ...given },
      );
    const entries = async () =>
      (await listLogEntries(db, { after: 0, limit: 10 })).map((entry) => ({
        ...entry,
        details: detailsOf(entry),
      }));
    return { db, clock, asked, recover, entries };
  }

  test("asks every source about the account, under a name that the audit log has", async () => {
    const { asked, recover, entries } = await begin({ organizations: () => giving("root@example.com") });
    expect(await recover()).toMatchObject({ account: { name: "team-1" }, ranking: { verdict: "certain" } });
    expect(asked.toSorted()).toEqual(
      ["contacts", "organizations", "owner-names", "primary-email", "support-cases"].map(
        (source) => `${source} of team-1 as look-up-…`,
      ),
    );
    expect(await entries()).toMatchObject([
      {
        ...{ actor: "U1", action: "look-up", subject: idOf(1), place: "C1" },
        details: {
          ...{ what: "root e-mail", reason: wanted.reason, verdict: "certain", address: "r•••t@example.com" },
          ...{
            awsRequestIds: emailSourceIds.map((id) => `id-of-${id}`),
            session: expect.stringMatching(/^rootcheck-look-up-[0-9a-f]{8}$/),
          },
        },
      },
    ]);
  });

  test("keeps addresses and keys out of the reason that it enters", async () => {
    const { recover, entries } = await begin({});
    await recover({ reason: "jörg@münchen.example lost AKIAIOSFODNN7EXAMPLE, says jane@example.com" });
    expect((await entries())[0]?.details.reason).toBe(
      "j•••g@münchen.example lost AKIA••••••••••••MPLE, says j•••e@example.com",
    );
  });

  test("goes on without a source that does not answer, and without one that breaks down", async () => {
    const { clock, recover, entries } = await begin({
      organizations: () => giving("root@example.com"),
      "support-cases": () => new Promise(() => undefined),
      "owner-names": () => Promise.reject(new Error("the thread died of jane@example.com")),
    });
    const recovering = recover();
    await clock.timerSet((milliseconds) => milliseconds === 60_000);
    await clock.advance(60_000);
    const { ranking, asked } = await recovering;
    expect(ranking.verdict).toBe("certain");
    const why = Object.fromEntries(
      asked.map(({ id, answer }) => [
        id,
        answer.answered ? "answered" : `${answer.why.code}: ${answer.why.detail}`,
      ]),
    );
    expect(why).toEqual({
      organizations: "answered",
      "primary-email": "access-denied: x:Y is not allowed",
      "support-cases": "unreachable: no answer within 60 seconds",
      "owner-names": "unexpected-answer: the thread died of j•••e@example.com",
      contacts: "access-denied: x:Y is not allowed",
    });
    expect(await entries()).toHaveLength(1);
  });

  test("goes on without whichever does not answer", async () => {
    const answers: Answers = {};
    const { clock, recover } = await begin(answers);
    for (const silent of emailSourceIds) {
      for (const id of emailSourceIds) answers[id] = () => giving("root@example.com");
      answers[silent] = () => new Promise(() => undefined);
      const recovering = recover();
      await clock.timerSet((milliseconds) => milliseconds === 60_000);
      await clock.advance(60_000);
      const { asked } = await recovering;
      const gist = asked.map(({ id, answer }) => [
        id,
        answer.answered || `${answer.why.detail}; ${answer.opens}`,
      ]);
      const waited = `no answer within 60 seconds; See that rootcheck reaches AWS from where it runs, and ask again.`;
      expect(gist).toEqual(emailSourceIds.map((id) => [id, id === silent ? waited : true]));
    }
  });

  test("learns from the other accounts' addresses, not from the account's own", async () => {
    const { db, clock, recover } = await begin({ contacts: () => giving() });
    const accounts = [1, 2, 3, 4].map((number) =>
      accountOf(number, { email: `aws+team-${number}@example.com` }),
    );
    await saveAccounts(db, accounts, { seenAt: clock.now(), described: false });
    const { ranking } = await recover();
    expect(ranking).toMatchObject({ verdict: "hints", candidates: [{ address: "aws+team-1@example.com" }] });
    expect(ranking.candidates[0]?.evidence.map(({ said }) => said)).toEqual([
      "The form of 3 of 3 other accounts' addresses",
      "The domain of 3 of 3 other accounts' addresses",
    ]);
  });

  test.each<[what: string, find: AccountDirectory["find"]]>([
    ["does not know", async () => ({ kind: "none", nearest: [] })],
    ["cannot be asked about", () => Promise.reject(new AccountSourceError(refused.why))],
  ])("asks about an account that the organization %s by its id", async (_what, find) => {
    const { asked, recover, entries } = await begin({}, { find });
    expect(await recover()).toMatchObject({ ranking: { verdict: "nothing" } });
    expect(asked).toContain(`support-cases of ${idOf(1)} as look-up-…`);
    expect((await entries())[0]?.details).not.toHaveProperty("address");
  });

  test("waits no longer than a moment for the account's description, and then takes the stored one", async () => {
    const { db, clock, asked, recover } = await begin({}, { find: () => new Promise(() => undefined) });
    await saveAccounts(db, [accountOf(1)], { seenAt: clock.now(), described: true });
    const recovering = recover();
    await clock.timerSet((milliseconds) => milliseconds === 30_000);
    await clock.advance(30_000);
    await recovering;
    expect(asked).toContain("organizations of team-1 as look-up-…");
  });

  test("is refused before anything is asked", async () => {
    const { asked, recover, entries } = await begin({}, { mayAct: false });
    await expect(recover()).rejects.toMatchObject({ code: "not_allowed", needs: "operator" });
    expect(asked).toEqual([]);
    expect(await entries()).toEqual([]);
  });
});
