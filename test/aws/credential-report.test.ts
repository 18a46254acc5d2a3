import { describe, expect, test } from "vitest";
import { parseRootRow, type RootRow, readCredentialReport } from "../../src/aws/credential-report.ts";
import { answerOf, capturedReport, captureIam, refusalOf } from "../support/captured-iam.ts";

describe("root's row", () => {
  const rows: readonly (readonly [string, RootRow])[] = [
    [
      "keys-and-password",
      {
        passwordPresent: true,
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
    ["after-login-profile", { passwordPresent: true, mfaEnabled: false, accessKeys: [] }],
    ["no-credentials", { passwordPresent: false, mfaEnabled: false, accessKeys: [] }],
    [
      "legacy",
      { mfaEnabled: true, accessKeys: [{ status: "active", createdAt: new Date("2019-03-04T05:06:07Z") }] },
    ],
    [
      "twenty-three-columns",
      {
        passwordPresent: true,
        mfaEnabled: false,
        accessKeys: [{ status: "active", createdAt: new Date("2025-08-25T13:49:23Z") }],
      },
    ],
    ["look-alikes", { passwordPresent: false, mfaEnabled: false, accessKeys: [] }],
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

describe("the report", () => {
  const call = <Output>(_call: string, send: () => Promise<Output>) => send();
  const content = Buffer.from(capturedReport("keys-and-password")).toString("base64");
  const report = answerOf(
    "GetCredentialReport",
    `<Content>${content}</Content><ReportFormat>text/csv</ReportFormat><GeneratedTime>2026-09-12T01:00:00Z</GeneratedTime>`,
  );
  const started = answerOf(
    "GenerateCredentialReport",
    "<State>STARTED</State><Description>No report exists. Starting a new report generation task</Description>",
  );
  const complete = answerOf("GenerateCredentialReport", "<State>COMPLETE</State>");
  const notPresent = refusalOf(410, "ReportNotPresent", "Unknown");
  const expired = refusalOf(410, "ReportExpired", "Unknown");
  const inProgress = refusalOf(404, "ReportInProgress", "Unknown");
  const GET = "GetCredentialReport";
  const GENERATE = "GenerateCredentialReport";

  test("that exists is read as it is, with the time at which AWS made it", async () => {
    await using aws = await captureIam(report);
    expect(await readCredentialReport(aws.iam, call)).toEqual({
      root: parseRootRow(capturedReport("keys-and-password")),
      generatedAt: new Date("2026-09-12T01:00:00Z"),
      requestId: "req-1",
    });
    expect(aws.asked).toEqual([GET]);
  });

  test.each([
    ["is not there", [notPresent, started], [GET, GENERATE]],
    ["has expired", [expired, started], [GET, GENERATE]],
    ["is being made", [inProgress], [GET]],
    ["is being made after all", [notPresent, complete, inProgress], [GET, GENERATE, GET]],
    ["is gone when it should be there", [notPresent, complete, notPresent], [GET, GENERATE, GET]],
  ])("that %s keeps nobody waiting", async (_state, answers, asked) => {
    await using aws = await captureIam(...answers);
    expect(await readCredentialReport(aws.iam, call)).toBeUndefined();
    expect(aws.asked).toEqual(asked);
  });

  test("that is complete at once is read at once", async () => {
    await using aws = await captureIam(notPresent, complete, report);
    expect(await readCredentialReport(aws.iam, call)).toMatchObject({ root: { passwordPresent: true } });
    expect(aws.asked).toEqual([GET, GENERATE, GET]);
  });

  test.each([
    ["refused", refusalOf(403, "AccessDenied", "no"), "AccessDenied"],
    ["throttled", refusalOf(400, "Throttling", "Rate exceeded"), "Throttling"],
    ["without content", answerOf(GET, "<ReportFormat>text/csv</ReportFormat>"), "Error"],
  ])("that is %s is an error", async (_how, answer, name) => {
    await using aws = await captureIam(answer);
    await expect(readCredentialReport(aws.iam, call)).rejects.toMatchObject({ name });
  });

  test("that may not be made is an error too", async () => {
    await using aws = await captureIam(notPresent, refusalOf(403, "AccessDenied", "no"));
    await expect(readCredentialReport(aws.iam, call)).rejects.toMatchObject({ name: "AccessDenied" });
  });
});
