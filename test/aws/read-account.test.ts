import { describe, expect, test } from "vitest";
import { HOME, MANAGEMENT } from "../local-aws/support.ts";
import { devices, everything, NOTHING, password, withRoot } from "./root-users.ts";
import { gistsOf, member, startReadingAws } from "./support.ts";

describe("the ladder", () => {
  test("in fallback mode opens a root session to complete the list of devices, and asks it for all that is open", async () => {
    const { readFacts, takeCalls } = await startReadingAws(
      withRoot(everything, { rootSessions: "fallback" }),
    );
    const facts = await readFacts();
    expect(facts.mfaDevices).toMatchObject({ value: { complete: true }, origin: { rung: "root session" } });
    expect(facts.accessKeys).toMatchObject({ origin: { rung: "root session" } });
    expect(facts.passwordPresent).toMatchObject({ origin: { rung: "member role" } });
    expect(takeCalls().filter((action) => action === "GetAccountSummary")).toHaveLength(1);
  });

  test("does not open a root session for what AWS is only preparing", async () => {
    const { readFacts, takeCalls } = await startReadingAws(
      withRoot({ password }, { rootSessions: "fallback" }),
    );
    expect(gistsOf(await readFacts())).toMatchObject({ passwordLastUsed: "report-not-ready" });
    expect(takeCalls()).not.toContain("AssumeRoot");
  });

  test("opens no root session for the devices of a root user that has nothing to sign in with", async () => {
    const root = { mfaDevices: [devices[0]] };
    const { readFacts, takeCalls } = await startReadingAws(withRoot(root, { rootSessions: "fallback" }));
    await readFacts();
    expect(takeCalls()).not.toContain("AssumeRoot");
  });

  test("keeps the incomplete list where the root session does not open", async () => {
    const options = withRoot(everything, { rootSessions: "fallback" });
    const { readFacts, aws } = await startReadingAws({
      ...options,
      aws: { ...options.aws, rootFeatures: [] },
    });
    expect(gistsOf(await readFacts())).toMatchObject({
      mfaDevices: { complete: false },
      accessKeys: "report-not-ready",
    });
    expect(aws.calls.map(({ action }) => action)).toContain("AssumeRoot");
  });

  test.each([
    ["off", ["AssumeRole"], "access-denied"],
    ["fallback", ["AssumeRole", "AssumeRoot", "GetAccountSummary"], false],
    ["first", ["AssumeRoot", "GetAccountSummary"], false],
  ] as const)("with root sessions %s and no member role", async (rootSessions, calls, passwordPresent) => {
    const { readFacts, takeCalls } = await startReadingAws({
      aws: { member: { roles: [] } },
      config: { rootSessions },
    });
    expect(gistsOf(await readFacts())).toMatchObject({ passwordPresent });
    expect(takeCalls()).toEqual(calls);
  });

  test("falls back on the role where the feature is off", async () => {
    const { readFacts } = await startReadingAws({
      aws: { rootFeatures: [] },
      config: { rootSessions: "first" },
    });
    const facts = await readFacts();
    expect(facts.passwordPresent).toMatchObject({ value: false, origin: { rung: "member role" } });
    expect(facts.centralCredentialsManagement).toMatchObject({ value: false });
  });

  test("reads the home account by its own credentials", async () => {
    const { readFacts, takeCalls } = await startReadingAws({ config: { rootSessions: "first" } });
    const facts = await readFacts({ account: { ...member, id: HOME } });
    expect(facts.passwordPresent).toMatchObject({ value: false, origin: { rung: "own credentials" } });
    expect(takeCalls()).toEqual(["GetAccountSummary"]);
  });

  test("never asks for a root session in the management account", async () => {
    const { readFacts, takeCalls } = await startReadingAws({ config: { rootSessions: "first" } });
    const facts = await readFacts({ account: { ...member, id: MANAGEMENT, isManagement: true } });
    expect(gistsOf(facts)).toMatchObject({ passwordPresent: "access-denied" });
    expect(takeCalls()).toEqual(["AssumeRole"]);
  });

  test("asks again for nothing that is known or was refused", async () => {
    const { readFacts, takeCalls } = await startReadingAws({ aws: { member: { roles: [] } } });
    const earlier = await readFacts();
    takeCalls();
    expect(await readFacts({ earlier })).toEqual(earlier);
    expect(takeCalls()).toEqual([]);
  });

  test("asks again for what failed in passing", async () => {
    const { readFacts, aws } = await startReadingAws(withRoot({}));
    aws.setFaults([
      { call: "iam:GetAccountSummary", kind: "http-500" },
      { call: "iam:GenerateCredentialReport", kind: "http-500" },
      { call: "iam:ListVirtualMFADevices", kind: "http-500" },
    ]);
    const earlier = await readFacts();
    expect(new Set(Object.values(gistsOf(earlier)))).toEqual(new Set(["unreachable"]));
    expect(gistsOf(await readFacts({ earlier }))).toEqual(NOTHING);
  });

  test("leaves alone what nobody wanted", async () => {
    const { readFacts, takeCalls } = await startReadingAws(withRoot(everything));
    const facts = await readFacts({ wanted: ["passwordPresent"] });
    expect(gistsOf(facts)).toMatchObject({ passwordPresent: true, accessKeys: "not-read-yet" });
    expect(takeCalls()).toEqual(["AssumeRole", "GetAccountSummary"]);
  });
});

test("an account that nobody waits for any more opens no further rung", async () => {
  const { readFacts, takeCalls } = await startReadingAws({ config: { rootSessions: "fallback" } });
  const facts = await readFacts({ signal: AbortSignal.abort(new Error("cancelled")) });
  expect(Object.values(facts).filter(({ known }) => known)).toEqual([facts.centralCredentialsManagement]);
  expect(takeCalls()).toEqual([]);
});
