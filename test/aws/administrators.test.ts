import { describe, expect, test } from "vitest";
import type { AccountSpecification } from "../../src/local-aws/account.ts";
import type { OrganizationSpecification } from "../../src/local-aws/organization.ts";
import { HOME, MANAGEMENT, MEMBER, sampleOrganization } from "../local-aws/support.ts";
import { type AwsOptions, gistOf, member, startReadingAws } from "./support.ts";

const ALL = JSON.stringify({ Statement: { Effect: "Allow", Action: ["*"], Resource: "*" } });
const reader = { name: "reader", trusts: [HOME], allows: ["iam:*"], policies: ["AdministratorAccess"] };

type Given = Partial<AccountSpecification>;

/** Who administers the member account, and what IAM was asked for it. */
async function administersMember(given: Given, options: AwsOptions = {}) {
  const { roles = [], ...rest } = given;
  const organization = sampleOrganization({ member: { ...rest, roles: [reader, ...roles] } });
  const reading = await startReadingAws({ ...options, aws: { organization, ...options.aws } });
  const { administrators } = await reading.readProfile(member);
  const asked = reading.aws.calls.map(({ action }) => action);
  return { administrators, asked: asked.filter((action) => /Entities|Details/.test(action)) };
}

const ONE = ["ListEntitiesForPolicy"];
const TWO = ["ListEntitiesForPolicy", "GetAccountAuthorizationDetails"];
const statement = (change: object) =>
  JSON.stringify({ Statement: [{ Effect: "Allow", Action: "*", Resource: "*", ...change }] });

describe("an account is administered by", () => {
  test.each<[string, Given, readonly string[], readonly string[]]>([
    [
      "a user with AWS's policy",
      { users: [{ name: "kim", policies: ["AdministratorAccess"] }] },
      ["user kim"],
      ONE,
    ],
    [
      "a role of Identity Center",
      { roles: [{ name: "AWSReservedSSO_Admin_1", policies: ["AdministratorAccess"] }] },
      ["role AWSReservedSSO_Admin_1"],
      ONE,
    ],
    [
      "a group with a member",
      {
        users: [{ name: "kim" }],
        groups: [{ name: "g", members: ["kim"], policies: ["AdministratorAccess"] }],
      },
      ["group g"],
      TWO,
    ],
    ["a group without: nobody", { groups: [{ name: "g", policies: ["AdministratorAccess"] }] }, [], TWO],
    ["a role's own policy", { roles: [{ name: "r", inlinePolicies: { p: ALL } }] }, ["role r"], TWO],
    [
      "the account's policy on a user",
      { users: [{ name: "kim", policies: ["mine"] }], customerPolicies: { mine: ALL } },
      ["user kim"],
      TWO,
    ],
    ["a policy that nobody has: nobody", { customerPolicies: { mine: ALL } }, [], TWO],
    [
      "a policy with a condition: nobody",
      {
        roles: [
          { name: "r", inlinePolicies: { p: statement({ Condition: { Bool: { "aws:x": "true" } } }) } },
        ],
      },
      [],
      TWO,
    ],
    [
      "a policy on one service or resource, or one that denies: nobody",
      {
        roles: [
          { name: "a", inlinePolicies: { p: statement({ Action: "s3:*" }) } },
          { name: "b", inlinePolicies: { p: statement({ Resource: "arn:aws:s3:::x" }) } },
          { name: "c", inlinePolicies: { p: statement({ Effect: "Deny" }) } },
          { name: "d", policies: ["PowerUserAccess"] },
        ],
      },
      [],
      TWO,
    ],
    [
      "an AWS service: nobody",
      { roles: [{ name: "AWSServiceRoleForX", policies: ["AdministratorAccess"] }] },
      [],
      TWO,
    ],
    ["rootcheck itself: nobody", {}, [], TWO],
  ])("%s", async (_what, given, expected, calls) => {
    const { administrators, asked } = await administersMember(given);
    expect(administrators.known && administrators.value.map(({ kind, name }) => `${kind} ${name}`)).toEqual(
      expected,
    );
    expect(asked).toEqual(calls);
  });

  test("several hundred, on as many pages as it takes", async () => {
    const users = Array.from({ length: 230 }, (_, index) => ({
      name: `u${index}`,
      policies: ["AdministratorAccess"],
    }));
    const { administrators, asked } = await administersMember({ users });
    expect(administrators.known && administrators.value).toHaveLength(230);
    expect(asked).toEqual([...ONE, ...ONE, ...ONE]);
  });
});

test("in its own account the app does not count itself", async () => {
  const organization = sampleOrganization();
  const home = organization.accounts.get(HOME);
  for (const user of home?.users ?? []) user.policies = ["AdministratorAccess"];
  const { readProfile } = await startReadingAws({ aws: { organization } });
  expect(gistOf((await readProfile({ ...member, id: HOME })).administrators)).toEqual([]);
});

describe("where the account does not answer, Identity Center", () => {
  const identityCenter = {
    permissionSets: [
      { name: "Reader", policies: ["ReadOnlyAccess"], accounts: [MEMBER] },
      { name: "Admin", policies: ["AdministratorAccess"], accounts: [MEMBER] },
      { name: "Own", inlinePolicy: ALL, accounts: [MEMBER] },
      { name: "Elsewhere", policies: ["AdministratorAccess"], accounts: [HOME] },
    ],
  };
  const delegated = [{ account: HOME, services: ["iam.amazonaws.com", "sso.amazonaws.com"] }];

  async function assigned(given: Partial<OrganizationSpecification>, managementRole = false) {
    const organization = sampleOrganization({ member: { roles: [] }, ...given });
    const management = organization.accounts.get(MANAGEMENT);
    const { accounts } = sampleOrganization();
    const role = accounts.get(MEMBER)?.roles[0];
    if (managementRole && management && role) management.roles = [{ ...role, allows: ["sso:*"] }];
    const { readProfile } = await startReadingAws({ aws: { organization } });
    return (await readProfile(member)).administrators;
  }

  const both = [
    { kind: "permission set", name: "Admin" },
    { kind: "permission set", name: "Own" },
  ];

  test("is asked as its delegated administrator", async () => {
    const found = await assigned({ identityCenter, delegatedAdministrators: delegated });
    expect(found).toMatchObject({
      value: both,
      origin: { call: "sso:ListPermissionSetsProvisionedToAccount", rung: "own credentials" },
    });
  });

  test("is else asked in the management account", async () => {
    expect(await assigned({ identityCenter }, true)).toMatchObject({
      value: both,
      origin: { rung: "member role" },
    });
  });

  test("is asked about a permission set once for a purpose, as it was then, and anew for the next", async () => {
    const given = { identityCenter, delegatedAdministrators: delegated };
    const organization = sampleOrganization({ member: { roles: [] }, ...given });
    const { aws, readProfile, clock, advance } = await startReadingAws({ aws: { organization } });
    const askedFor = async (purpose: string) => {
      aws.clearCalls();
      const { administrators } = await readProfile(member, { purpose });
      const calls = aws.calls.filter(({ action }) => action === "ListManagedPoliciesInPermissionSet");
      return { calls: calls.length, readAt: administrators.known && administrators.origin.readAt };
    };
    const first = clock.now();
    expect(await askedFor("F1-1")).toEqual({ calls: 3, readAt: first });
    advance(5 * 60_000);
    expect(await askedFor("F1-1")).toEqual({ calls: 0, readAt: first });
    expect(await askedFor("F1-2")).toEqual({ calls: 3, readAt: clock.now() });
  });

  test("is asked anew when the session that asked first has ended", async () => {
    const organization = sampleOrganization({ member: { roles: [] }, identityCenter });
    const role = sampleOrganization().accounts.get(MEMBER)?.roles[0];
    const management = organization.accounts.get(MANAGEMENT);
    if (management && role) management.roles = [{ ...role, allows: ["sso:*"] }];
    const { readProfile, advance } = await startReadingAws({ aws: { organization } });
    await readProfile({ ...member, id: MANAGEMENT, isManagement: true });
    for (const minutes of [12, 8]) {
      advance(minutes * 60_000);
      expect((await readProfile(member)).administrators).toMatchObject({ value: both });
    }
  });

  test.each<[string, Partial<OrganizationSpecification>, RegExp]>([
    [
      "refuses",
      { identityCenter },
      /; Identity Center could not be asked: sso:ListPermissionSets is not allowed$/,
    ],
    ["is not there", {}, /could not be asked: an Identity Center in us-east-1$/],
    [
      "is in another Region",
      { identityCenter: { ...identityCenter, region: "eu-west-1" }, delegatedAdministrators: delegated },
      /an Identity Center in us-east-1$/,
    ],
    [
      "assigns nobody",
      { identityCenter: { permissionSets: [] }, delegatedAdministrators: delegated },
      /; Identity Center assigns nobody administrator access$/,
    ],
  ])("%s: unknown, for both reasons", async (_what, given, detail) => {
    const why = { code: "access-denied", call: "sts:AssumeRole", detail: expect.stringMatching(detail) };
    expect(await assigned(given)).toMatchObject({ known: false, why });
  });
});
