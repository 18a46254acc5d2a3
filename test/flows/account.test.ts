import { describe, expect, test } from "vitest";
import { cast, places } from "../../src/local-slack/workspace.ts";
import { sampleOrganization } from "../../src/playground/sample-organization.ts";
import { actionsIn } from "../support/aws-calls.ts";
import { ask, checksMarked, isResult, spoken } from "../support/conversation.ts";
import { describeEachWorld } from "../support/world.ts";

describeEachWorld("/rootcheck <account>", { organization: sampleOrganization }, (world) => {
  const operator = cast.operator;

  test("shows every check with its evidence, to the asker alone", async () => {
    const message = await world().ask({ user: operator, text: "sandbox-research" });
    expect(message.ephemeralTo).toBe(operator);
    expect(message.text).toMatch(
      /^sandbox-research: \d+ findings \(1 critical, \d+ medium\), \d+ checks pass$/,
    );
    const text = spoken(message.blocks);
    expect(text).toContain(":red_circle: Root password without MFA  ·  critical");
    expect(text).toContain(":white_check_mark: Root access key  ·  none");
    expect(text).toContain("Sandbox  ·  in the organization since 2020  ·  root e-mail l•••r@example.com");
    expect(text).toContain("read just now by member role");
  });

  test("says what an active root key was last used for, once AWS has prepared the credential report", async () => {
    world().aws.clearCalls();
    const text = spoken((await world().ask({ user: operator, text: "prod-payments" })).blocks);
    expect(text).toContain(
      "Root access key is active  ·  critical\nActive, created 4 Mar 2021, last used 3 days ago (s3, eu-west-1)",
    );
    expect(text).toContain(":white_check_mark: Root MFA  ·  on");
  });

  test("answers from the store while the reading is fresh, and reads again when it is not", async () => {
    const question = { user: operator, text: "prod-web" };
    await world().ask(question);
    world().aws.clearCalls();
    await world().ask({ ...question, user: cast.viewer });
    expect(actionsIn(world().aws, "422222222222")).not.toContain("GetAccountSummary");
    await world().clock.advance(6 * 60_000);
    await world().ask(question);
    expect(actionsIn(world().aws, "422222222222")).toContain("GetAccountSummary");
  });

  test.each([
    ["its id", "555555555555"],
    ["its id with dashes", "5555-5555-5555"],
    ["its id with spaces", "5555 5555 5555"],
    ["its name in capitals", "SANDBOX-RESEARCH"],
    ["its quoted name", "“sandbox-research”"],
    ["its root e-mail address, which Slack turns into a link", "lena.fischer@example.com"],
    ["the command's own word", "account sandbox-research"],
  ])("finds an account by %s", async (_, words) => {
    const message = await world().ask({ user: operator, text: words });
    expect(message.text).toMatch(/^sandbox-research: /);
  });

  test("calls a root user without credentials not applicable, not unprotected", async () => {
    const message = await world().ask({ user: operator, text: "prod-web" });
    expect(message.text).toMatch(/^prod-web: no findings, \d+ checks pass$/);
    expect(checksMarked("heavy_minus_sign", message)).toContain("Root MFA");
    expect(spoken(message.blocks)).toContain("  ·  not applicable: root has no password\n");
  });

  test("names a suspended account as such and opens no session in it", async () => {
    const message = await world().ask({ user: operator, text: "closed-experiment" });
    expect(spoken(message.blocks)).toContain("not applicable: the account is suspended");
    expect(actionsIn(world().aws, "588888888888")).toEqual([]);
  });

  test("says of an account that it cannot get into what the organization knows, and nothing of its root user", async () => {
    const message = await world().ask({ user: operator, text: "tidewater-crm" });
    expect(checksMarked("grey_question", message)).toEqual(
      expect.arrayContaining(["Root access key", "Root MFA", "Root use"]),
    );
    expect(spoken(message.blocks)).toContain(
      "  ·  unknown: access denied: the role is missing or may not be assumed (sts:AssumeRole)\n",
    );
    expect(message.text).toMatch(/^tidewater-crm: 1 medium finding, /);
    expect(spoken(message.blocks)).toContain(":large_yellow_circle: No security contact  ·  medium");
    expect(checksMarked("white_check_mark", message)).toContain("Primary contact");
  });

  test("reads the account that it runs in by its own credentials", async () => {
    const message = await world().ask({ user: operator, text: "security-tooling" });
    expect(spoken(message.blocks)).toContain("by own credentials");
  });

  test("suggests the nearest names", async () => {
    const message = await world().ask({ user: operator, text: "account sandbox" });
    expect(message.text).toBe("No account is called sandbox. Nearest: sandbox-research (555555555555)");
  });

  test("asks for the id where a name is used twice", async () => {
    const twin = world().aws.organization.accounts.get("444444444444");
    if (!twin) throw new Error("prod-data is gone");
    const name = twin.name;
    twin.name = "prod-web";
    await world().clock.advance(2 * 3_600_000);
    const message = await world().ask({ user: operator, text: "prod-web" });
    twin.name = name;
    expect(message.text).toBe("2 accounts are called prod-web. Choose one, or ask by id.");
    expect(spoken(message.blocks)).toContain("/rootcheck 422222222222");
    expect(spoken(message.blocks)).toContain("/rootcheck 444444444444");
  });

  test("tells a slip of the finger from an account", async () => {
    const message = await world().ask({ user: operator, text: "hlep" });
    expect(message.text).toBe("There is no command hlep. Did you mean /rootcheck help?");
  });

  test("says what it is doing when AWS takes longer than a moment", async () => {
    world().aws.setFaults([{ call: "iam:GetAccountSummary", kind: "slow", delayMs: 400 }]);
    await world().clock.advance(6 * 60_000);
    world().aws.clearCalls();
    const isReading = () => actionsIn(world().aws, "444444444444").includes("GetAccountSummary");
    const asked = ask(world().slack, {
      user: operator,
      text: "prod-data",
      until: ({ text }) => text.startsWith("Reading"),
    });
    while (!isReading()) await new Promise((resolve) => setImmediate(resolve));
    await world().clock.advance(1_500);
    expect((await asked).text).toBe("Reading the account from AWS…");
    await world().until(operator, ({ messages }) =>
      messages.some(({ text }) => text.startsWith("prod-data: ")),
    );
  });

  describe("buttons", () => {
    test("evidence names each call, field, time and request", async () => {
      const message = await world().ask({ user: operator, text: "sandbox-research" });
      const modal = await world().open({ user: operator, message, label: "Evidence" });
      expect(modal.title).toBe("Evidence");
      expect(modal.text).toMatch(
        /iam:GetAccountSummary AccountMFAEnabled = 0\nby member role, 22 Nov 2026, \d\d:\d\d:\d\d UTC, request \S+/,
      );
      expect(modal.text).toContain("CIS AWS Foundations 7.0: 2.5");
    });

    test("how to fix gives the steps with the account's id in them", async () => {
      const message = await world().ask({ user: operator, text: "sandbox-research" });
      const modal = await world().open({ user: operator, message, label: "How to fix" });
      expect(modal.text).toContain("aws sts assume-root --target-principal 555555555555");
      expect(modal.text).toContain("rootcheck reads only");
    });

    test("re-check reads afresh and replaces the answer", async () => {
      const message = await world().ask({ user: operator, text: "sandbox-research" });
      const root = world().aws.organization.accounts.get("555555555555")?.root;
      root?.mfaDevices.push({ kind: "security-key", name: "yubi", enabledAt: world().clock.now() });
      const again = await world().press({ user: operator, message, label: "Re-check all" });
      root?.mfaDevices.pop();
      expect(again.text).toMatch(/^sandbox-research: \d+ medium findings, /);
      expect(checksMarked("white_check_mark", again)).toEqual(
        expect.arrayContaining(["Root MFA", "Root MFA kind"]),
      );
      expect(again.ts).toBe(message.ts);
    });

    test("re-check is for operators", async () => {
      const message = await world().ask({ user: cast.viewer, text: "sandbox-research" });
      const refused = await world().press({ user: cast.viewer, message, label: "Re-check all" });
      expect(refused.text).toBe(
        `You have no role in rootcheck that allows this. Operators can: <@${operator}>.`,
      );
    });
  });

  test("hostile names come out as text everywhere", async () => {
    const name = '<!channel> & "x" *y* `z`';
    const escaped = '&lt;!channel&gt; &amp; "x" *y* `z`';
    const message = await world().ask({ user: operator, text: "510101010101" });
    expect(message.text.startsWith(`${escaped}: no findings, `)).toBe(true);
    expect(message.blocks?.[0]).toMatchObject({
      type: "header",
      text: { type: "plain_text", text: name, emoji: false },
    });
    const found = await world().ask({ user: operator, text: name });
    expect(found.text).toBe(message.text);
    const modal = await world().open({ user: operator, message, label: "Evidence" });
    expect(modal.text).toContain(name);
    const result = await world().ask({
      user: operator,
      text: `audit ${name}`,
      until: isResult,
    });
    expect(result.text.startsWith(`${escaped} is in order. No findings, `)).toBe(true);
    expect(result.channel).toBe(places.security);
    const raw = JSON.stringify([message.blocks, found.blocks, result.blocks]);
    expect(mrkdwnOf(JSON.parse(raw))).not.toContain("channel");
  });
});

/** All text in blocks that Slack would parse as markup. */
function mrkdwnOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(mrkdwnOf).join("\n");
  if (typeof value !== "object" || value === null) return "";
  const own = "type" in value && value.type === "mrkdwn" && "text" in value ? String(value.text) : "";
  return [own, ...Object.values(value).map(mrkdwnOf)].join("\n");
}
