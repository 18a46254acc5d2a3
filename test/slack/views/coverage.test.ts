import { describe, expect, test } from "vitest";
import { unreadableCodes } from "../../../src/domain/read.ts";
import { linesIn, wordsIn } from "./sendable.ts";
import { accountCalled, coverageOf, organizationReport, sentResult, standingWith } from "./standings.ts";

describe("what could not be read", () => {
  const lost = [1, 2, 3, 4].map((n) => accountCalled(`lost-${n}`, `90000000000${n}`));
  const noRole = "access denied: the role is missing (sts:AssumeRole)";
  const unread = lost.map((account) => ({
    account,
    reason: { code: "access-denied", text: noRole } as const,
  }));
  const many = {
    coverage: coverageOf({
      read: 30,
      unread: [
        { code: "access-denied", accounts: 9 },
        { code: "throttled", accounts: 3 },
      ],
    }),
    unread,
  };

  test("is grouped by reason, the first few named, the reason told", () => {
    const lines = linesIn(
      sentResult(organizationReport({}, standingWith({ ...many, coverageSeverity: "info" }))),
    );
    expect(lines).toContain(
      ":grey_question: *9 accounts could not be read:*lost-1`900000000001`lost-2`900000000002`lost-3`900000000003`" +
        `and 6 more·  ${noRole}`,
    );
    expect(lines).toContain(":grey_question: *3 accounts could not be read:*throttled by AWS");
  });

  test("for reasons that differ is told with the reason of each", () => {
    const [first, second] = unread;
    if (!first || !second) throw new Error("there are no samples");
    const two = [first, { ...second, reason: { code: "access-denied", text: "another reason" } as const }];
    const lines = linesIn(sentResult(organizationReport({}, standingWith({ ...many, unread: two }))));
    const from = lines.indexOf(":grey_question: *9 accounts could not be read:*access denied");
    expect(lines.slice(from + 1, from + 4)).toEqual([
      `lost-1\`900000000001\`·  ${noRole}`,
      "lost-2`900000000002`·  another reason",
      "and 7 more",
    ]);
  });

  test.each(["critical", "high"] as const)(
    "comes before the findings where that is %s",
    (coverageSeverity) => {
      const message = sentResult(organizationReport({}, standingWith({ ...many, coverageSeverity })));
      const lines = linesIn(message);
      const bad = lines.indexOf(` 12 of 42 accounts could not be read  ·  ${coverageSeverity}`);
      expect(bad).toBeGreaterThan(0);
      expect(bad).toBeLessThan(lines.findIndex((line) => line.includes("prod-payments")));
      expect(lines.filter((line) => line.includes("9 accounts could not be read"))).toHaveLength(1);
      expect(message.blocks).toContainEqual(
        expect.objectContaining({
          elements: [
            expect.objectContaining({ action_id: "check_how_to_fix", value: "900000000001 coverage" }),
          ],
        }),
      );
    },
  );

  test("is told of accounts that a cancelled audit did not come to", () => {
    const coverageThen = coverageOf({
      inScope: 1_400,
      read: 610,
      unread: [{ code: "throttled", accounts: 2 }],
    });
    const message = sentResult(
      organizationReport({ state: "cancelled" }, standingWith({ coverage: coverageThen })),
    );
    expect(wordsIn(message)).toContain(":grey_question: *788 accounts had not been read when it ended*");
  });

  test.each(unreadableCodes)("and what was not answered has words for %s", (code) => {
    const came = standingWith({
      coverage: coverageOf({ read: 41, unread: [{ code, accounts: 1 }] }),
      unread: [],
      unanswered: [{ check: "root-mfa", code, accounts: 1 }],
    });
    const lines = linesIn(sentResult(organizationReport({}, came))).join("\n");
    expect(lines).toMatch(/\*1 account could not be read:\*\w/);
    expect(lines).toMatch(/\*Root MFA\* unknown in 1 account {2}· {2}\w/);
  });

  test("many unanswered checks are cut, and it is said how many more there are", () => {
    const unanswered = unreadableCodes.map((code) => ({ check: "root-mfa", code, accounts: 2 }));
    const words = wordsIn(sentResult(organizationReport({}, standingWith({ unanswered }))));
    expect(words.match(/unknown in 2 accounts/g)).toHaveLength(6);
    expect(words).toContain(`and ${unreadableCodes.length - 6} more`);
  });
});
