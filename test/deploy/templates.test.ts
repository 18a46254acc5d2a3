import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { deployedRoles } from "../../src/aws/statements.ts";
import { policiesOf, textOf } from "./deployed.ts";
import { resolveTemplate, type Template } from "./resolve-template.ts";

/** CloudFormation takes no more as text. */
const LONGEST_BODY = 51_200;

describe.each(deployedRoles)("the template of the role: %s", (role) => {
  const text = textOf(`${role}/role.yaml`);
  const template: Template = parse(text);
  const policies = policiesOf(role);
  const addOns = [...policies.keys()].filter((name) => name !== "core");
  const parameterOf = (name: string) => name.split("-").map(capitalized).join("");
  const own: Readonly<Record<string, string>> = {
    "AWS::Partition": "aws",
    ...(role === "home" ? { "AWS::AccountId": "111122223333" } : { HomeAccountId: "111122223333" }),
  };
  const roleWith = (given: Readonly<Record<string, string>> = {}) =>
    resolveTemplate(template, { ...own, ...given }).properties.Role ?? {};
  const namedPolicies = (names: readonly string[]) =>
    names.map((name) => ({
      PolicyName: `rootcheck-${name}`,
      PolicyDocument: JSON.parse(policies.get(name) ?? "{}"),
    }));

  test("makes one role, for the older rules of YAML too, and is short enough", () => {
    expect(Object.values(template.Resources).map(({ Type }) => Type)).toEqual(["AWS::IAM::Role"]);
    expect(parse(text, { version: "1.1" })).toEqual(template);
    expect(text.length).toBeLessThanOrEqual(LONGEST_BODY);
  });

  test("gives it the core, and who may take it on, where nothing is asked for", () => {
    expect(roleWith()).toEqual({
      RoleName: role === "home" ? "rootcheck" : "rootcheck-audit",
      Path: "/",
      Description: expect.stringContaining("It reads, and changes nothing."),
      AssumeRolePolicyDocument: JSON.parse(textOf(`${role}/trust.json`)),
      Policies: namedPolicies(["core"]),
    });
  });

  test.each(addOns)("adds %s where that is wanted, as its file has it", (name) => {
    expect(roleWith({ [parameterOf(name)]: "yes" }).Policies).toEqual(namedPolicies(["core", name]));
  });

  test("adds all, uses every parameter and condition, and keeps to the names given", () => {
    const wanted = Object.fromEntries(addOns.map((name) => [parameterOf(name), "yes"]));
    const named = role === "home" ? { MemberRole: "sec/audit" } : { HomeRole: "sec/home" };
    const boundary = "arn:aws-us-gov:iam::111122223333:policy/boundary";
    const { properties, used } = resolveTemplate(template, {
      ...own,
      "AWS::Partition": "aws-us-gov",
      ...{ ...wanted, ...named, ExternalId: "x-1", RolePath: "/sec/", RoleName: "audit" },
      PermissionsBoundaryArn: boundary,
    });
    const declared = [template.Parameters, template.Conditions].flatMap((each) => Object.keys(each));
    expect(declared.filter((name) => !used.has(name))).toEqual([]);
    expect(properties.Role).toMatchObject({
      ...{ RoleName: "audit", Path: "/sec/", PermissionsBoundary: boundary },
      AssumeRolePolicyDocument: {
        Statement: [
          {
            Principal: {
              AWS: `arn:aws-us-gov:iam::111122223333:${role === "home" ? "root" : "role/sec/home"}`,
            },
            Condition: { StringEquals: { "sts:ExternalId": "x-1" } },
          },
        ],
      },
    });
    const elsewhere = JSON.stringify(namedPolicies([...policies.keys()]))
      .replaceAll("arn:aws:", "arn:aws-us-gov:")
      .replaceAll("role/rootcheck-audit", "role/sec/audit");
    const byName = z.array(z.strictObject({ PolicyName: z.string(), PolicyDocument: z.unknown() }));
    const documents = byName.parse(properties.Role?.Policies).map((each) => [each.PolicyName, each]);
    const expected = byName.parse(JSON.parse(elsewhere)).map((each) => [each.PolicyName, each]);
    expect(Object.fromEntries(documents)).toEqual(Object.fromEntries(expected));
  });
});

function capitalized(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
