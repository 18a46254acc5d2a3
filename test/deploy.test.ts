import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { type CallEntry, calls } from "../src/aws/calls.ts";
import { readConfig } from "../src/config.ts";

const texts = z.union([z.string().transform((text) => [text]), z.array(z.string())]);

const policy = z.strictObject({
  Version: z.literal("2012-10-17"),
  Statement: z.array(
    z.strictObject({
      Sid: z.string().regex(/^[A-Za-z0-9]+$/),
      Effect: z.literal("Allow"),
      Principal: z.strictObject({ AWS: z.string() }).optional(),
      Action: texts,
      Resource: texts.optional(),
      Condition: z.record(z.string(), z.record(z.string(), z.string())).optional(),
    }),
  ),
});

const folder = new URL("../deploy/", import.meta.url);

function statementsOf(name: string) {
  return policy.parse(JSON.parse(readFileSync(new URL(name, folder), "utf8"))).Statement;
}

function actionsOf(...names: readonly string[]): readonly string[] {
  return names.flatMap((name) => statementsOf(name).flatMap(({ Action }) => Action)).toSorted();
}

function actionsFor(whose: "home" | "member" | "management"): readonly string[] {
  const entries = Object.values<CallEntry>(calls).filter(({ allowedFor }) => allowedFor.includes(whose));
  return [...new Set(entries.map(({ action }) => action))].toSorted();
}

describe("the policies allow what the code calls, and no more", () => {
  test("of the home role, with root sessions apart", () => {
    expect(actionsOf("home-policy.json", "root-sessions-policy.json")).toEqual(actionsFor("home"));
    expect(actionsOf("root-sessions-policy.json")).toEqual(["sts:AssumeRoot"]);
  });

  test("of the member role", () => {
    expect(actionsOf("member-policy.json")).toEqual(actionsFor("member"));
  });

  test("of the member role in the management account, beside that", () => {
    expect(actionsOf("management-policy.json")).toEqual(actionsFor("management"));
  });

  test("of a root session only the task that looks", () => {
    const [statement] = statementsOf("root-sessions-policy.json");
    expect(statement?.Condition).toEqual({
      StringEquals: { "sts:TaskPolicyArn": "arn:aws:iam::aws:policy/root-task/IAMAuditRootUserCredentials" },
    });
  });
});

describe("the roles", () => {
  const { aws } = readConfig({
    SLACK_BOT_TOKEN: "xoxb-1",
    SLACK_APP_TOKEN: "xapp-1",
    ROOTCHECK_OPERATORS: "U1",
  });

  test("that may be entered are those that the settings name where they say nothing else", () => {
    const entered = statementsOf("home-policy.json").filter(({ Action }) =>
      Action.includes("sts:AssumeRole"),
    );
    expect(entered.flatMap(({ Resource }) => Resource)).toEqual([`arn:aws:iam::*:role/${aws.memberRole}`]);
  });

  test.each(readdirSync(folder).filter((name) => name.endsWith("-trust.json")))(
    "%s lets one principal in",
    (name) => {
      const [statement, ...others] = statementsOf(name);
      expect(others).toEqual([]);
      expect(statement).toMatchObject({ Action: ["sts:AssumeRole"] });
      expect(statement?.Principal?.AWS).toMatch(/^arn:aws:iam::111122223333:(root|role\/rootcheck)$/);
    },
  );
});
