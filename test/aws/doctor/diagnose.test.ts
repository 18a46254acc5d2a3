import { describe, expect, test } from "vitest";
import type { FaultKind } from "../../../src/local-aws/faults.ts";
import { lineOf, startDoctor, troublesIn } from "./support.ts";

test("where all is as it should be, every line is good, and nothing has been changed", async () => {
  const { diagnose, aws } = await startDoctor();
  const lines = await diagnose();
  expect(lines.filter(({ verdict }) => verdict !== "good")).toEqual([]);
  expect(troublesIn(lines)).toEqual([]);
  expect(lineOf(lines, "List of accounts").found).toBe("5, of which 4 were tried.");
  const actions = aws.calls.map(({ action }) => action);
  expect(actions.filter((action) => action === "AssumeRoot")).toHaveLength(1);
  expect(
    actions.filter((action) => !/^(Assume|Describe|Get|Head|List|GenerateCredentialReport$)/.test(action)),
  ).toEqual([]);
  for (const inRootSession of ["ListAccessKeys", "ListMFADevices", "GetUser"])
    expect(actions).not.toContain(inRootSession);
  for (const { outcome } of aws.calls) expect(outcome).toMatch(/^(ok|Report(NotPresent|InProgress))$/);
});

describe("a call that is spoiled", () => {
  test("is told on its line, by what happened, and the others are told too", async () => {
    const { diagnose, aws } = await startDoctor();
    aws.setFaults([
      { call: "iam:ListOrganizationsFeatures", kind: "throttled", times: 99 },
      { call: "organizations:ListAWSServiceAccessForOrganization", kind: "http-500", times: 99 },
      { call: "account:GetPrimaryEmail", kind: "cut", times: 99 },
      { call: "s3:ListBuckets", kind: "nonsense", times: 99 },
      { call: "organizations:ListPolicies", kind: "cut", times: 99 },
    ]);
    const lines = await diagnose();
    expect(troublesIn(lines)).toEqual([
      "broken: Trusted access",
      "warning: Centralized root access",
      "broken: Root e-mail addresses",
      "broken: Canonical ids",
    ]);
    expect(lineOf(lines, "Trusted access").found).toMatch(/did not answer .*HTTP 500/);
    expect(lineOf(lines, "Centralized root access").found).toMatch(/is throttling iam:List/);
    expect(lineOf(lines, "Service control policies").found).toMatch(/^Not all could be read/);
    expect(lineOf(lines, "Root e-mail addresses").found).toMatch(/did not answer account:GetPrimaryEmail/);
    expect(lineOf(lines, "Canonical ids").found).toMatch(/In the home account .*answered s3:ListBuckets/);
  });

  test("that hangs holds up nothing else", async () => {
    const { diagnose, aws } = await startDoctor({ patienceMilliseconds: 3_000 });
    await diagnose();
    const call = "organizations:ListDelegatedAdministrators";
    aws.setFaults([{ call, kind: "slow", delayMs: 20_000, times: 99 }]);
    const lines = await diagnose();
    expect(troublesIn(lines)).toEqual(["broken: Delegated administrator"]);
    expect(lineOf(lines, "Delegated administrator").found).toMatch(/did not answer .*no answer in time/);
  });
});

describe("many calls that are spoiled", () => {
  const OUTSIDE = ["Credentials", "Region", "Home role", "AWS clock"];
  const OF_ORGANIZATION = ["Organization", "Delegated administrator", "Trusted access", "Root session"];
  const OF_ACCOUNTS = ["List of accounts", "Member role", "Service control policies"];
  const inAccounts = ["iam:*", "account:*", "s3:*", "support:*"];

  test.each<FaultKind>(["throttled", "cut", "nonsense"])(
    "(%s) leave every line there, and good is only what was seen",
    async (kind) => {
      const { diagnose, aws } = await startDoctor();
      async function goodWithout(calls: readonly string[]): Promise<readonly string[]> {
        aws.setFaults(calls.map((call) => ({ call, kind, times: 999 })));
        const lines = await diagnose();
        expect(lines).toHaveLength(19);
        return lines.filter(({ verdict }) => verdict === "good").map(({ subject }) => subject);
      }
      expect(await goodWithout(["organizations:*", "sts:AssumeRoot", ...inAccounts])).toEqual(OUTSIDE);
      expect(await goodWithout(inAccounts)).toEqual([...OUTSIDE, ...OF_ORGANIZATION, ...OF_ACCOUNTS]);
    },
  );
});

test("AWS that hangs altogether is told on the first line", async () => {
  const { diagnose, aws } = await startDoctor({ patienceMilliseconds: 200 });
  aws.setFaults([{ call: "*", kind: "slow", delayMs: 20_000, times: 99 }]);
  expect(troublesIn(await diagnose())).toEqual(["broken: Credentials"]);
});

test("what nobody waits for any more ends with the signal's reason", async () => {
  const { diagnose } = await startDoctor();
  await expect(diagnose(AbortSignal.abort(new Error("cancelled")))).rejects.toThrow("cancelled");
});
