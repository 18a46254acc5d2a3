import { readFileSync } from "node:fs";
import { parseEnv } from "node:util";
import { expect, test } from "vitest";
import { readConfig } from "../src/config.ts";
import { ConfigError } from "../src/config-faults.ts";
import { settingNames } from "../src/config-settings.ts";

const text = readFileSync(new URL("../.env.example", import.meta.url), "utf8");

/** The settings in the file, in its order; those behind a `#` are what holds without them. */
const entries = [...text.matchAll(/^(# )?([A-Z][A-Z_]*)=(.*)$/gm)].map(
  ([, comment, name = "", value = ""]) => ({
    name,
    value,
    isCommentedOut: comment !== undefined,
  }),
);

const required = { SLACK_BOT_TOKEN: "xoxb-1", SLACK_APP_TOKEN: "xapp-1", ROOTCHECK_OPERATORS: "U01" };

test("it has every setting once, in the order of the configuration", () => {
  expect(entries.map(({ name }) => name)).toEqual(settingNames);
});

test("only what has to be filled in stands uncommented", () => {
  const uncommented = entries.filter(({ isCommentedOut }) => !isCommentedOut);
  expect(Object.fromEntries(uncommented.map(({ name, value }) => [name, value]))).toEqual(parseEnv(text));
  expect(uncommented.map(({ name }) => name)).toEqual(Object.keys(required));
});

test("left as it is, it misses exactly what stands uncommented", () => {
  expect(() => readConfig(parseEnv(text))).toThrow(ConfigError);
  expect(() => readConfig({ ...parseEnv(text), ...required })).not.toThrow();
});

test("the values that it states are those that hold without them", () => {
  const stated = entries.filter(({ value }) => value !== "").map(({ name, value }) => [name, value]);
  expect(readConfig({ ...required, ...Object.fromEntries(stated) })).toEqual(readConfig(required));
  expect(stated).toEqual([
    ["SLACK_API_URL", "https://slack.com/api/"],
    ["PORT", "3000"],
    ["LOG_LEVEL", "info"],
    ["ROOTCHECK_DATA_DIR", "rootcheck-data"],
    ["ROOTCHECK_MEMBER_ROLE", "rootcheck-audit"],
    ["ROOTCHECK_ROOT_SESSIONS", "off"],
    ["ROOTCHECK_CONCURRENCY", "25"],
    ["ROOTCHECK_ROOT_UNUSED_DAYS", "90"],
    ["ROOTCHECK_RESULTS_DAYS", "90"],
    ["ROOTCHECK_DUE_DAYS", "1,7,30,90"],
    ["ROOTCHECK_SNOOZE_DAYS", "1,7,30,30"],
    ["ROOTCHECK_ACCEPTANCE_DAYS", "30,90,180,365"],
  ]);
});

test("every setting is explained in one to three lines right above it", () => {
  const lines = text.split("\n");
  for (const { name } of entries) {
    const at = lines.findIndex((line) => new RegExp(`^(# )?${name}=`).test(line));
    const above = lines.slice(lines.lastIndexOf("", at) + 1, at);
    expect(above.length, name).toBeGreaterThanOrEqual(1);
    expect(above.length, name).toBeLessThanOrEqual(3);
    for (const line of above) expect(line, name).toMatch(/^# \S/);
  }
});
