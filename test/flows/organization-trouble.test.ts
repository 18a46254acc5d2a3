import { describe, expect, test } from "vitest";
import type { Fault } from "../../src/local-aws/faults.ts";
import { generateOrganization } from "../../src/local-aws/generated-organization.ts";
import { organization } from "../../src/local-aws/organization.ts";
import type { Message } from "../../src/local-slack/control.ts";
import { cast } from "../../src/local-slack/workspace.ts";
import { spoken } from "../support/conversation.ts";
import { isActive, mistakes, settingsOf, trueAnswers, trueCoverage } from "../support/generated-truth.ts";
import { letRun } from "../support/manual-clock.ts";
import { isOffer } from "../support/offered.ts";
import { auditToTheEnd, isRunning } from "../support/organization-audit.ts";
import { describeEachWorld, describeWorld, NOW } from "../support/world.ts";

const PATIENCE = { timeout: 180_000 };
const { organization: specification, truth } = generateOrganization({
  accounts: 66,
  seed: 12,
  kind: "even",
  now: NOW,
});
const options = { organization: () => organization(specification), settings: settingsOf("off") };
const expectation = { truth, way: "off", contacts: "not read yet" } as const;
const ALL_ANSWERS = { missing: [], surplus: [] };

describeWorld("an account that AWS throttles throughout", options, (world) => {
  test("is unknown for that reason in message, CSV and JSON, and counted", PATIENCE, async () => {
    const account = truth.find(({ archetype }) => archetype === "one-virtual-device");
    const accountId = account?.accountId ?? "";
    world().aws.setFaults([{ call: "*", account: accountId, kind: "throttled", times: 1_000_000 }]);
    using _ = letRun(world().clock);
    const told = await auditToTheEnd(world().slack);
    const isOther = (each: { readonly accountId: string }) => each.accountId !== accountId;
    const others = { ...expectation, truth: truth.filter(isOther) };
    expect(mistakes(told.json.filter(isOther), trueAnswers(others))).toEqual(ALL_ANSWERS);
    const verdicts = told.csv
      .filter((row) => !isOther(row))
      .map(({ check, status, reason }) => ({ check, status, reason }));
    expect(verdicts).toEqual(
      told.json
        .filter((row) => !isOther(row))
        .map(({ check, status, reason }) => ({ check, status, reason })),
    );
    expect(verdicts.find(({ check }) => check === "root-access-key")).toMatchObject({
      status: "unknown",
      reason: expect.stringMatching(/^throttled: /),
    });
    expect(verdicts.filter(({ status }) => status === "fail")).toEqual([]);
    expect(told.audit.coverage.inScope).toBe(truth.filter(isActive).length);
    expect(told.audit.coverage.unread).toContainEqual({ code: "throttled", accounts: 1 });
    expect(spoken(told.message.blocks)).toContain(nameOf(accountId));
  });
});

describe.each<[string, readonly Fault[]]>([
  ["while accounts are listed", [{ call: "organizations:ListAccounts", kind: "cut", times: 14 }]],
  ["for everything about the organization", [{ call: "organizations:*", kind: "http-500", times: 14 }]],
  ["while accounts are read", [{ call: "iam:*", kind: "cut", times: 60 }]],
  ["while sessions are opened", [{ call: "sts:AssumeRole", kind: "http-500", times: 40 }]],
])("AWS being down %s", (_, faults) => {
  describeEachWorld("on", options, (world) => {
    test("holds an audit up and takes nothing from it", PATIENCE, async () => {
      world().aws.setFaults(faults);
      // The SDK waits in real time: were the app's to go much faster, it would give up on a machine that is busy.
      using _ = letRun(world().clock, 3);
      const { json, audit } = await auditToTheEnd(world().slack);
      expect(mistakes(json, trueAnswers(expectation))).toEqual(ALL_ANSWERS);
      expect(audit.coverage).toEqual(trueCoverage(expectation));
    });
  });
});

describeEachWorld("a list of accounts that AWS refuses", options, (world) => {
  test("ends the audit at once, which says what is missing", PATIENCE, async () => {
    world().aws.setFaults([{ call: "organizations:ListAccounts", kind: "access-denied", times: 9 }]);
    using _ = letRun(world().clock, 10);
    const message = await world().ask({
      user: cast.operator,
      text: "audit",
      until: (each) => isTold(each) && !isRunning(each) && !isOffer(each),
    });
    expect(`${message.text}\n${spoken(message.blocks)}`).toContain("organizations:ListAccounts");
    expect(message.text).not.toMatch(/in order|need attention/);
    expect(world().aws.calls.filter(({ action }) => action === "ListAccounts")).toHaveLength(1);
  });
});

function isTold({ ephemeralTo }: Message): boolean {
  return ephemeralTo === undefined;
}

function nameOf(accountId: string): string {
  return specification.accounts.find(({ id }) => id === accountId)?.name ?? accountId;
}
