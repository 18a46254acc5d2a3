import { describe, expect, test } from "vitest";
import { checks } from "../src/checks/index.ts";
import { organizationChecks } from "../src/checks/organization/index.ts";
import { actions } from "../src/slack/actions/index.ts";
import { commands } from "../src/slack/commands/index.ts";
import { actionIds, callbackIds } from "../src/slack/ids.ts";
import { submissions } from "../src/slack/submissions/index.ts";
import { migrations } from "../src/store/migrations/index.ts";
import { importsOf, sourceFiles } from "./architecture/imports.ts";

const files = sourceFiles(new URL("../src/", import.meta.url));

interface Registry {
  readonly list: readonly unknown[];
  /** Files of the folder that are no entry: the type, and what the entries have in common. */
  readonly beside: readonly string[];
}

const registries: Record<string, Registry> = {
  checks: {
    list: checks,
    beside: [
      "check.ts",
      "coverage.ts",
      "evaluate.ts",
      "no-organization.ts",
      "personal-mailboxes.ts",
      "root-mfa-devices.ts",
    ],
  },
  "checks/organization": {
    list: organizationChecks,
    beside: ["evaluate.ts", "members.ts", "organization-check.ts"],
  },
  "slack/commands": { list: commands, beside: ["command.ts", "find-account.ts", "route.ts"] },
  "slack/actions": {
    list: actions,
    beside: ["action.ts", "known-account.ts", "known-finding.ts", "unknown-button.ts", "watched-channel.ts"],
  },
  "slack/submissions": { list: submissions, beside: ["decision-submission.ts", "submission.ts"] },
  "store/migrations": { list: migrations, beside: ["migration.ts"] },
};

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/"));
}

describe.each(Object.entries(registries))("%s", (folder, { list, beside }) => {
  const there = files.map(({ path }) => path).filter((path) => folderOf(path) === folder);
  const besides = [`${folder}/index.ts`, ...beside.map((name) => `${folder}/${name}`)];
  const entries = there.filter((path) => !besides.includes(path));
  const index = files.find(({ path }) => path === `${folder}/index.ts`) ?? { path: folder, source: "" };
  const imported = importsOf(index)
    .filter(({ typesOnly }) => !typesOnly)
    .map(({ target }) => target);

  test("has every file of the folder in its index", () => {
    expect(imported.toSorted()).toEqual(entries);
  });

  test("has every file that the index imports in its list, once", () => {
    expect(list).toHaveLength(imported.length);
    expect(new Set(list).size).toBe(list.length);
  });

  test("has nothing excused that is not there", () => {
    expect(besides.filter((path) => !there.includes(path))).toEqual([]);
  });
});

describe("the names that Slack hands back", () => {
  const slack = files.filter(({ path }) => path.startsWith("slack/") && path !== "slack/ids.ts");

  test("each action id is that of exactly one action", () => {
    expect(actions.map(({ id }) => id).toSorted()).toEqual(Object.values(actionIds).toSorted());
  });

  test("each form that can be sent goes by a callback id of its own", () => {
    const callbacks = submissions.map(({ callback }) => callback);
    expect(new Set(callbacks).size).toBe(callbacks.length);
  });

  test("none is there twice", () => {
    for (const ids of [Object.values(actionIds), Object.values(callbackIds)])
      expect(new Set(ids).size).toBe(ids.length);
  });

  test("each callback id is used by a view", () => {
    const views = slack.filter(({ path }) => path.startsWith("slack/views/")).map(({ source }) => source);
    for (const name of Object.keys(callbackIds))
      expect(views.join("\n"), name).toMatch(new RegExp(`\\bcallbackIds\\.${name}\\b`));
  });

  test.each(Object.values(actionIds))("%s is typed out nowhere else", (id) => {
    expect(slack.filter(({ source }) => source.includes(`"${id}"`)).map(({ path }) => path)).toEqual([]);
  });

  test("only register.ts tells Bolt what to listen to", () => {
    const listening = slack.filter(({ source }) =>
      /\bapp\.(?:command|action|view|event|shortcut|options)\b/.test(source),
    );
    expect(listening.map(({ path }) => path)).toEqual(["slack/register.ts"]);
  });
});

test("migrations run in the order of their names, which their files carry", () => {
  const ids = migrations.map(({ id }) => id);
  expect(ids).toEqual(ids.toSorted());
  const names = files.map(({ path }) => path).filter((path) => /^store\/migrations\/\d/.test(path));
  expect(names).toEqual(ids.map((id) => `store/migrations/${id}.ts`));
});

test("commands go by words of their own", () => {
  const words = commands.map(({ word }) => word);
  expect(new Set(words).size).toBe(words.length);
  for (const word of words) expect(word).toMatch(/^[a-z]+(-[a-z]+)*$/);
});
