import { expect, test } from "vitest";
import { checks } from "../../src/checks/index.ts";
import { longestPolicy } from "../../src/domain/finding-policy.ts";
import { takeIn } from "../../src/findings/follow-audit.ts";
import type { Message } from "../../src/local-slack/control.ts";
import { type ControlClient, createControlClient } from "../../src/local-slack/control-client.ts";
import { cast } from "../../src/local-slack/workspace.ts";
import { listLogEntries } from "../../src/store/audit-log.ts";
import type { Database } from "../../src/store/database.ts";
import { listEvents } from "../../src/store/findings.ts";
import { ask, buttonsOf, press } from "../support/conversation.ts";
import { describePostgres, freshDatabaseUrl, open } from "../support/databases.ts";
import { connectionOf, READY, settingsFor, startSlack } from "../support/ends.ts";
import { failing } from "../support/findings.ts";
import { startProgram } from "../support/programs.ts";

const TIMES = 200;

/** Somebody at a Slack of their own, with a process of the app behind it. */
interface Desk {
  readonly user: string;
  readonly slack: ControlClient;
}

describePostgres("two processes on one PostgreSQL", () => {
  test("get Acknowledge pressed at the same moment, 200 times: one decision each, and the other is told whose", {
    timeout: 150_000,
  }, async () => {
    const databaseUrl = await freshDatabaseUrl();
    const db = await open({ databaseUrl });
    await findMany(db, TIMES);
    const desks = await Promise.all(
      [cast.operator, cast.approver].map((user) => startDesk(user, databaseUrl)),
    );
    const winners = new Map<number, string>();
    let lists: readonly Message[] = await Promise.all(
      desks.map(({ user, slack }) => ask(slack, { user, text: "findings" })),
    );
    for (;;) {
      for (const findingId of offered(lists)) {
        lists = await race(desks, lists, findingId);
        winners.set(findingId, winnerIn(desks, lists, findingId));
      }
      if (winners.size === TIMES) break;
      lists = await Promise.all(desks.map((desk, index) => nextPage(desk, lists[index])));
    }
    for (const [findingId, by] of winners) {
      const [, ...decisions] = await listEvents(db, findingId);
      expect(decisions).toMatchObject([{ by, what: { kind: "acknowledge" } }]);
    }
    const entries = await listLogEntries(db, { after: 0, limit: 10 * TIMES });
    const decided = entries.filter(({ action }) => action === "decision");
    expect(decided.map(({ actor, subject }) => [subject, actor]).toSorted()).toEqual(
      [...winners].map(([findingId, by]) => [`F${findingId}`, by]).toSorted(),
    );
  });
});

/** As many findings, of accounts that each fail every check. */
async function findMany(db: Database, count: number): Promise<void> {
  const failed = Array.from({ length: count }, (_, index) => ({
    subject: {
      kind: "account",
      accountId: String(100_000_000_000 + Math.floor(index / checks.length)),
    } as const,
    readAt: new Date(),
    results: [failing(checks[index % checks.length]?.id)],
  }));
  await takeIn({ db, policy: longestPolicy }, failed);
}

async function startDesk(user: string, databaseUrl: string): Promise<Desk> {
  const [, slackUrl = ""] = await startSlack("0").prints(/listens on (\S+),/);
  const app = startProgram(["src/main.ts"], {
    ...settingsFor(slackUrl),
    ...connectionOf("socket"),
    PORT: "0",
    DATABASE_URL: databaseUrl,
    ROOTCHECK_OPERATORS: `${cast.operator},${cast.approver}`,
  });
  await app.prints(READY);
  return { user, slack: createControlClient(slackUrl) };
}

function acknowledgements(list: Message) {
  return buttonsOf(list)
    .filter(({ label }) => label === "Acknowledge")
    .map((button) => ({ ...button, findingId: Number(button.value.split(" ")[0]) }));
}

/** The findings that everybody's list has a button for. */
function offered(lists: readonly Message[]): readonly number[] {
  const [first = [], ...others] = lists.map((list) =>
    acknowledgements(list).map(({ findingId }) => findingId),
  );
  return first.filter((findingId) => others.every((other) => other.includes(findingId)));
}

/** Has everybody press at once; answers everybody's list as it is after they were told. */
async function race(
  desks: readonly Desk[],
  lists: readonly Message[],
  findingId: number,
): Promise<readonly Message[]> {
  await Promise.all(desks.map((desk, index) => acknowledge(desk, lists[index], findingId)));
  return Promise.all(desks.map((desk, index) => told(desk, lists[index], findingId)));
}

/** Who came first, by what everybody was told above their list. */
function winnerIn(desks: readonly Desk[], lists: readonly Message[], findingId: number): string {
  const first = lists.findIndex(({ text }) => text.startsWith(`You own F${findingId} now`));
  const winner = desks[first]?.user ?? "nobody";
  expect(lists[1 - first]?.text).toMatch(
    new RegExp(`^<@${winner}> owns F${findingId} already\\. Last: .*, <@${winner}> `),
  );
  return winner;
}

async function acknowledge(
  { user, slack }: Desk,
  list: Message | undefined,
  findingId: number,
): Promise<void> {
  const button = list && acknowledgements(list).find((one) => one.findingId === findingId);
  if (!button) throw new Error(`There is no button for F${findingId}.`);
  const { action_id, block_id, value } = button;
  const { channel, ts } = list;
  await slack.action({
    user,
    source: { channel, ts },
    action: { type: "button", action_id, block_id, value },
  });
}

/** Somebody's list, once it says what came of pressing a button of it. */
async function told({ user, slack }: Desk, list: Message | undefined, findingId: number): Promise<Message> {
  const isTold = ({ ts, text }: Message) =>
    ts === list?.ts && new RegExp(`^(You own|<@\\w+> owns) F${findingId} `).test(text);
  const { messages } = await slack.until(user, (snapshot) => snapshot.messages.some(isTold));
  const found = messages.find(isTold);
  if (!found) throw new Error("The list was there and is gone.");
  return found;
}

async function nextPage({ user, slack }: Desk, message: Message | undefined): Promise<Message> {
  if (!message) throw new Error("There is no page to turn.");
  return press(slack, { user, message, label: "Next" });
}
