import { readFileSync } from "node:fs";
import { pino } from "pino";
import { expect, onTestFinished, test } from "vitest";
import { parse as parseYaml } from "yaml";
import { systemClock } from "../../src/clock.ts";
import { daysAfter, longestPolicy } from "../../src/domain/finding-policy.ts";
import { takeIn } from "../../src/findings/follow-audit.ts";
import { startLocalAws } from "../../src/local-aws/start.ts";
import { startLocalSlack } from "../../src/local-slack/start.ts";
import { places, sampleWorkspace, type Workspace } from "../../src/local-slack/workspace.ts";
import { sampleOrganization } from "../../src/playground/sample-organization.ts";
import { actions } from "../../src/slack/actions/index.ts";
import { commands } from "../../src/slack/commands/index.ts";
import { isoDay } from "../../src/slack/form-day.ts";
import { submissions } from "../../src/slack/submissions/index.ts";
import { startBaselineClock } from "../../src/store/baseline.ts";
import { openDatabase } from "../../src/store/open.ts";
import { type Answer, startBareSlack } from "../support/bare-slack.ts";
import { freshDataDirectory } from "../support/databases.ts";
import { connectionOf, settingsFor } from "../support/ends.ts";
import { failing } from "../support/findings.ts";
import { startProgram } from "../support/programs.ts";
import { scanSlack } from "../support/secrecy/slack-output.ts";
import { faultOf, forgeriesOf } from "./forged-values.ts";
import * as table from "./role-table.ts";

const inTwoDays = isoDay(daysAfter(systemClock.now(), 2));
const formRows = table.formRows(inTwoDays);
const requestRows = table.requestRows(inTwoDays);

test("the table has a row for every command, button and form", () => {
  expect(Object.keys(table.commandRows)).toEqual(commands.map(({ word }) => word));
  expect(Object.keys(table.pressRows).toSorted()).toEqual(actions.map(({ id }) => id).toSorted());
  expect(Object.keys(formRows).toSorted()).toEqual(submissions.map(({ callback }) => callback).toSorted());
});

test("everybody may do what the table says and nothing else, whatever they forge, and a refusal names who could", {
  timeout: 120_000,
}, async () => {
  const send = await startEverything();
  const { commandRows, pressRows, visitRows } = table;
  for (const { asked } of Object.values(requestRows))
    expect((await send(table.memberOfTeam, asked)).said).toMatch(/^(Asked|Noted) for F/);
  const rows = Object.entries({ ...commandRows, ...pressRows, ...formRows, ...visitRows, ...requestRows });
  const wrong = await Promise.all(rows.map(([what, row]) => wrongIn(send, what, row)));
  expect(wrong.flat()).toEqual([]);

  const before = await entriesTold(send);
  const forgeries = forgeriesOf({ ...pressRows, ...formRows });
  const faults = await Promise.all(
    forgeries.map(async (one) => faultOf(one, (await send(table.people[one.who].id, one.sending)).said)),
  );
  expect(faults.flat()).toEqual([]);
  expect(await entriesTold(send), "nothing but the look before was entered").toBe(before + 1);
});

/** How many entries the audit log has. */
async function entriesTold(send: Send): Promise<number> {
  const { said } = await send(table.people.auditor.id, { kind: "command", text: "log" });
  return Number(/^Audit log: ([\d,]+) entries/.exec(said)?.[1]?.replaceAll(",", ""));
}

type Send = (user: string, sending: table.Row["sending"]) => Promise<Answer>;

/** The cells of a row in which the answer is not what it should be. Whoever may comes last: they may end a request. */
async function wrongIn(send: Send, what: string, { may, sending }: table.Row): Promise<readonly string[]> {
  const everybody = Object.entries(table.people).map(([name, person]) => ({
    ...person,
    name,
    isAllowed: may.some((who) => who === name),
  }));
  const judge = async ({ id, name, refusal, isAllowed }: (typeof everybody)[number]) => {
    const { said, json } = await send(id, sending);
    const isRight = isAllowed
      ? !table.REFUSAL_OR_TROUBLE.test(said)
      : refusal.test(said) && namesThem(json, may);
    return isRight ? [] : [`${what}, ${name}: ${said}`];
  };
  const refused = await Promise.all(everybody.filter(({ isAllowed }) => !isAllowed).map(judge));
  const allowed = await Promise.all(everybody.filter(({ isAllowed }) => isAllowed).map(judge));
  return [...refused, ...allowed].flat();
}

function namesThem(json: string, may: readonly table.Who[]): boolean {
  return may.every((who) => json.includes(table.nameOf(who)));
}

/** The real app behind a Slack by which anybody can send anything. */
async function startEverything(): Promise<Send> {
  const aws = await startLocalAws({ organization: sampleOrganization(new Date()) });
  onTestFinished(aws.close);
  const manifest = parseYaml(readFileSync("manifest.yml", "utf8"));
  const behind = await startLocalSlack({
    manifest,
    workspace,
    rateLimits: "off",
    botToken: "xoxb-processes",
  });
  onTestFinished(behind.close);
  onTestFinished(() => scanSlack(behind.url));
  const { SLACK_SIGNING_SECRET: secret = "", ...connection } = connectionOf("http");
  const slack = await startBareSlack({ behind: behind.url, secret, channel: places.security });
  const [caller] = aws.organization.callers.values();
  const app = startProgram(["src/main.ts"], {
    ...settingsFor(slack.url),
    ...connection,
    ...Object.fromEntries(Object.entries(table.roles).map(([name, ids]) => [name, ids.join()])),
    SLACK_SIGNING_SECRET: secret,
    PORT: "0",
    ROOTCHECK_DATA_DIR: await dataDirectoryWithFindings(),
    AWS_ENDPOINT_URL: aws.url,
    AWS_REGION: "us-east-1",
    AWS_ACCESS_KEY_ID: caller?.accessKeyId ?? "",
    AWS_SECRET_ACCESS_KEY: caller?.secretAccessKey ?? "",
  });
  const [, port = ""] = await app.prints(/"port":(\d+)[^\n]*rootcheck is ready/);
  const url = `http://127.0.0.1:${port}/slack/events`;
  return (user, sending) => slack.send({ url, user }, sending);
}

const workspace: Workspace = {
  ...sampleWorkspace,
  people: [
    ...sampleWorkspace.people,
    ...[table.memberOfTeam, table.memberOfLostTeam].map(
      (id) => ({ id, name: id, realName: id, timeZone: "Europe/Berlin", kind: "member" }) as const,
    ),
  ],
  userGroups: [{ id: table.team, handle: "team", members: [table.memberOfTeam] }],
};

/** What the requests of the table are about. */
async function dataDirectoryWithFindings(): Promise<string> {
  const dataDirectory = freshDataDirectory();
  const db = await openDatabase({ dataDirectory, clock: systemClock, log: pino({ level: "silent" }) });
  await startBaselineClock(db, { at: new Date(), by: table.memberOfTeam });
  for (const { findingId, check } of Object.values(requestRows)) {
    const subject = { kind: "account", accountId: `10000000000${findingId}` } as const;
    await takeIn({ db, policy: longestPolicy }, [{ subject, readAt: new Date(), results: [failing(check)] }]);
  }
  await db.close();
  return dataDirectory;
}
