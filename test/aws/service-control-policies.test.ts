import { describe, expect, test } from "vitest";
import type { ServiceControlPolicySpecification } from "../../src/local-aws/organization.ts";
import { MEMBER } from "../local-aws/support.ts";
import { member, type ReadingAws, startReadingAws } from "./support.ts";

function denyRoot(
  policy: Partial<Omit<ServiceControlPolicySpecification, "content">> = {},
  statement: Partial<ServiceControlPolicySpecification["content"]["Statement"][number]> = {},
): ServiceControlPolicySpecification {
  return {
    id: "p-9x2k1abcd",
    name: "deny-root",
    targets: ["Prod"],
    ...policy,
    content: {
      Statement: [
        {
          Sid: "DenyRoot",
          Effect: "Deny",
          Action: "*",
          Resource: "*",
          Condition: { StringLike: { "aws:PrincipalArn": "arn:aws:iam::*:root" } },
          ...statement,
        },
      ],
    },
  };
}

function startDenied(
  ...serviceControlPolicies: readonly ServiceControlPolicySpecification[]
): Promise<ReadingAws> {
  return startReadingAws({
    aws: { serviceControlPolicies: [...serviceControlPolicies], member: { roles: [] } },
    config: { rootSessions: "first" },
  });
}

const policyCalls = ({ aws }: ReadingAws) =>
  aws.calls
    .map(({ action }) => action)
    .filter((action) => /Polic/.test(action))
    .toSorted();

async function whyOf(reading: ReadingAws, account = member) {
  const { passwordPresent } = await reading.readFacts({ account });
  return passwordPresent.known ? undefined : passwordPresent.why;
}

describe("a root session that a policy denies", () => {
  test.each(["root", "Prod", "Prod/Payments", MEMBER])("is told by which, attached to %s", async (target) => {
    const other = denyRoot({ id: "p-elsewhere", targets: ["Security"] });
    const reading = await startDenied(other, denyRoot({ targets: [target] }));
    expect(await whyOf(reading)).toMatchObject({
      code: "denied-by-scp",
      call: "iam:GetAccountSummary",
      rung: "root session",
      detail: "p-9x2k1abcd, statement DenyRoot",
    });
  });

  test("costs one look-up for all accounts and ten minutes, and reads only the policies that concern them", async () => {
    const reading = await startDenied(denyRoot(), denyRoot({ id: "p-elsewhere", targets: ["Security"] }));
    await Promise.all([whyOf(reading), whyOf(reading)]);
    await whyOf(reading);
    const once = ["DescribePolicy", "ListPolicies", "ListTargetsForPolicy", "ListTargetsForPolicy"];
    expect(policyCalls(reading)).toEqual(once);
    reading.advance(600_001);
    await whyOf(reading);
    expect(policyCalls(reading)).toEqual([...once, ...once].toSorted());
  });

  test("asks nobody for the units that the account itself names", async () => {
    const reading = await startDenied(denyRoot());
    const home = await reading.sessions.home("A1");
    const described = await reading.organization.describeAccount(home, MEMBER);
    expect((await whyOf(reading, described))?.detail).toBe("p-9x2k1abcd, statement DenyRoot");
    expect(reading.aws.calls.map(({ action }) => action)).not.toContain("ListParents");
  });

  test("names no statement that may not apply", async () => {
    const reading = await startDenied(
      denyRoot({}, { Condition: { Bool: { "aws:AssumedRoot": "true" }, StringNotLike: { "aws:x": "y" } } }),
    );
    expect((await whyOf(reading))?.detail).toBe(
      "iam:GetAccountSummary (the answer does not name the policy)",
    );
  });

  test.each(["ListPolicies", "ListTargetsForPolicy", "DescribePolicy", "ListParents"])(
    "says so where %s is not allowed",
    async (operation) => {
      const reading = await startDenied(denyRoot());
      reading.aws.setFaults([{ call: `organizations:${operation}`, kind: "access-denied", times: 99 }]);
      expect(await whyOf(reading)).toMatchObject({
        code: "denied-by-scp",
        detail: `iam:GetAccountSummary (the policy could not be read: organizations:${operation} is not allowed)`,
      });
    },
  );

  test("that is known not to be readable is not asked for again by every account", async () => {
    const reading = await startDenied(denyRoot());
    reading.aws.setFaults([{ call: "organizations:ListPolicies", kind: "access-denied", times: 99 }]);
    await whyOf(reading);
    await whyOf(reading);
    expect(policyCalls(reading)).toEqual(["ListPolicies"]);
  });
});

test("a member role that a policy denies is told by which", async () => {
  const reading = await startReadingAws({
    aws: {
      serviceControlPolicies: [
        denyRoot(
          {},
          {
            Sid: "OnlyAdmins",
            Action: "iam:*",
            Condition: { ArnNotLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/admin" } },
          },
        ),
      ],
    },
  });
  expect(await whyOf(reading)).toMatchObject({
    rung: "member role",
    detail: "p-9x2k1abcd, statement OnlyAdmins",
  });
});

test("a policy that denies root sessions is worth more than a role that is missing", async () => {
  const reading = await startReadingAws({
    aws: { serviceControlPolicies: [denyRoot()], member: { roles: [] } },
    config: { rootSessions: "fallback" },
  });
  expect(await whyOf(reading)).toMatchObject({ code: "denied-by-scp" });
});
