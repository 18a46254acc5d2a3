import { describe, expect, test } from "vitest";
import type { Needs, PersonKind } from "../../../src/access/roles.ts";
import { AccountSourceError } from "../../../src/accounts/account-source.ts";
import { RootcheckError } from "../../../src/domain/errors.ts";
import type { UnreadableCode } from "../../../src/domain/read.ts";
import { refusalMessage, troubleMessage } from "../../../src/slack/views/trouble.ts";
import { HOSTILE } from "./samples.ts";
import { expectSendable, wordsIn } from "./sendable.ts";

describe("a refusal", () => {
  const reasons: Record<Exclude<PersonKind, "member"> | "no-role", string> = {
    "no-role": "You have no role in rootcheck that allows this.",
    guest: "Guests cannot use rootcheck.",
    bot: "Bots cannot use rootcheck.",
    "other-company": "Only people of this company can use rootcheck.",
    deactivated: "This Slack account is deactivated.",
  };
  const roles: readonly (readonly [Needs, string])[] = [
    ["viewer", "Viewers"],
    ["operator", "Operators"],
    ["approver", "Approvers"],
    ["auditor", "Auditors"],
    [["approver", "auditor"], "Approvers and auditors"],
  ];

  test.each(Object.keys(reasons) as (keyof typeof reasons)[])("of %s says why and who can", (why) => {
    const message = refusalMessage({ allowed: false, why, whoCan: ["U0123", "S0456"] }, "operator");
    expectSendable(message);
    expect(message.text).toBe(`${reasons[why]} Operators can: <@U0123>, <!subteam^S0456>.`);
    expect(JSON.stringify(message.blocks)).toContain('{"type":"usergroup","usergroup_id":"S0456"}');
  });

  test.each(roles)("for want of %j names the %s", (needs, plural) => {
    const message = refusalMessage({ allowed: false, why: "no-role", whoCan: ["U0123"] }, needs);
    expect(wordsIn(message)).toContain(` ${plural} can: `);
  });

  test("can name very many", () => {
    const whoCan = Array.from({ length: 100 }, (_, index) => `U${index}`);
    expectSendable(refusalMessage({ allowed: false, why: "no-role", whoCan }, "viewer"));
  });
});

describe("trouble", () => {
  const call = "organizations:ListAccounts";
  const codes: readonly (readonly [UnreadableCode, RegExp])[] = [
    ["access-denied", /their policy allows the action/],
    ["unreachable", /can reach AWS/],
    ["throttled", /Ask again in a minute/],
    ["unexpected-answer", /if it repeats, see the log/],
  ];

  test.each(codes)("with AWS, %s, says what helps", (code, words) => {
    const error = new AccountSourceError({ code, call, detail: `${HOSTILE} went wrong` });
    const message = troubleMessage(error, "1a2b3c4d");
    expectSendable(message);
    expect(wordsIn(message)).toContain(`AWS could not be asked. ${HOSTILE} went wrong. `);
    expect(wordsIn(message)).toMatch(words);
  });

  test("that was raised on purpose speaks for itself", () => {
    const message = troubleMessage(new RootcheckError("odd", "The <thing> is off. Turn it on."), "1a2b3c4d");
    expectSendable(message);
    expect(wordsIn(message)).toBe("The <thing> is off. Turn it on.");
  });

  test.each([new Error("secret inside"), "thrown as text", undefined])(
    "of another kind, %o, is named by its reference alone",
    (error) => {
      const message = troubleMessage(error, "1a2b3c4d");
      expectSendable(message);
      expect(wordsIn(message)).toContain("under 1a2b3c4d.");
      expect(JSON.stringify(message)).not.toMatch(/secret inside|thrown as text/);
    },
  );
});
