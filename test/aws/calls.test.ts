import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type CallEntry, calls } from "../../src/aws/calls.ts";

const entries = Object.entries<CallEntry>(calls);
const folder = new URL("../../src/aws/", import.meta.url);
const sources = readdirSync(folder, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".ts") && name !== "calls.ts")
  .map((name) => readFileSync(new URL(name, folder), "utf8"));

/** Names that do not begin with a reading verb and change nothing all the same: they make a report, or a session. */
const HARMLESS = ["iam:GenerateCredentialReport", "sts:AssumeRole", "sts:AssumeRoot"];

test.each(entries)("%s is allowed by an action of its service, and only reads", (call, { action }) => {
  const prefix = call.split(":")[0];
  expect(call).toMatch(/^[a-z0-9]+:[A-Z][A-Za-z0-9]+$/);
  expect(action).toMatch(new RegExp(`^${prefix}:[A-Z][A-Za-z0-9]+$`));
  for (const name of [call, action])
    if (!HARMLESS.includes(name)) expect(name).toMatch(/^[a-z0-9]+:(Get|List|Describe|Lookup|Head)[A-Z]/);
});

test("nothing is excused that is not called", () => {
  expect(HARMLESS.filter((call) => !(call in calls))).toEqual([]);
});

describe("the code", () => {
  const operations = entries.map(([call]) => call.split(":")[1] ?? "");

  test("sends no command that is not in the table", () => {
    const sent = sources.flatMap((source) =>
      [...source.matchAll(/new (\w+)Command\(/g)].map(([, name]) => name),
    );
    expect(new Set(sent)).toEqual(new Set(operations));
  });

  test("sends each command under its own ceiling", () => {
    const pairs = sources.flatMap((source) => {
      const named = source.replaceAll(/const CALL = "(\w+:\w+)"/g, "");
      const constant = /const CALL = "(\w+:\w+)"/.exec(source)?.[1];
      return [...named.matchAll(/call(?:Of)?\(\s*(?:"(\w+:\w+)"|CALL)/g)].map(
        ([, call]) => call ?? constant ?? "?",
      );
    });
    expect(new Set(pairs)).toEqual(new Set(entries.map(([call]) => call)));
  });
});

describe("the ceilings", () => {
  /** Calls a second that AWS publishes for one account. */
  const published: Record<string, number> = {
    "organizations:DescribeOrganization": 1,
    "organizations:ListAccounts": 8,
    "organizations:DescribeAccount": 20,
    "organizations:ListParents": 5,
    "organizations:ListRoots": 1,
    "organizations:ListOrganizationalUnitsForParent": 5,
    "organizations:ListAccountsForParent": 5,
    "organizations:ListPolicies": 5,
    "organizations:ListTargetsForPolicy": 5,
    "organizations:ListDelegatedAdministrators": 5,
    "organizations:DescribePolicy": 2,
    "account:GetPrimaryEmail": 3,
    "account:GetAlternateContact": 10,
    "account:GetContactInformation": 10,
  };

  test.each(Object.entries(published))("of %s leave room below %i a second", (call, limit) => {
    const perSecond = entries.find(([name]) => name === call)?.[1].perSecond ?? 0;
    expect(perSecond).toBeGreaterThan(0);
    expect(perSecond).toBeLessThanOrEqual(Math.max(1, limit - 0.5));
  });

  const bursts: Partial<Record<string, number>> = {
    "organizations:ListAccounts": 12,
    "organizations:ListOrganizationalUnitsForParent": 8,
    "organizations:ListAccountsForParent": 8,
    "organizations:ListParents": 8,
    "organizations:ListPolicies": 8,
    "organizations:ListTargetsForPolicy": 8,
    "organizations:ListDelegatedAdministrators": 8,
  };

  test.each(entries.filter(([, { burst }]) => burst))(
    "of %s leave room when many go at once",
    (call, { burst }) => {
      expect(burst).toBeLessThan(bursts[call] ?? 0);
    },
  );

  test("of Identity Center together leave room below its 20 a second", () => {
    const ofIdentityCenter = entries.filter(([call]) => call.startsWith("sso:"));
    expect(ofIdentityCenter.length).toBeGreaterThan(0);
    expect(ofIdentityCenter.reduce((total, [, { perSecond }]) => total + perSecond, 0)).toBeLessThan(20);
  });

  test("of Support together leave room below its five a second", () => {
    const ofSupport = entries.filter(([call]) => call.startsWith("support:"));
    expect(ofSupport).toHaveLength(2);
    expect(ofSupport.reduce((total, [, { perSecond }]) => total + perSecond, 0)).toBeLessThan(5);
  });

  test("of STS together leave room below its 600 a second", () => {
    const sum = entries
      .filter(([call]) => call.startsWith("sts:"))
      .reduce((total, [, { perSecond }]) => total + perSecond, 0);
    expect(sum).toBeLessThan(600);
  });
});

test("no policy of anybody's has to allow what everybody may, and what the task of a root session lets it", () => {
  const byTask = ["iam:ListMFADevices", "iam:GetUser"];
  const withoutPolicy = entries.filter(([, { allowedBy }]) => allowedBy.length === 0).map(([call]) => call);
  expect(withoutPolicy).toEqual(["sts:GetCallerIdentity", ...byTask]);
});
