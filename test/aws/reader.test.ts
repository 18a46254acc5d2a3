import { describe, expect, onTestFinished, test } from "vitest";
import { awsProbes } from "../../src/aws/doctor/probes.ts";
import { createAwsReader } from "../../src/aws/reader.ts";
import { HOME, MANAGEMENT, MEMBER, startTestAws, type TestAws } from "../local-aws/support.ts";
import { createManualClock } from "../support/manual-clock.ts";
import { CONFIG, everyRootFact, gistsOf, member, quiet, stubCaller } from "./support.ts";

async function startReader(options: Parameters<typeof startTestAws>[0] = {}) {
  const aws = await startTestAws(options);
  stubCaller(aws);
  const config = { aws: CONFIG, logLevel: "fatal" } as const;
  const reader = createAwsReader({ config, clock: createManualClock(), log: quiet });
  onTestFinished(() => reader.close());
  return { aws, reader };
}

const actionsOf = ({ calls }: TestAws) => calls.map(({ action }) => action);
const wanted = everyRootFact;

describe("through the thread", () => {
  test("pages of accounts come as AWS gives them, in the app's time", async () => {
    const { reader } = await startReader({ switches: { pageSize: 2, emptyPages: true } });
    const pages = await Array.fromAsync(reader.listAccounts("A1"));
    expect(pages.map((page) => page.map(({ id }) => id))).toEqual([[], [MANAGEMENT, HOME], [], [MEMBER]]);
    expect(pages[1]?.[0]?.described).toEqual({
      call: "organizations:ListAccounts",
      readAt: expect.any(Date),
    });
    expect(pages[1]?.[0]?.described?.readAt.getUTCFullYear()).toBe(2026);
  });

  test("a list that fails rejects with the reason", async () => {
    const { aws, reader } = await startReader();
    aws.setFaults([{ call: "organizations:ListAccounts", kind: "access-denied", times: 9 }]);
    await expect(Array.fromAsync(reader.listAccounts("A1"))).rejects.toMatchObject({
      code: "account_source",
      why: { code: "access-denied", call: "organizations:ListAccounts" },
    });
  });

  test("a list that nobody begins to read is not asked for", async () => {
    const { aws, reader } = await startReader();
    reader.listAccounts("A1");
    await reader.identity("A1");
    expect(actionsOf(aws)).not.toContain("ListAccounts");
  });

  test("a list that nobody reads on ends", async () => {
    const { aws, reader } = await startReader({ switches: { pageSize: 1 }, latencyMs: 5 });
    for await (const page of reader.listAccounts("A1")) if (page.length > 0) break;
    await reader.describeAccount(MEMBER, "A1");
    await reader.describeAccount(MEMBER, "A1");
    expect(actionsOf(aws).filter((action) => action === "ListAccounts").length).toBeLessThan(3);
  });

  test("units, their accounts, facts, profiles, the organization and what the doctor sees come over", async () => {
    const { reader } = await startReader();
    const signal = new AbortController().signal;
    const units = await reader.listUnits("A1");
    expect(units.map(({ name }) => name).toSorted()).toEqual(["Payments", "Prod", "Security"]);
    const security = units.find(({ name }) => name === "Security");
    expect(await reader.listAccountIdsIn(security?.id ?? "", "A1")).toEqual([HOME]);
    const facts = await reader.readAccount({ account: member, wanted, purpose: "A1" }, signal);
    expect(gistsOf(facts)).toMatchObject({ passwordPresent: false, passwordLastUsed: "never" });
    const profile = await reader.readProfile({ account: member, purpose: "A1" }, signal);
    expect(await reader.readOrganization("A1", signal)).toMatchObject({
      rootSessions: { value: true },
      iamDelegatedAdministrators: { value: [HOME] },
      serviceControlPolicies: { value: [] },
    });
    expect(profile).toMatchObject({ aliases: { value: [] }, securityContactSet: { known: false } });
    const probes = awsProbes({ reader, purpose: async () => "doctor-1" });
    const lines = await Promise.all(probes.map((probe) => probe.look(signal)));
    expect(lines.flat().find(({ subject }) => subject === "Organization")).toMatchObject({
      ...{ area: "aws", verdict: "good", found: expect.stringContaining("o-testtest01") },
    });
  });
});

describe("calls of AWS", () => {
  test("are counted for what they were made for, while somebody wants to know, profiles apart", async () => {
    const { aws, reader } = await startReader({ switches: { pageSize: 1 } });
    const { signal } = new AbortController();
    await reader.readAccount({ account: member, wanted, purpose: "A1" }, signal);
    {
      using first = reader.countCalls("A1");
      using second = reader.countCalls("A2");
      aws.clearCalls();
      await Array.fromAsync(reader.listAccounts("A1"));
      expect(first.take()).toBe(aws.calls.length);
      aws.clearCalls();
      await Promise.all([
        reader.readAccount({ account: member, wanted, purpose: "A2" }, signal),
        reader.readOrganization("A2", signal),
        reader.readAccount({ account: member, wanted, purpose: "A3" }, signal),
      ]);
      const others = aws.calls.filter(({ action }) => action !== "GetCallerIdentity").length;
      const counted = second.take();
      expect(counted).toBeGreaterThan(others / 2);
      expect(counted).toBeLessThan(aws.calls.length);
      await reader.readProfile({ account: member, purpose: "A1" }, signal);
      aws.setFaults([{ call: "organizations:DescribeAccount", kind: "access-denied", times: 9 }]);
      await expect(reader.describeAccount(MEMBER, "A1")).rejects.toThrow();
      expect([first.take(), first.take(), second.take()]).toEqual([1, 0, 0]);
    }
    await reader.readOrganization("A1", signal);
    using again = reader.countCalls("A1");
    expect(again.take()).toBe(0);
  });
});

describe("a signal", () => {
  const ask = (reader: Awaited<ReturnType<typeof startReader>>["reader"], signal: AbortSignal) =>
    reader.readProfile({ account: member, purpose: "A1" }, signal);

  test("that has aborted asks nobody", async () => {
    const { aws, reader } = await startReader();
    await expect(ask(reader, AbortSignal.abort(new Error("cancelled")))).rejects.toThrow("cancelled");
    expect(aws.calls).toEqual([]);
  });

  test("that aborts stops the thread's work as well", async () => {
    const { aws, reader } = await startReader();
    const cancel = new AbortController();
    const patient = new AbortController().signal;
    await ask(reader, patient);
    aws.clearCalls();
    // Eight go at once under their ceiling, and eight a second after them, so that most have to wait.
    const cancelled = Array.from({ length: 40 }, () => ask(reader, cancel.signal));
    const settled = Promise.allSettled(cancelled);
    cancel.abort(new Error("cancelled"));
    expect(new Set((await settled).map(({ status }) => status))).toEqual(new Set(["rejected"]));
    await ask(reader, patient);
    const asked = actionsOf(aws).filter((action) => action === "GetAlternateContact");
    expect(asked.length).toBeLessThan(20);
  });
});
