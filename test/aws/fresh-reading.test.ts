import { expect, test } from "vitest";
import { everything, NOTHING, withRoot } from "./root-users.ts";
import { gistOf, gistsOf, startReadingAws } from "./support.ts";

const REPORT_CALLS = ["GenerateCredentialReport", "GetCredentialReport"];

test("by role asks for no report, though there is one, and says what only that could tell", async () => {
  const { readFacts, takeCalls, advance } = await startReadingAws(withRoot(everything));
  await readFacts();
  advance(2_500);
  expect(gistsOf(await readFacts())).toMatchObject({ accessKeys: [{}, {}] });
  takeCalls();
  const facts = await readFacts({ fresh: true });
  expect(gistsOf(facts)).toMatchObject({
    passwordPresent: true,
    mfaEnabled: true,
    accessKeysPresent: true,
    signingCertificatesPresent: true,
    mfaDevices: { complete: false },
    accessKeys: "not-fresh",
    passwordLastUsed: "not-fresh",
  });
  const calls = takeCalls();
  expect(calls).toContain("GetAccountSummary");
  for (const call of REPORT_CALLS) expect(calls).not.toContain(call);
});

test("by role knows at once that everything is gone", async () => {
  const { readFacts } = await startReadingAws(withRoot({}));
  expect(gistsOf(await readFacts({ fresh: true }))).toEqual(NOTHING);
});

test.each(["first", "fallback"] as const)(
  "with root sessions %s, one of those tells the rest",
  async (rootSessions) => {
    const { readFacts, takeCalls } = await startReadingAws(withRoot(everything, { rootSessions }));
    const facts = await readFacts({ fresh: true });
    expect(facts.accessKeys).toMatchObject({ value: [{}, {}], origin: { rung: "root session" } });
    expect(facts.passwordLastUsed).toMatchObject({ known: true, origin: { rung: "root session" } });
    for (const call of REPORT_CALLS) expect(takeCalls()).not.toContain(call);
  },
);

test.each(["first", "fallback"] as const)(
  "with root sessions %s that do not open, the role says what it cannot know",
  async (rootSessions) => {
    const options = withRoot(everything, { rootSessions });
    const { readFacts } = await startReadingAws({ ...options, aws: { ...options.aws, rootFeatures: [] } });
    expect(gistsOf(await readFacts({ fresh: true }))).toMatchObject({
      passwordPresent: true,
      accessKeys: "not-fresh",
      passwordLastUsed: "not-fresh",
    });
  },
);

test("keeps the reason why the summary failed apart from what only a report tells", async () => {
  const { readFacts, aws } = await startReadingAws(withRoot(everything));
  aws.setFaults([{ call: "iam:GetAccountSummary", kind: "access-denied", times: 9 }]);
  expect(gistsOf(await readFacts({ fresh: true }))).toMatchObject({
    passwordPresent: "access-denied",
    mfaEnabled: "access-denied",
    accessKeysPresent: "access-denied",
    accessKeys: "not-fresh",
  });
});

test("looks past the minute for which the organization's features are kept", async () => {
  const { readFacts, aws } = await startReadingAws();
  const central = async (how: { fresh?: true } = {}) =>
    gistOf((await readFacts(how)).centralCredentialsManagement);
  expect(await central()).toBe(true);
  aws.setFaults([{ call: "iam:ListOrganizationsFeatures", kind: "access-denied", times: 1 }]);
  expect(await central()).toBe(true);
  expect(await central({ fresh: true })).toBe("access-denied");
  expect(await central({ fresh: true })).toBe(true);
});
