import { describe, expect, test } from "vitest";
import { MEMBER } from "../local-aws/support.ts";
import { day, devices, everything, keys, NOTHING, password, withRoot } from "./root-users.ts";
import { gistsOf, startReadingAws } from "./support.ts";

const BOTH_RUNGS = [
  ["member role", "off", "AssumeRole"],
  ["root session", "first", "AssumeRoot"],
] as const;

describe.each(BOTH_RUNGS)("by %s", (rung, rootSessions, opening) => {
  test("a root user with nothing takes two calls and leaves nothing open", async () => {
    const { readFacts, takeCalls } = await startReadingAws(withRoot({}, { rootSessions }));
    const facts = await readFacts();
    expect(gistsOf(facts)).toEqual(NOTHING);
    expect(takeCalls()).toEqual([opening, "GetAccountSummary"]);
    expect(facts.accessKeys).toMatchObject({
      origin: { field: "AccountAccessKeysPresent", rung, given: "0" },
    });
    expect(facts.mfaDevices).toMatchObject({ origin: { field: "AccountMFAEnabled", given: "0" } });
    expect(facts.passwordLastUsed).toMatchObject({ origin: { field: "AccountPasswordPresent", given: "0" } });
  });
});

describe.each(BOTH_RUNGS)("by %s", (_rung, rootSessions, opening) => {
  test("a device that is left of a root user with nothing else takes no more calls", async () => {
    const { readFacts, takeCalls } = await startReadingAws(
      withRoot({ mfaDevices: [...devices] }, { rootSessions }),
    );
    const facts = await readFacts();
    expect(gistsOf(facts)).toEqual({
      ...NOTHING,
      mfaEnabled: true,
      mfaDevices: { devices: [], complete: false },
    });
    expect(takeCalls()).toEqual([opening, "GetAccountSummary"]);
  });

  test.each([
    ["a key", { accessKeys: keys }],
    ["a certificate", everything && { signingCertificates: everything.signingCertificates }],
  ])("a device beside %s is listed", async (_what, root) => {
    const options = withRoot({ ...root, mfaDevices: [...devices] }, { rootSessions });
    const { readFacts } = await startReadingAws(options);
    const { mfaDevices } = await readFacts();
    expect(mfaDevices.known && mfaDevices.value.devices.length).toBeGreaterThan(0);
  });
});

describe("by root session", () => {
  const first = { rootSessions: "first" } as const;

  test("everything is listed", async () => {
    const { readFacts, takeCalls } = await startReadingAws(withRoot(everything, first));
    const facts = await readFacts();
    expect(gistsOf(facts)).toEqual({
      passwordPresent: true,
      mfaEnabled: true,
      accessKeysPresent: true,
      signingCertificatesPresent: true,
      accessKeys: [
        {
          id: "AKIAROOTOFMEMBER0001",
          status: "active",
          createdAt: day("2023-01-01"),
          lastUsed: { at: day("2026-11-01"), service: "s3", region: "us-east-1" },
        },
        { id: "AKIAROOTOFMEMBER0002", status: "inactive", createdAt: day("2022-01-01") },
      ],
      mfaDevices: {
        complete: true,
        devices: [
          {
            kind: "virtual",
            serial: `arn:aws:iam::${MEMBER}:mfa/root-account-mfa-device`,
            enabledAt: day("2024-01-01"),
          },
          {
            kind: "passkey or security key",
            serial: expect.stringMatching(/:u2f\/root\/safe-R1234-/),
            enabledAt: day("2024-01-02"),
          },
          { kind: "hardware token", serial: "GAHT12345678", enabledAt: day("2024-01-03") },
        ],
      },
      passwordLastUsed: day("2026-10-01"),
    });
    expect(takeCalls().toSorted()).toEqual([
      "AssumeRoot",
      "GetAccessKeyLastUsed",
      "GetAccessKeyLastUsed",
      "GetAccountSummary",
      "GetUser",
      "ListAccessKeys",
      "ListMFADevices",
    ]);
  });

  test("only what is there is asked for", async () => {
    const { readFacts, takeCalls } = await startReadingAws(withRoot({ password }, first));
    expect(gistsOf(await readFacts())).toEqual({
      ...NOTHING,
      passwordPresent: true,
      passwordLastUsed: day("2026-10-01"),
    });
    expect(takeCalls()).toEqual(["AssumeRoot", "GetAccountSummary", "GetUser"]);
  });

  test("a password that was never used is known never to have been", async () => {
    const root = { password: { createdAt: day("2024-01-01") } };
    const { readFacts } = await startReadingAws(withRoot(root, first));
    expect(await readFacts()).toMatchObject({
      passwordLastUsed: { value: "never", origin: { call: "iam:GetUser", field: "PasswordLastUsed" } },
    });
  });

  test("lists say what the summary does not", async () => {
    const options = withRoot(everything, first);
    const { readFacts, aws } = await startReadingAws(options);
    aws.switches.summaryWithout.push(
      "AccountAccessKeysPresent",
      "AccountMFAEnabled",
      "AccountPasswordPresent",
    );
    expect(gistsOf(await readFacts())).toMatchObject({
      accessKeysPresent: true,
      mfaEnabled: true,
      passwordPresent: "report-not-ready",
      passwordLastUsed: day("2026-10-01"),
    });
  });

  test("a summary that is refused takes nothing else with it", async () => {
    const { readFacts, aws } = await startReadingAws(withRoot(everything, first));
    aws.setFaults([{ call: "iam:GetAccountSummary", kind: "access-denied", times: 9 }]);
    expect(gistsOf(await readFacts())).toMatchObject({
      accessKeysPresent: true,
      mfaEnabled: true,
      mfaDevices: { complete: true },
      passwordLastUsed: day("2026-10-01"),
    });
  });

  test("a last use that is refused leaves the keys", async () => {
    const { readFacts, aws } = await startReadingAws(withRoot(everything, first));
    aws.setFaults([{ call: "iam:GetAccessKeyLastUsed", kind: "access-denied", times: 9 }]);
    expect(await readFacts()).toMatchObject({
      accessKeys: { value: [{ id: "AKIAROOTOFMEMBER0001", lastUsed: "unread" }, { lastUsed: "unread" }] },
    });
  });
});
