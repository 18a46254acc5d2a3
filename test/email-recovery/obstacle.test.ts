import { expect, test } from "vitest";
import { type Unreadable, type UnreadableCode, unreadableCodes } from "../../src/domain/read.ts";
import { obstacleOf } from "../../src/email-recovery/obstacle.ts";

const opened = (why: Partial<Unreadable>) =>
  obstacleOf({ code: "access-denied", call: "x:Y", detail: "…", ...why }, () => "Allow x:Y.").opens;

test("a permission is named only where one would help", () => {
  const helped: readonly UnreadableCode[] = [
    ...["access-denied", "feature-off"],
    ...["report-not-ready", "not-fresh", "not-read-yet"],
  ] as const;
  expect(unreadableCodes.filter((code) => opened({ code }) === "Allow x:Y.").toSorted()).toEqual(
    helped.toSorted(),
  );
});

test.each<[what: string, why: Partial<Unreadable>, opens: string]>([
  ["the own credentials", { call: "sts:GetCallerIdentity" }, "with the AWS credentials that are meant"],
  ["the home role", { call: "sts:AssumeRole", rung: "own credentials" }, "ROOTCHECK_HOME_ROLE"],
  ["the member role", { call: "sts:AssumeRole", rung: "member role" }, "Allow x:Y."],
  ["a policy above all", { code: "denied-by-scp" }, "have the service control policy spare"],
  ["another partition", { code: "not-in-partition" }, "there is nothing to open"],
  ["a limit on the way to the home role", { code: "throttled", call: "sts:AssumeRole" }, "again in a minute"],
])("%s is what has to be mended where it lies there", (_what, why, opens) => {
  expect(opened(why)).toContain(opens);
});
