import { readFileSync } from "node:fs";
import { expect, inject, onTestFinished, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { organization } from "../../src/local-aws/organization.ts";
import { startLocalAws } from "../../src/local-aws/start.ts";
import { startLocalSlack } from "../../src/local-slack/start.ts";
import { cast, places } from "../../src/local-slack/workspace.ts";
import { asItShouldBe, HOME_ROLE, HOST_KEY } from "../aws/doctor/support.ts";
import { freshDatabaseUrl, freshDataDirectory } from "../support/databases.ts";
import { connectionOf, READY, SLOW, startEnds as startRehearsal } from "../support/ends.ts";
import { freePort, type Program, startProgram } from "../support/programs.ts";

const manifest = z
  .looseObject({ oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }) })
  .parse(parse(readFileSync("manifest.yml", "utf8")));

/** Both local ends as they should be, but for the scopes, and the settings of an app between them. */
async function startEnds(scopes = manifest.oauth_config.scopes.bot) {
  const aws = await startLocalAws({ organization: organization(asItShouldBe) });
  onTestFinished(aws.close);
  const slack = await startLocalSlack({
    manifest: { ...manifest, oauth_config: { scopes: { bot: scopes } } },
    botToken: "xoxb-doctor-test",
    appToken: "xapp-doctor-test",
  });
  onTestFinished(slack.close);
  const settings = {
    AWS_ENDPOINT_URL: aws.url,
    AWS_REGION: "us-east-1",
    AWS_ACCESS_KEY_ID: HOST_KEY.accessKeyId,
    AWS_SECRET_ACCESS_KEY: HOST_KEY.secretAccessKey,
    AWS_SESSION_TOKEN: HOST_KEY.sessionToken,
    SLACK_API_URL: slack.apiUrl,
    SLACK_BOT_TOKEN: "xoxb-doctor-test",
    SLACK_APP_TOKEN: "xapp-doctor-test",
    PORT: String(await freePort()),
    ROOTCHECK_HOME_ROLE: HOME_ROLE,
    ROOTCHECK_OPERATORS: cast.operator,
    ROOTCHECK_CHANNELS: places.security,
    ROOTCHECK_LOG_KEY: "0123456789abcdef0123456789abcdef",
  };
  return { aws, settings };
}

async function doctor(settings: Record<string, string>, ...parameters: readonly string[]) {
  const program: Program = startProgram(["src/cli/doctor/main.ts", ...parameters], settings);
  return { code: await program.ended(), printed: program.printed() };
}

/** The marks of what is not well, with what each is about. */
function troublesIn(printed: string): readonly string[] {
  return [...printed.matchAll(/^ {2}([!✗] .*?) {2}/gm)].map(([, trouble = ""]) => trouble.trim());
}

test("beside a running app that is set up as it should be, nothing is found", SLOW, async () => {
  const { aws, settings: given } = await startEnds();
  const settings = { ...given, ROOTCHECK_DATA_DIR: freshDataDirectory() };
  await startProgram(["src/main.ts"], settings).prints(READY);
  const { code, printed } = await doctor(settings);
  expect(troublesIn(printed)).toEqual([]);
  expect(printed).toMatch(/\d+ good, \d+ off, 0 warnings, 0 broken\n$/);
  expect(printed).toMatch(/✓ Data folder's holder +rootcheck has it \(process \d+ on /);
  expect(printed).toMatch(/– Inside the database +.*\/rootcheck doctor/);
  expect(printed).toMatch(/✓ Member role /);
  expect(code).toBe(0);
  const sessions = aws.calls.flatMap(({ principal }) => /\/(rootcheck-doctor.*)/.exec(principal)?.[1] ?? []);
  expect([...new Set(sessions)]).toEqual(["rootcheck-doctor-terminal"]);
});

test("nothing is amiss in the rehearsal of README.md", SLOW, async () => {
  const { settings } = await startRehearsal();
  const variables = {
    ...settings,
    ...connectionOf("socket"),
    ROOTCHECK_DATA_DIR: freshDataDirectory(),
    PORT: String(await freePort()),
  };
  await startProgram(["src/main.ts"], variables).prints(READY);
  const { code, printed } = await doctor(variables);
  expect(troublesIn(printed)).toEqual([]);
  expect(code).toBe(0);
});

test("what is broken is named with its mend, at once, and the program ends with 1", SLOW, async () => {
  const { bot } = manifest.oauth_config.scopes;
  const settings = {
    ...(await startEnds(bot.filter((scope) => scope !== "files:write"))).settings,
    SLACK_APP_TOKEN: "xapp-another",
    AWS_SECRET_ACCESS_KEY: "another-secret",
    DATABASE_URL: `postgres://rootcheck:secretive@127.0.0.1:${await freePort()}/rootcheck`,
    ROOTCHECK_OPERATORS: `${cast.operator},U01NOBODY00`,
    ROOTCHECK_CHANNELS: `${places.security},${places.general},${places.archived}`,
  };
  const { code, printed } = await doctor(settings);
  expect(troublesIn(printed)).toEqual([
    "✗ Scopes",
    "✗ Socket Mode",
    `✗ Channel ${places.general}`,
    `✗ Channel ${places.archived}`,
    "✗ Person U01NOBODY00",
    "✗ Credentials",
    "✗ Database",
  ]);
  for (const mend of [
    "files:write",
    "SLACK_APP_TOKEN=xapp-…",
    "/invite @rootcheck",
    `ROOTCHECK_OPERATORS=${cast.operator}`,
    `psql "$DATABASE_URL" -c 'select 1'`,
  ])
    expect(printed).toContain(`\n        ${mend}\n`);
  expect(printed).not.toContain("secretive");
  expect(code).toBe(1);
});

test.skipIf(!inject("postgres"))(
  "a server's database is looked into, and --json is for machines",
  SLOW,
  async () => {
    const settings = { ...(await startEnds()).settings, DATABASE_URL: await freshDatabaseUrl() };
    const { code, printed } = await doctor(settings, "--json");
    const { diagnoses } = z
      .object({ diagnoses: z.array(z.object({ subject: z.string(), verdict: z.string() })) })
      .parse(JSON.parse(printed));
    const verdicts = Object.fromEntries(diagnoses.map(({ subject, verdict }) => [subject, verdict]));
    expect(verdicts).toMatchObject({ Database: "good", Tables: "good", "Audit log": "good", Alerts: "good" });
    expect(Object.values(verdicts)).not.toContain("warning");
    expect(code).toBe(0);
  },
);

test.each([
  ["settings that are wrong", [], 78, /SLACK_BOT_TOKEN/],
  ["a word that it does not know", ["--all"], 2, /npm run doctor -- \[--json\]/],
] as const)("%s end it before it looks", SLOW, async (_, parameters, wanted, says) => {
  const { code, printed } = await doctor({}, ...parameters);
  expect(printed).toMatch(says);
  expect(code).toBe(wanted);
});
