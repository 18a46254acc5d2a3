import { setTimeout as pause } from "node:timers/promises";
import { appendFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, inject, test } from "vitest";
import { generateOrganization } from "../../src/local-aws/generated-organization.ts";
import type { Message, Snapshot } from "../../src/local-slack/control.ts";
import { cast, places } from "../../src/local-slack/workspace.ts";
import { spoken } from "../support/conversation.ts";
import { freshDatabaseUrl, freshDataDirectory } from "../support/databases.ts";
import { type Deployment, deploy, type Replica } from "../support/deployment.ts";
import { CONTACT_CHECKS, isActive, mistakes, settingsOf, trueAnswers } from "../support/generated-truth.ts";
import { afterCalls, borders, isResult, type Moment, type Sight } from "../support/killing.ts";
import { isRunning, readTold } from "../support/organization-audit.ts";

const MINUTES = 60_000;
const user = cast.operator;

/** A unit with everybody in it but those who have to be elsewhere, so that it can be audited again and again. */
const UNIT = "Workloads";
const generated = generateOrganization({ accounts: 62, seed: 3, kind: "even" });
const specification = {
  ...generated.organization,
  accounts: generated.organization.accounts.map((account, index) => {
    const stays = index < 2 || generated.organization.emptyUnits?.includes(account.ou ?? "");
    return stays ? account : { ...account, ou: UNIT };
  }),
};
const unitIds = new Set(specification.accounts.filter(({ ou }) => ou === UNIT).map(({ id }) => id));
const truth = generated.truth.filter(({ accountId }) => unitIds.has(accountId));

const ACTIONS: readonly (readonly [string, number])[] = [
  ["ListAccounts", 6],
  ["AssumeRole", 30],
  ["GetAccountSummary", 30],
  ["GenerateCredentialReport", 15],
  ["GetCredentialReport", 15],
];
const anyMoment = fc
  .constantFrom(...ACTIONS)
  .chain(([action, most]) => fc.integer({ min: 1, max: most }).map((nth) => afterCalls(action, nth)));

/** All the borders, and as many other moments as make up the number; the same ones for the same seed. */
function moments(number: number, seed: number): readonly Moment[] {
  return [...borders, ...fc.sample(anyMoment, { numRuns: number - borders.length, seed })];
}

describe("killed by kill -9 at any moment, an audit is finished and told once", () => {
  test("on the embedded database, by the next process", { timeout: 5 * MINUTES }, async () => {
    const database = () => ({ ROOTCHECK_DATA_DIR: freshDataDirectory() });
    await killAtAll(moments(12, 1), { replicas: 1, database });
  });

  test.skipIf(!inject("postgres"))(
    "on PostgreSQL, by the other replica",
    { timeout: 5 * MINUTES },
    async () => {
      const database = async () => ({ DATABASE_URL: await freshDatabaseUrl() });
      await killAtAll(moments(13, 2), { replicas: 2, database });
    },
  );
});

interface Where {
  readonly replicas: number;
  database(): Record<string, string> | Promise<Record<string, string>>;
}

const LANES = 4;

/** Several deployments side by side, each killed at one moment after the other. */
async function killAtAll(all: readonly Moment[], { replicas, database }: Where): Promise<void> {
  const lanes = Array.from({ length: LANES }, async (_, lane) => {
    const deployment = await deploy({
      organization: specification,
      replicas,
      database: await database(),
      settings: settingsOf("off"),
      latencyMs: 15,
      pageSize: 10,
    });
    const own = all.filter((_moment, index) => index % LANES === lane);
    for (const [index, moment] of own.entries()) await killAt(deployment, moment, `A${index + 1}`);
  });
  await Promise.all(lanes);
}

async function killAt(deployment: Deployment, moment: Moment, audit: string): Promise<void> {
  const { slack } = deployment;
  const T = (w: string) => appendFileSync("/tmp/proofs/trace.log", `${new Date().toISOString()} ${audit} ${moment.name}: ${w}\n`);
  T("begin");
  for (const account of deployment.organization.accounts.values()) delete account.report;
  await slack.faults(moment.faults ?? []);
  const victim = await whoIsToDie(deployment, moment);
  T("kill");
  victim.program.signal("SIGKILL");
  await victim.program.ended();
  await slack.faults([]);
  await victim.restart();
  T("restarted");
  const dump = setTimeout(async () => { const st = await slack.state(user); T(JSON.stringify(st.messages.map((m) => [m.text, m.files.length, m.threadTs, m.ephemeralTo]).slice(-8))); T(deployment.replicas.map((r) => r.program.printed().slice(-3000)).join("\n====\n")); }, 60_000);
  const snapshot = await slack.until(user, (each) => resultsOf(each, audit).some(isComplete));
  clearTimeout(dump);
  T("told");
  await expectToldOnce(deployment, { snapshot, moment, audit });
}

/** Asks for the audit and answers, at the moment, the replica that works on it. */
async function whoIsToDie({ slack, replicas }: Deployment, moment: Moment): Promise<Replica> {
  const start = {
    calls: replicas.map(({ aws }) => aws.calls.length),
    printed: replicas.map(({ program }) => program.printed().length),
    wire: (await slack.wire()).length,
    messages: new Set((await slack.state(user)).messages.map(({ ts }) => ts)),
  };
  await slack.command({ user, channel: places.security, text: `/rootcheck audit ${UNIT}` });
  for (;;) {
    const wire = (await slack.wire()).slice(start.wire);
    const state = await slack.state(user);
    const snapshot = { ...state, messages: state.messages.filter(({ ts }) => !start.messages.has(ts)) };
    const sights = replicas.map(({ aws, program }, index): Sight => {
      const calls = aws.calls.slice(start.calls[index]);
      const printed = program.printed().slice(start.printed[index]);
      const accounts = truth.filter(isActive).map(({ accountId }) => accountId);
      return {
        calls,
        printed,
        accounts,
        snapshot,
        answered: (method) => wire.filter(({ name }) => name === method).length,
      };
    });
    const busiest = sights.toSorted((one, other) => other.calls.length - one.calls.length)[0];
    const replica = busiest && replicas[sights.indexOf(busiest)];
    if (replica && moment.hasCome(busiest)) return replica;
    if (snapshot.messages.some(({ files }) => files.length > 0))
      throw new Error(`"${moment.name}" never came.`);
    await pause(5);
  }
}

/** The messages about an audit that is over, which are not for one person alone. */
function resultsOf({ messages }: Snapshot, audit: string): readonly Message[] {
  return messages.filter((message) => isAbout(message, audit) && isResult(message));
}

function isAbout({ ephemeralTo, blocks }: Message, audit: string): boolean {
  return ephemeralTo === undefined && new RegExp(`audit ${audit}\\b`).test(spoken(blocks));
}

function isComplete({ blocks }: Message): boolean {
  return /CSV and JSON (are in the thread|could not be attached)/.test(spoken(blocks));
}

interface Ended {
  readonly snapshot: Snapshot;
  readonly moment: Moment;
  readonly audit: string;
}

async function expectToldOnce({ slack }: Deployment, { snapshot, moment, audit }: Ended): Promise<void> {
  const [message, ...others] = resultsOf(snapshot, audit);
  if (!message) throw new Error("The result was there and is gone.");
  const told = { moment: moment.name, text: message.text };
  expect({ ...told, others }).toEqual({ ...told, others: [] });
  const running = snapshot.messages.filter((each) => isRunning(each) && isAbout(each, audit));
  expect(running.length, moment.name).toBeLessThanOrEqual(moment.uncertain === "message" ? 1 : 0);
  const [files, ...moreFiles] = snapshot.messages.filter(
    (each) => each.files.length > 0 && each.threadTs === message.ts,
  );
  expect(moreFiles, moment.name).toEqual([]);
  if (!files) {
    expect(moment, "files that are not there").toMatchObject({ uncertain: "files" });
    expect(spoken(message.blocks)).toContain("CSV and JSON could not be attached");
    return;
  }
  const { json, audit: head } = await readTold(slack, { message, files });
  // Contacts follow after an audit, whenever that may be.
  const isSettled = ({ check }: { readonly check: string }) => !CONTACT_CHECKS.has(check);
  const expected = trueAnswers({ truth, way: "off", contacts: "read" }).filter(isSettled);
  const wrong = mistakes(json.filter(isSettled), expected);
  expect({ ...told, state: head.state, ...wrong }).toEqual({
    ...told,
    state: "finished",
    missing: [],
    surplus: [],
  });
}
