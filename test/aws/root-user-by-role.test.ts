import { describe, expect, test } from "vitest";
import { day, devices, everything, password, withRoot } from "./root-users.ts";
import { gistsOf, startReadingAws } from "./support.ts";

describe("by member role", () => {
  test("five calls, and two to finish when the report is there", async () => {
    const { readFacts, takeCalls, advance } = await startReadingAws(withRoot(everything));
    const earlier = await readFacts();
    expect(gistsOf(earlier)).toMatchObject({
      passwordPresent: true,
      signingCertificatesPresent: true,
      accessKeys: "report-not-ready",
      passwordLastUsed: "report-not-ready",
      mfaDevices: { complete: false, devices: [{ kind: "virtual" }] },
    });
    expect(earlier.accessKeys).toMatchObject({ why: { until: new Date("2026-11-20T12:00:02.500Z") } });
    expect(takeCalls().toSorted()).toEqual([
      "AssumeRole",
      "GenerateCredentialReport",
      "GetAccountSummary",
      "ListVirtualMFADevices",
    ]);
    advance(2_500);
    const later = await readFacts({ earlier });
    expect(gistsOf(later)).toMatchObject({
      accessKeys: [{ status: "active" }, { status: "inactive" }],
      passwordLastUsed: day("2026-10-01"),
    });
    expect(later.mfaDevices).toBe(earlier.mfaDevices);
    expect(takeCalls()).toEqual(["GenerateCredentialReport", "GetCredentialReport"]);
  });

  test("five calls in all where a report of the last hours is there", async () => {
    const { readFacts, takeCalls, advance } = await startReadingAws(withRoot(everything));
    await readFacts();
    takeCalls();
    advance(3_600_000);
    const facts = await readFacts();
    expect(takeCalls()).toHaveLength(5);
    expect(facts.passwordLastUsed).toMatchObject({
      value: day("2026-10-01"),
      origin: {
        call: "iam:GetCredentialReport",
        field: "password_last_used",
        asOf: new Date("2026-11-20T12:00:02Z"),
      },
    });
  });

  test("no report is asked for where there is neither password nor key", async () => {
    const root = {
      mfaDevices: [devices[0]],
      signingCertificates: [{ id: "CERT1", uploadedAt: day("2020-01-01") }],
    };
    const { readFacts, takeCalls } = await startReadingAws(withRoot(root));
    expect(gistsOf(await readFacts())).toMatchObject({ mfaDevices: { devices: [{ kind: "virtual" }] } });
    expect(takeCalls()).toEqual(["AssumeRole", "GetAccountSummary", "ListVirtualMFADevices"]);
  });

  test("the report says what the summary does not", async () => {
    const { readFacts, aws, advance } = await startReadingAws(withRoot(everything));
    aws.switches.summaryWithout.push(
      "AccountAccessKeysPresent",
      "AccountMFAEnabled",
      "AccountPasswordPresent",
      "AccountSigningCertificatesPresent",
    );
    const earlier = await readFacts();
    expect(gistsOf(earlier)).toMatchObject({ signingCertificatesPresent: "report-not-ready" });
    advance(2_500);
    const facts = await readFacts({ earlier });
    expect(gistsOf(facts)).toMatchObject({
      passwordPresent: true,
      mfaEnabled: true,
      accessKeysPresent: true,
      signingCertificatesPresent: true,
    });
    expect(facts.signingCertificatesPresent).toMatchObject({
      origin: { field: "cert_1_active, cert_2_active" },
    });
  });

  test("an old report's not_supported is not said", async () => {
    const { readFacts, aws, advance } = await startReadingAws(withRoot({ password }));
    aws.switches.legacyRootRow = true;
    aws.switches.summaryWithout.push("AccountPasswordPresent");
    const earlier = await readFacts();
    advance(2_500);
    expect(gistsOf(await readFacts({ earlier }))).toMatchObject({ passwordPresent: "missing-in-answer" });
  });

  test("only root's own devices count, whatever a user is called", async () => {
    const users = [{ name: "root", mfaDevices: [{ ...devices[0], name: "phone-of-root" }] }];
    const { readFacts } = await startReadingAws({
      aws: { member: { users, root: { mfaDevices: [devices[1]] } } },
    });
    expect(gistsOf(await readFacts())).toMatchObject({ mfaDevices: { devices: [], complete: false } });
  });

  test.each([
    ["iam:ListVirtualMFADevices", "mfaDevices", ["accessKeys"]],
    ["iam:GenerateCredentialReport", "accessKeys", ["mfaDevices"]],
  ] as const)("%s, refused, leaves %s open and nothing else", async (call, open, others) => {
    const { readFacts, aws, advance } = await startReadingAws(withRoot(everything));
    await readFacts();
    advance(2_500);
    aws.setFaults([{ call, kind: "access-denied", times: 9 }]);
    const facts = await readFacts();
    expect(facts[open]).toMatchObject({ known: false, why: { code: "access-denied", call } });
    for (const other of others) expect(facts[other].known).toBe(true);
    expect(facts.passwordPresent.known).toBe(true);
  });
});
