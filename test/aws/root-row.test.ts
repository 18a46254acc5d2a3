import { describe, expect, test } from "vitest";
import { parseRootRow, type RootRow } from "../../src/aws/root-row.ts";
import { capturedReport } from "../support/captured-iam.ts";

const noSecrets = {
  passwordPresent: false,
  passwordLastUsed: "never",
  mfaEnabled: false,
  accessKeys: [],
  signingCertificatesPresent: false,
} as const satisfies RootRow;

describe("root's row", () => {
  const rows: readonly (readonly [string, RootRow])[] = [
    [
      "keys-and-password",
      {
        passwordPresent: true,
        passwordLastUsed: new Date("2026-09-11T22:05:00Z"),
        signingCertificatesPresent: false,
        mfaEnabled: true,
        accessKeys: [
          {
            status: "active",
            createdAt: new Date("2025-08-25T13:49:23Z"),
            lastUsed: { at: new Date("2026-09-11T21:45:00Z"), service: "iam", region: "us-east-1" },
          },
          { status: "inactive", createdAt: new Date("2024-02-03T04:05:06Z") },
        ],
      },
    ],
    [
      "after-login-profile",
      {
        ...noSecrets,
        passwordPresent: true,
      },
    ],
    ["no-credentials", noSecrets],
    [
      "legacy",
      {
        mfaEnabled: true,
        passwordLastUsed: new Date("2023-01-02T03:04:05Z"),
        accessKeys: [{ status: "active", createdAt: new Date("2019-03-04T05:06:07Z") }],
        signingCertificatesPresent: false,
      },
    ],
    [
      "twenty-three-columns",
      {
        ...noSecrets,
        passwordPresent: true,
        passwordLastUsed: new Date("2026-09-11T22:05:00Z"),
        accessKeys: [{ status: "active", createdAt: new Date("2025-08-25T13:49:23Z") }],
      },
    ],
    ["look-alikes", noSecrets],
  ];

  test.each(rows)("in %s.csv", (name, row) => {
    expect(parseRootRow(capturedReport(name))).toEqual(row);
  });

  test.each(["arn:aws-cn:iam::111122223333:root", "arn:aws-us-gov:iam::111122223333:root"])(
    "is that of %s",
    (arn) => {
      const report = capturedReport("no-credentials").replace("arn:aws:iam::111122223333:root", arn);
      expect(parseRootRow(report)).toMatchObject({ passwordPresent: false });
    },
  );

  test("is read by the names of its columns, in whatever order they come", () => {
    const lines = capturedReport("keys-and-password").split("\n");
    const reversed = lines.map((line) => line.split(",").toReversed().join(",")).join("\n");
    expect(parseRootRow(reversed)).toEqual(parseRootRow(capturedReport("keys-and-password")));
  });

  test("that lacks columns leaves out what it does not say", () => {
    const report = "user,arn\n<root_account>,arn:aws:iam::111122223333:root";
    expect(parseRootRow(report)).toEqual({});
  });

  test.each(["not_supported", "no_information", "", "1"])(
    "that says “%s” of a key says nothing of the keys",
    (word) => {
      const header = "user,arn,access_key_1_active,access_key_2_active";
      const row = (first: string) => `${header}\n<root_account>,arn:aws:iam::111122223333:root,${first},N/A`;
      expect(parseRootRow(row(word))).toEqual({});
      expect(parseRootRow(row("N/A"))).toEqual({ accessKeys: [] });
      expect(parseRootRow(row("TRUE"))).toEqual({ accessKeys: [{ status: "active" }] });
    },
  );

  test.each(["look-alikes-only", "header-only", "nothing"])("is missed where there is none: %s", (name) => {
    const reports: Record<string, string> = {
      "look-alikes-only": capturedReport("look-alikes-only"),
      "header-only": capturedReport("no-credentials").split("\n")[0] ?? "",
      nothing: "",
    };
    expect(() => parseRootRow(reports[name] ?? "")).toThrow("no row for root");
  });
});

describe("the last use of the password", () => {
  const lastUse = (word: string) =>
    parseRootRow(`user,arn,password_last_used\n<root_account>,arn:aws:iam::111122223333:root,${word}`)
      .passwordLastUsed;

  test.each([
    ["N/A", "never"],
    ["no_information", "never"],
    ["2026-09-11T22:05:00Z", new Date("2026-09-11T22:05:00Z")],
    ["2026-09-11T22:05:00+00:00", new Date("2026-09-11T22:05:00Z")],
    ["not_supported", undefined],
    ["", undefined],
    ["2026-13-45T99:99:99Z", undefined],
    ["true", undefined],
  ])("“%s” is %o", (word, value) => {
    expect(lastUse(word)).toEqual(value);
  });
});

describe("the signing certificates", () => {
  const certificates = (first: string, second: string) => {
    const header = "user,arn,cert_1_active,cert_1_last_rotated,cert_2_active,cert_2_last_rotated";
    const row = `<root_account>,arn:aws:iam::111122223333:root,${first},${second}`;
    return parseRootRow(`${header}\n${row}`).signingCertificatesPresent;
  };

  test.each([
    ["false,N/A", "false,N/A", false],
    ["N/A,N/A", "N/A,N/A", false],
    ["TRUE,2020-01-01T00:00:00Z", "false,N/A", true],
    ["false,N/A", "true,2020-01-01T00:00:00Z", true],
    ["false,2020-01-01T00:00:00Z", "false,N/A", true],
    ["not_supported,N/A", "true,2020-01-01T00:00:00Z", true],
    ["not_supported,N/A", "false,N/A", undefined],
    [",", ",", undefined],
  ])("%s and %s", (first, second, present) => {
    expect(certificates(first, second)).toBe(present);
  });
});
