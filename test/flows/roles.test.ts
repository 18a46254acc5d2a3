import { describe, expect, test } from "vitest";
import { cast, groups } from "../../src/local-slack/workspace.ts";
import { sampleOrganization } from "../../src/playground/sample-organization.ts";
import { isResult } from "../support/conversation.ts";
import { describeEachWorld } from "../support/world.ts";

const people = {
  ROOTCHECK_OPERATORS: cast.operator,
  ROOTCHECK_VIEWERS: `${cast.viewer},${cast.guest},${cast.bot}`,
  ROOTCHECK_APPROVERS: cast.approver,
  ROOTCHECK_AUDITORS: cast.auditor,
};

const NO_ROLE = /^You have no role in rootcheck that allows this\. (Viewers|Operators) can: /;
const READS = /^prod-web: no findings/;
const AUDITS = /^prod-web is in order/;

describeEachWorld("roles", { organization: sampleOrganization, settings: people }, (world) => {
  test.each([
    ["operator", "account prod-web", READS],
    ["viewer", "account prod-web", READS],
    ["approver", "account prod-web", READS],
    ["auditor", "account prod-web", READS],
    ["outsider", "account prod-web", NO_ROLE],
    ["guest", "account prod-web", /^Guests cannot use rootcheck\./],
    ["operator", "audit prod-web", AUDITS],
    ["viewer", "audit prod-web", NO_ROLE],
    ["approver", "audit prod-web", NO_ROLE],
    ["auditor", "audit prod-web", NO_ROLE],
    ["outsider", "audit prod-web", NO_ROLE],
    ["viewer", "help", /^What you can ask/],
    ["outsider", "help", NO_ROLE],
    ["outsider", "prod-web", NO_ROLE],
    ["outsider", "hlep", NO_ROLE],
  ] as const)("%s asking for “%s”", async (who, text, answer) => {
    const message = await world().ask({
      user: cast[who],
      text,
      ...(answer === AUDITS && { until: isResult }),
    });
    expect(message.text).toMatch(answer);
  });

  test("a refusal names everyone who could", async () => {
    const message = await world().ask({ user: cast.outsider, text: "help" });
    const named = [...message.text.matchAll(/<@(\w+)>/g)].map(([, id]) => id);
    expect(new Set(named)).toEqual(
      new Set([cast.viewer, cast.guest, cast.bot, cast.operator, cast.approver, cast.auditor]),
    );
  });

  test("somebody whom the configuration names is not locked out while Slack cannot say who people are", async () => {
    await world().clock.advance(61_000);
    await world().slack.faults([{ method: "users.info", kind: "error", error: "fatal_error", times: 1 }]);
    const message = await world().ask({ user: cast.viewer, text: "account prod-web" });
    expect(message.text).toMatch(READS);
  });
});

const byGroup = { ROOTCHECK_OPERATORS: groups.security, ROOTCHECK_VIEWERS: "" };

describe("user groups", () => {
  describeEachWorld("give a role", { organization: sampleOrganization, settings: byGroup }, (world) => {
    test("to their members, and to nobody else", async () => {
      const member = await world().ask({ user: cast.operator, text: "audit prod-web", until: isResult });
      expect(member.text).toMatch(AUDITS);
      const other = await world().ask({ user: cast.auditor, text: "audit prod-web" });
      expect(other.text).toBe(
        `You have no role in rootcheck that allows this. Operators can: <!subteam^${groups.security}>.`,
      );
    });

    test("a minute after somebody was taken out, not any more", async () => {
      await world().slack.userGroup({ id: groups.security, members: [cast.approver] });
      await world().clock.advance(61_000);
      const message = await world().ask({ user: cast.operator, text: "help" });
      await world().slack.userGroup({ id: groups.security, members: [cast.operator, cast.approver] });
      await world().clock.advance(61_000);
      expect(message.text).toMatch(NO_ROLE);
    });

    test("to nobody while they cannot be resolved", async () => {
      await world().clock.advance(61_000);
      await world().slack.faults([
        { method: "usergroups.users.list", kind: "error", error: "no_such_subteam", times: 1 },
      ]);
      const message = await world().ask({ user: cast.operator, text: "help" });
      expect(message.text).toMatch(NO_ROLE);
    });

    test("to nobody of whom Slack cannot say that they are a full member", async () => {
      await world().clock.advance(61_000);
      await world().slack.faults([{ method: "users.info", kind: "error", error: "fatal_error", times: 1 }]);
      const message = await world().ask({ user: cast.operator, text: "help" });
      expect(message.text).toMatch(NO_ROLE);
    });
  });
});
