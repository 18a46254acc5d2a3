import { describe, expect, test } from "vitest";
import type { ReadOrganizationFacts } from "../../src/domain/organization-facts.ts";
import type {
  OrganizationSpecification,
  ServiceControlPolicySpecification,
} from "../../src/local-aws/organization.ts";
import { HOME, HOME_KEY, MANAGEMENT_KEY, MEMBER, MEMBER_KEY } from "../local-aws/support.ts";
import { gistOf, type ReadingAws, startReadingAws } from "./support.ts";

const denyRoot: ServiceControlPolicySpecification = {
  id: "p-9x2k1abcd",
  name: "deny-root",
  targets: ["root", "Prod", MEMBER],
  content: {
    Statement: [
      {
        Sid: "DenyRoot",
        Effect: "Deny",
        Action: "*",
        Resource: "*",
        Condition: { StringLike: { "aws:PrincipalArn": "arn:aws:iam::*:root" } },
      },
    ],
  },
};
const elsewhere = { ...denyRoot, id: "p-elsewhere", name: "elsewhere", targets: ["Security"] };
const attachedNowhere = { ...denyRoot, id: "p-nowhere01", name: "nowhere", targets: [] };
const serviceControlPolicies = [denyRoot, elsewhere, attachedNowhere];

/** What was asked for the facts that this file is about. */
const callsOf = ({ aws }: ReadingAws) =>
  aws.calls
    .filter(({ service, action }) => service === "organizations" || action === "ListOrganizationsFeatures")
    .map(({ action }) => action)
    .filter((action) => action !== "DescribeOrganization")
    .toSorted();

function gistsOf(facts: ReadOrganizationFacts) {
  const { rootActivityAlerts: _, serviceControlPolicies: policies, ...others } = facts;
  return {
    ...Object.fromEntries(Object.entries(others).map(([name, read]) => [name, gistOf(read)])),
    policies: policies.known ? policies.value.map(({ id }) => id) : policies.why.code,
  };
}

describe("the organization", () => {
  test.each([
    ["the delegated administrator", HOME_KEY],
    ["the management account", MANAGEMENT_KEY],
  ])("is read from %s, at two calls a policy at most", async (_, as) => {
    const reading = await startReadingAws({ as, aws: { serviceControlPolicies } });
    expect(gistsOf(await reading.readOrganization())).toEqual({
      centralCredentialsManagement: true,
      rootSessions: true,
      iamDelegatedAdministrators: [HOME],
      policies: ["p-9x2k1abcd", "p-elsewhere"],
    });
    expect(callsOf(reading)).toEqual([
      "DescribePolicy",
      "DescribePolicy",
      "ListDelegatedAdministrators",
      "ListOrganizationsFeatures",
      "ListPolicies",
      ...Array(3).fill("ListTargetsForPolicy"),
    ]);
  });

  test("has its policies whole, with the ids of what they are attached to", async () => {
    const reading = await startReadingAws({
      aws: { serviceControlPolicies, switches: { pageSize: 1, emptyPages: true } },
    });
    const { serviceControlPolicies: policies } = await reading.readOrganization();
    const [policy] = policies.known ? policies.value : [];
    const home = await reading.sessions.home("A1");
    const units = await reading.organization.listUnits(home, reading.call);
    const prod = units.find(({ name }) => name === "Prod")?.id;
    expect(policy).toMatchObject({ name: "deny-root", targets: ["r-e1x4", prod, MEMBER] });
    expect(JSON.parse(policy?.content ?? "")).toMatchObject({ Statement: [{ Sid: "DenyRoot" }] });
  });

  test("is read afresh for the next purpose", async () => {
    const reading = await startReadingAws({ aws: { serviceControlPolicies: [denyRoot] } });
    await reading.readOrganization("A1");
    await reading.readOrganization("A2");
    expect(callsOf(reading).filter((action) => action === "DescribePolicy")).toHaveLength(2);
  });

  test("is asked again for what could not be reached, and not for what was refused", async () => {
    const reading = await startReadingAws({ aws: { serviceControlPolicies: [denyRoot] } });
    reading.aws.setFaults([{ call: "organizations:ListPolicies", kind: "http-500", times: 1 }]);
    expect(gistsOf(await reading.readOrganization()).policies).toBe("unreachable");
    expect(gistsOf(await reading.readOrganization()).policies).toEqual(["p-9x2k1abcd"]);
    reading.aws.setFaults([{ call: "organizations:ListPolicies", kind: "access-denied", times: 1 }]);
    expect(gistsOf(await reading.readOrganization("A2")).policies).toBe("access-denied");
    expect(gistsOf(await reading.readOrganization("A2")).policies).toBe("access-denied");
  });

  test("is asked for a policy once, where an account has been denied by it too", async () => {
    const reading = await startReadingAws({
      aws: { serviceControlPolicies: [denyRoot], member: { roles: [] } },
      config: { rootSessions: "first" },
    });
    const [facts] = await Promise.all([reading.readFacts(), reading.readOrganization()]);
    expect(facts.passwordPresent).toMatchObject({ why: { detail: "p-9x2k1abcd, statement DenyRoot" } });
    expect(callsOf(reading).filter((action) => /DescribePolicy|ListPolicies/.test(action))).toEqual([
      "DescribePolicy",
      "ListPolicies",
    ]);
  });
});

describe("features of centralized root access", () => {
  test.each<[string, Partial<OrganizationSpecification>, string | undefined]>([
    ["one of them", {}, undefined],
    ["without trusted access for IAM", { trustedAccess: [] }, "off, as trusted access for IAM is"],
    [
      "with consolidated billing alone",
      { featureSet: "CONSOLIDATED_BILLING" },
      "off, as all features of the organization are not enabled",
    ],
  ])("that are off are known to be: %s", async (_, given, said) => {
    const reading = await startReadingAws({ aws: { rootFeatures: ["RootSessions"], ...given } });
    const { centralCredentialsManagement: central } = await reading.readOrganization();
    expect(central).toMatchObject({ known: true, value: false });
    expect(central.known && central.origin.given).toBe(said);
  });

  test("are told to nobody else, who hears where to run instead; the rest is unread as well", async () => {
    const reading = await startReadingAws({ as: MEMBER_KEY });
    const facts = await reading.readOrganization();
    expect(facts.centralCredentialsManagement).toMatchObject({
      known: false,
      why: { code: "access-denied", detail: expect.stringContaining("run rootcheck in one of them") },
    });
    expect(gistsOf(facts)).toEqual({
      centralCredentialsManagement: "access-denied",
      rootSessions: "access-denied",
      iamDelegatedAdministrators: "access-denied",
      policies: "access-denied",
    });
  });
});

describe("one fact that cannot be read", () => {
  const all = {
    centralCredentialsManagement: true,
    rootSessions: true,
    iamDelegatedAdministrators: [HOME],
    policies: ["p-9x2k1abcd"],
  };

  test.each([
    [
      "iam:ListOrganizationsFeatures",
      { centralCredentialsManagement: "access-denied", rootSessions: "access-denied" },
    ],
    ["organizations:ListDelegatedAdministrators", { iamDelegatedAdministrators: "access-denied" }],
    ["organizations:ListPolicies", { policies: "access-denied" }],
    ["organizations:ListTargetsForPolicy", { policies: "access-denied" }],
    ["organizations:DescribePolicy", { policies: "access-denied" }],
  ])("because of %s takes no other with it", async (call, missing) => {
    const reading = await startReadingAws({ aws: { serviceControlPolicies: [denyRoot] } });
    reading.aws.setFaults([{ call, kind: "access-denied", times: 9 }]);
    expect(gistsOf(await reading.readOrganization())).toEqual({ ...all, ...missing });
  });
});

test("where the home role cannot be taken on, everything is unread, and why is said", async () => {
  const reading = await startReadingAws({ config: { homeRole: "arn:aws:iam::200000000002:role/none" } });
  const facts = await reading.readOrganization();
  for (const read of Object.values(facts))
    expect(read).toMatchObject({ known: false, why: { code: "access-denied", call: "sts:AssumeRole" } });
});

test("a reading that nobody waits for any more ends with the signal's reason", async () => {
  const reading = await startReadingAws();
  const cancelled = AbortSignal.abort(new Error("cancelled"));
  await expect(reading.readOrganization("A1", cancelled)).rejects.toThrow("cancelled");
});
