import { setTimeout as pause } from "node:timers/promises";
import fc from "fast-check";
import { expect } from "vitest";
import { generateOrganization } from "../../src/local-aws/generated-organization.ts";
import type { Message, Snapshot } from "../../src/local-slack/control.ts";
import type { ControlClient } from "../../src/local-slack/control-client.ts";
import { cast, places } from "../../src/local-slack/workspace.ts";
import { spoken } from "./conversation.ts";
import { type Deployment, deploy, type Replica } from "./deployment.ts";
import { CONTACT_CHECKS, isActive, mistakes, settingsOf, trueAnswers } from "./generated-truth.ts";
import { afterCalls, borders, isResult, type Moment, type Sight } from "./killing.ts";
import { isRunning, readTold } from "./organization-audit.ts";

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
export function moments(number: number, seed: number): readonly Moment[] {
  return [...borders, ...fc.sample(anyMoment, { numRuns: number - borders.length, seed })];
}

export interface Where {
  readonly replicas: number;
  database(): Record<string, string> | Promise<Record<string, string>>;
}

const LANES = 4;

/**
 * Kills the app at each of the moments and expects every audit to be finished and told once. Several deployments stand
 * side by side, each killed at one moment after the other.
 */
export async function killAtAll(all: readonly Moment[], { replicas, database }: Where): Promise<void> {
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
    for (const moment of own) await killAt(deployment, moment);
  });
  await Promise.all(lanes);
}

async function killAt(deployment: Deployment, moment: Moment): Promise<void> {
  const { slack } = deployment;
  for (const account of deployment.organization.accounts.values()) delete account.report;
  const before = new Set((await slack.state(user)).messages.map(({ ts }) => ts));
  await slack.faults(moment.faults ?? []);
  const victim = await whoIsToDie(deployment, moment);
  victim.program.signal("SIGKILL");
  await victim.program.ended();
  await slack.faults([]);
  await victim.restart();
  const posted = ({ messages }: Snapshot) =>
    messages.filter(({ ts, ephemeralTo }) => ephemeralTo === undefined && !before.has(ts));
  const end = await slack.until(user, (snapshot) => posted(snapshot).some(isComplete));
  await expectToldOnce(slack, { messages: posted(end), moment });
}

/** Asks for the audit and answers, at the moment, the replica that works on it. */
async function whoIsToDie({ slack, wire, replicas }: Deployment, moment: Moment): Promise<Replica> {
  const start = {
    calls: replicas.map(({ aws }) => aws.calls.length),
    printed: replicas.map(({ program }) => program.printed().length),
    wire: wire().at(-1)?.number ?? 0,
    messages: new Set((await slack.state(user)).messages.map(({ ts }) => ts)),
  };
  await using view = await watchView(slack);
  await slack.command({ user, channel: places.security, text: `/rootcheck audit ${UNIT}` });
  for (;;) {
    const crossed = wire().filter(({ number }) => number > start.wire);
    const state = view.latest();
    const snapshot = { ...state, messages: state.messages.filter(({ ts }) => !start.messages.has(ts)) };
    const sights = replicas.map(({ aws, program }, index): Sight => {
      const printed = program.printed().slice(start.printed[index]);
      // Contacts of the audit before may still be read until then.
      if (!printed.includes("Audit taken up")) start.calls[index] = aws.calls.length;
      const calls = aws.calls.slice(start.calls[index]);
      const accounts = truth.filter(isActive).map(({ accountId }) => accountId);
      return {
        calls,
        printed,
        accounts,
        snapshot,
        answered: (method) => crossed.filter(({ name }) => name === method).length,
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

/** What somebody sees, as it changes: whoever asks again and again keeps the machine busy with nothing else. */
async function watchView(slack: ControlClient): Promise<AsyncDisposable & { latest(): Snapshot }> {
  const left = new AbortController();
  let latest = await slack.state(user);
  const watching = (async () => {
    for await (const snapshot of slack.snapshots(user, left.signal)) latest = snapshot;
  })();
  return {
    latest: () => latest,
    async [Symbol.asyncDispose]() {
      left.abort();
      await expect(watching).rejects.toThrow(/abort/);
    },
  };
}

function isComplete({ blocks }: Message): boolean {
  return /CSV and JSON (are in the thread|could not be attached)/.test(spoken(blocks));
}

interface Ended {
  /** Everything that was posted for everybody since the audit was asked for. */
  readonly messages: readonly Message[];
  readonly moment: Moment;
}

async function expectToldOnce(slack: ControlClient, { messages, moment }: Ended): Promise<void> {
  const [message, ...others] = messages.filter(isResult);
  if (!message) throw new Error("The result was there and is gone.");
  const told = { moment: moment.name, text: message.text };
  expect({ ...told, others }).toEqual({ ...told, others: [] });
  const running = messages.filter(isRunning);
  expect(running.length, moment.name).toBeLessThanOrEqual(moment.uncertain === "message" ? 1 : 0);
  const [files, ...moreFiles] = messages.filter((each) => each.files.length > 0);
  expect(moreFiles, moment.name).toEqual([]);
  if (!files) {
    expect(moment, "files that are not there").toMatchObject({ uncertain: "files" });
    expect(spoken(message.blocks)).toContain("CSV and JSON could not be attached");
    return;
  }
  expect(files.threadTs, moment.name).toBe(message.ts);
  const { json, audit } = await readTold(slack, { message, files });
  // Contacts follow after an audit, whenever that may be.
  const isSettled = ({ check }: { readonly check: string }) => !CONTACT_CHECKS.has(check);
  const expected = trueAnswers({ truth, way: "off", contacts: "read" }).filter(isSettled);
  const wrong = mistakes(json.filter(isSettled), expected);
  expect({ ...told, state: audit.state, ...wrong }).toEqual({
    ...told,
    state: "finished",
    missing: [],
    surplus: [],
  });
}
