import { describe, expect, test } from "vitest";
import { readConfig } from "../src/config.ts";
import { ConfigError, type ConfigFault } from "../src/config-faults.ts";
import { settingNames } from "../src/config-settings.ts";
import { settings } from "./config-settings.ts";

const required = {
  SLACK_BOT_TOKEN: "xoxb-1-abc",
  SLACK_APP_TOKEN: "xapp-1-abc",
  ROOTCHECK_OPERATORS: "U0PER4T0R",
};

/** What one setting asks of another; alone it changes nothing. */
const companions = { ROOTCHECK_ALERT_WEBHOOK_SECRET: "a".repeat(32) };

function faultsOf(variables: NodeJS.ProcessEnv): readonly ConfigFault[] {
  try {
    readConfig(variables);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
}

test("every setting is in the table", () => {
  expect(Object.keys(settings)).toEqual(settingNames);
});

describe.each(Object.entries(settings))("%s", (name, { takes, refuses, problem }) => {
  test.each(takes)("takes %s", (value, config) => {
    expect(readConfig({ ...required, ...companions, [name]: value })).toMatchObject(config);
  });

  test.for(refuses)("refuses %s, by its name", (value) => {
    const faults = faultsOf({ ...required, ...companions, [name]: value });
    expect(faults).toEqual([{ variable: name, problem: expect.stringMatching(problem ?? /^$/) }]);
  });
});

const nothing = [undefined, "", "  "];
const optional = Object.entries(settings).filter(([, { absent }]) => absent);
const missed = Object.entries(settings).filter(([, { absent }]) => !absent);

test.each(optional)("%s has a value of its own when it is absent or empty", (name, { absent = {} }) => {
  for (const value of nothing)
    expect(readConfig({ ...required, [name]: value }), `${value}`).toMatchObject(absent);
});

test.each(missed)("%s is missed when it is absent or empty", (name) => {
  for (const value of nothing) {
    const faults = faultsOf({ ...required, [name]: value });
    expect(faults).toEqual([{ variable: name, problem: expect.stringMatching(/^is missing\. /) }]);
  }
});

test("what has no value of its own is left out", () => {
  const { aws } = readConfig({ ...required, ROOTCHECK_HOME_ROLE: "", ROOTCHECK_EXTERNAL_ID: " " });
  expect(Object.keys(aws)).toEqual(["memberRole", "rootSessions", "concurrency"]);
});

test("the app-level token means Socket Mode, whatever else is set", () => {
  const { slack } = readConfig({ ...required, SLACK_SIGNING_SECRET: "secret" });
  expect(slack.connection).toEqual({ mode: "socket", appToken: required.SLACK_APP_TOKEN });
});

test("the signing secret alone means HTTP", () => {
  const { slack } = readConfig({ ...required, SLACK_APP_TOKEN: "", SLACK_SIGNING_SECRET: "secret" });
  expect(slack.connection).toEqual({ mode: "http", signingSecret: "secret" });
});

test("a wrong app-level token is told once, and not as a missing one", () => {
  expect(faultsOf({ ...required, SLACK_APP_TOKEN: "abc" })).toHaveLength(1);
});

test("an address for alerts takes a secret to sign them with", () => {
  const address = { ROOTCHECK_ALERT_WEBHOOK: "https://pager.example/" };
  expect(faultsOf({ ...required, ...address })).toEqual([
    { variable: "ROOTCHECK_ALERT_WEBHOOK_SECRET", problem: expect.stringMatching(/^is missing\. /) },
  ]);
  const { alertWebhook } = readConfig({ ...required, ...address, ...companions });
  expect(alertWebhook).toEqual({ url: "https://pager.example/", secret: "a".repeat(32) });
  expect(readConfig({ ...required, ...companions })).not.toHaveProperty("alertWebhook");
});

test("a Region that the AWS SDK cannot read is told before it starts", () => {
  for (const AWS_REGION of ["us east 1", "us-east-1;", "eu.west"])
    expect(faultsOf({ ...required, AWS_REGION })).toEqual([
      { variable: "AWS_REGION", problem: expect.stringContaining("eu-west-1") },
    ]);
  for (const AWS_REGION of ["eu-west-1", "aws-global", ""])
    expect(faultsOf({ ...required, AWS_REGION })).toEqual([]);
});

test("a list of commas names nobody", () => {
  expect(faultsOf({ ...required, ROOTCHECK_OPERATORS: " , " })).toMatchObject([
    { problem: expect.stringMatching(/^is missing/) },
  ]);
});

test("all faults are told at once, in the order of the settings", () => {
  const variables = { ROOTCHECK_AUDITORS: "carol", ROOTCHECK_CHANNELS: "general", PORT: "x" };
  const wrong = [
    "SLACK_BOT_TOKEN",
    "SLACK_APP_TOKEN",
    "PORT",
    "ROOTCHECK_CHANNELS",
    "ROOTCHECK_OPERATORS",
    "ROOTCHECK_AUDITORS",
  ];
  expect(faultsOf(variables).map(({ variable }) => variable)).toEqual(wrong);
  expect(() => readConfig(variables)).toThrow(
    new RegExp(
      `6 settings need attention[^]*${wrong.join("[^]*")}[^]*\\.env\\.example[^]*npm run playground`,
    ),
  );
});

test("a fault never repeats a secret", () => {
  const variables = {
    SLACK_BOT_TOKEN: "xoxp-hush",
    SLACK_APP_TOKEN: "hush",
    DATABASE_URL: "mysql://user:hush@host/database",
    ROOTCHECK_EXTERNAL_ID: "hush hush",
    ROOTCHECK_ALERT_WEBHOOK: "http://pager.example/hush",
    ROOTCHECK_ALERT_WEBHOOK_SECRET: "whsec_hush",
  };
  expect(faultsOf(variables).length).toBeGreaterThanOrEqual(6);
  expect(() => readConfig(variables)).not.toThrow(/hush/);
  expect(() => readConfig(variables)).toThrow(ConfigError);
});
