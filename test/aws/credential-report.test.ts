import { describe, expect, test } from "vitest";
import { readCredentialReport } from "../../src/aws/credential-report.ts";
import type { Reading } from "../../src/aws/reading.ts";
import { parseRootRow } from "../../src/aws/root-row.ts";
import {
  answerOf,
  type CapturedIam,
  capturedReport,
  captureIam,
  refusalOf,
} from "../support/captured-iam.ts";
import { createManualClock } from "../support/manual-clock.ts";
import { quiet } from "./support.ts";

const GET = "GetCredentialReport";
const GENERATE = "GenerateCredentialReport";

const content = Buffer.from(capturedReport("keys-and-password")).toString("base64");
const report = answerOf(
  GET,
  `<Content>${content}</Content><ReportFormat>text/csv</ReportFormat><GeneratedTime>2026-09-12T01:00:00Z</GeneratedTime>`,
);
const started = answerOf(
  GENERATE,
  "<State>STARTED</State><Description>No report exists. Starting a new report generation task</Description>",
);
const inProgress = answerOf(GENERATE, "<State>INPROGRESS</State>");
const complete = answerOf(GENERATE, "<State>COMPLETE</State>");

function readingOf({ iam }: CapturedIam): Reading {
  const clock = createManualClock(new Date("2026-09-12T03:00:00Z"));
  return { iam, rung: "member role", call: (_call, send) => send(), clock, log: quiet };
}

/** As the first reading of an audit asks for it. */
const firstReading = { isBeingMade: false };

test("a report that was being made is fetched without asking for another", async () => {
  await using aws = await captureIam(report);
  expect(await readCredentialReport(readingOf(aws), { isBeingMade: true })).toMatchObject({ known: true });
});

test("a report that is complete is read, with the time at which AWS made it", async () => {
  await using aws = await captureIam(complete, report);
  expect(await readCredentialReport(readingOf(aws), firstReading)).toEqual({
    known: true,
    value: parseRootRow(capturedReport("keys-and-password")),
    origin: {
      call: "iam:GetCredentialReport",
      field: "<root_account>",
      rung: "member role",
      readAt: new Date("2026-09-12T03:00:00Z"),
      asOf: new Date("2026-09-12T01:00:00Z"),
      requestId: "req-2",
    },
  });
  expect(aws.asked).toEqual([GENERATE, GET]);
});

describe("a report that", () => {
  test.each([
    ["has just been started", [started], [GENERATE]],
    ["is in progress", [inProgress], [GENERATE]],
    ["is not there after all", [complete, refusalOf(410, "ReportNotPresent", "Unknown")], [GENERATE, GET]],
    ["expires meanwhile", [complete, refusalOf(410, "ReportExpired", "Unknown")], [GENERATE, GET]],
    ["is in progress after all", [complete, refusalOf(404, "ReportInProgress", "Unknown")], [GENERATE, GET]],
  ])("%s keeps nobody waiting", async (_state, answers, asked) => {
    await using aws = await captureIam(...answers);
    expect(await readCredentialReport(readingOf(aws), firstReading)).toEqual({
      known: false,
      why: {
        code: "report-not-ready",
        call: "iam:GetCredentialReport",
        detail: "AWS is still preparing the credential report",
        until: new Date("2026-09-12T03:00:02.500Z"),
        rung: "member role",
      },
    });
    expect(aws.asked).toEqual(asked);
  });

  test.each([
    [
      "may not be made",
      [refusalOf(403, "AccessDenied", "no")],
      "access-denied",
      "iam:GenerateCredentialReport",
    ],
    [
      "may not be read",
      [complete, refusalOf(403, "AccessDenied", "no")],
      "access-denied",
      "iam:GetCredentialReport",
    ],
    [
      "is throttled",
      [complete, refusalOf(400, "Throttling", "Rate exceeded")],
      "throttled",
      "iam:GetCredentialReport",
    ],
    [
      "has no content",
      [complete, answerOf(GET, "<ReportFormat>text/csv</ReportFormat>")],
      "unexpected-answer",
      "iam:GetCredentialReport",
    ],
  ])("%s is a reason", async (_how, answers, code, call) => {
    await using aws = await captureIam(...answers);
    expect(await readCredentialReport(readingOf(aws), firstReading)).toMatchObject({
      known: false,
      why: { code, call },
    });
  });
});
