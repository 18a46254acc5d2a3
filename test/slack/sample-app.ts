import { readFileSync } from "node:fs";
import type { App } from "@slack/bolt";
import { expect, onTestFinished } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import type { KeySummary } from "../../src/domain/access-key.ts";
import type { Scope } from "../../src/domain/audit.ts";
import type { ControlClient } from "../../src/local-slack/control-client.ts";
import { cast, places } from "../../src/local-slack/workspace.ts";
import { createInFlight } from "../../src/slack/in-flight.ts";
import { register } from "../../src/slack/register.ts";
import type { UseCases } from "../../src/slack/use-cases.ts";
import { clientOf, startApp } from "../local-slack/support/harness.ts";
import { spoken } from "../support/conversation.ts";
import { createManualClock } from "../support/manual-clock.ts";
import { sampleAccount } from "../support/root-facts.ts";
import { watchLog } from "../support/secrecy/scan.ts";
import { scanSlack } from "../support/secrecy/slack-output.ts";
import { canonicalAnswer } from "./views/canonical-answers.ts";
import { sampleFindings } from "./views/findings.ts";
import { excerptOf } from "./views/log-excerpts.ts";
import { sampleRecovery } from "./views/recoveries.ts";
import { readingOf, resultsOf } from "./views/samples.ts";
import { sampleSchedules } from "./views/schedules.ts";
import { accountCalled, audited, finding, sampleStanding } from "./views/standings.ts";

const manifest: unknown = parse(readFileSync(new URL("../../manifest.yml", import.meta.url), "utf8"));
export const user = cast.operator;
export const organization: Scope = { kind: "organization" };
export const unit = { id: "ou-e1x4-1a2b3c4d", name: "Prod", idPath: ["ou-e1x4-1a2b3c4d"], path: ["Prod"] };
export const unitScope: Scope = { kind: "unit", unitId: unit.id, path: "Prod" };
export const accountScope: Scope = { kind: "account", accountId: sampleAccount.id };
const thirtyThree = Array.from({ length: 33 }, (_, index) =>
  finding(accountCalled(`a-${index}`, "411111111111")),
);

const noKeys: KeySummary = {
  ...{
    scope: {},
    keys: [],
    total: 0,
    ofRoot: 0,
    bands: [],
    read: 1,
    accounts: 1,
    notActive: 0,
    troubles: [],
  },
};

/** What the app would do, told from the organization of the samples; `asked` keeps what was set in motion. */
export function sampleUseCases(given: Partial<UseCases>) {
  const asked: Scope[] = [];
  const useCases: UseCases = {
    access: { mayAct: async () => ({ allowed: true }) },
    accounts: {
      find: async (words) =>
        words === sampleAccount.id
          ? { kind: "found", account: sampleAccount }
          : {
              kind: "several",
              accounts: [
                { id: sampleAccount.id, name: "prod" },
                { id: "2".repeat(12), name: "prod" },
              ],
            },
      isKnown: async () => true,
      search: async (words, limit) => [{ id: sampleAccount.id, name: `${words} of ${limit}` }],
      stored: async () => [{ ...sampleAccount, name: "prod", state: "SUSPENDED" }],
    },
    lookUpAccount: async ({ account }) => ({ account, reading: readingOf(resultsOf("all in order")) }),
    findAccountReport: async (account) => ({ account }),
    findOrganizationReport: async () => ({ partition: "aws" }),
    diagnose: async () => ({ diagnoses: [], from: new Date(0), until: new Date(0) }),
    findScope: async (words) => {
      if (words === "") return { kind: "found", scope: organization, name: "the organization" };
      if (words === unit.id) return { kind: "found", scope: unitScope, name: "Prod" };
      if (words === sampleAccount.id)
        return { kind: "found", scope: accountScope, name: sampleAccount.name, account: sampleAccount };
      return words === "prod"
        ? { kind: "several", accounts: [{ id: sampleAccount.id, name: "prod" }], units: [unit] }
        : { kind: "none", accounts: [], units: [unit] };
    },
    requestAudit: async ({ scope }) => {
      asked.push(scope);
      return { kind: "started", id: 88 };
    },
    overview: async () => ({ latest: { audit: audited, standing: sampleStanding } }),
    listFailures: async (_, { offset, limit }) => ({
      total: thirtyThree.length,
      failures: thirtyThree.slice(offset, offset + limit),
    }),
    cancelAudit: async () => true,
    lookIntoLog: async ({ filter, limit }) => excerptOf(filter, { upTo: 23, offset: 0, limit }),
    turnLog: async (filter, page) => excerptOf(filter, page),
    exportLog: async () => ({ count: 23, hash: "0123456789abcdef".repeat(4) }),
    emails: { recover: async () => sampleRecovery, export: async () => 42 },
    findings: sampleFindings(),
    keys: {
      lookAtAccount: async ({ account }) => ({ ...noKeys, account }),
      lookAtOrganization: async () => ({ kind: "ready", summary: noKeys }),
      export: async () => 0,
    },
    canonicalIds: {
      derive: async ({ account }) => canonicalAnswer({ account }),
      directory: async () => ({
        accounts: { entries: [], total: 0 },
        foreign: { entries: [], total: 0 },
        known: [],
      }),
      whois: async ({ words }) => ({
        question: { kind: "words", words },
        owner: { kind: "unknown", nearest: [] },
      }),
    },
    ...sampleSchedules,
    firstTime: async () => true,
    ...given,
  };
  return { useCases, asked };
}

/** The app's listening side with the sample's use cases, in a local Slack. */
export async function begin(given: Partial<UseCases> = {}) {
  const clock = createManualClock();
  const watched = watchLog("the log of Slack's side");
  const { useCases, asked } = sampleUseCases(given);
  const listen = (app: App) =>
    register(app, {
      useCases,
      places: {
        channels: [places.security],
        choose: async ({ channel }) => ({ place: channel, isDirect: false }),
        mayShow: async () => true,
        fitnessOf: async () => ({ isFit: true }),
      },
      client: app.client,
      inFlight: createInFlight(),
      clock,
      log: watched.log,
    });
  const { slack, control } = await startApp("http", listen, { manifest });
  onTestFinished(async () => {
    watched.scan();
    await scanSlack(slack.url);
  });
  return { slack: control, asked, client: clientOf(slack) };
}

const element = z.looseObject({ action_id: z.string(), type: z.string() });
const blocksWithElements = z.array(
  z.looseObject({ block_id: z.string().optional(), elements: z.array(z.unknown()).optional() }),
);

/** The control of a message or view with that action id, and the block that it is in. */
export function controlIn(blocks: unknown, actionId: string) {
  for (const [index, { block_id = `auto-${index}`, elements = [] }] of blocksWithElements
    .parse(blocks)
    .entries())
    for (const candidate of elements) {
      const { data } = element.safeParse(candidate);
      if (data?.action_id === actionId) return { ...data, block_id };
    }
  throw new Error(`there is no ${actionId} in ${JSON.stringify(blocks)}`);
}

type Source = { readonly channel: string; readonly ts: string; readonly blocks?: unknown };

/** What a person is offered who types into the search with that action id. */
export async function offered(slack: ControlClient, { channel, ts, blocks }: Source, actionId: string) {
  const { block_id } = controlIn(blocks, actionId);
  const source = { channel, ts };
  const delivery = await slack.options({ user, source, blockId: block_id, actionId, value: "pay" });
  expect(delivery).toMatchObject({ outcome: "acknowledged" });
  return delivery.answer;
}

/** Chooses from a menu, and waits for the first new message. */
export async function choose(
  slack: ControlClient,
  { channel, ts, blocks }: Source,
  actionId: string,
  value: string,
) {
  const { block_id, type } = controlIn(blocks, actionId);
  const before = (await slack.state(user)).messages.length;
  const selected_option = { text: { type: "plain_text", text: value }, value };
  await slack.action({
    user,
    source: { channel, ts },
    action: { type, action_id: actionId, block_id, selected_option },
  });
  const { messages } = await slack.until(user, (snapshot) => snapshot.messages.length > before);
  return messages.at(-1);
}

/** Presses a button of the modal that is open. */
export async function turn(slack: ControlClient, actionId: string) {
  const top = (await slack.state(user)).modals.at(-1);
  const { blocks } = z.object({ blocks: z.unknown() }).parse(top?.view);
  const action = controlIn(blocks, actionId);
  await slack.action({ user, source: { view: top?.id ?? "" }, action });
}

/** Everything that the modal says once it shows that page. */
export async function pageShown(slack: ControlClient, position: string): Promise<string> {
  const { modals } = await slack.until(user, (snapshot) =>
    JSON.stringify(snapshot.modals).includes(position),
  );
  return spoken(modals.at(-1)?.view);
}
