import { beforeAll, expect, test } from "vitest";
import type { Fault as AwsFault } from "../../src/local-aws/faults.ts";
import type { Fault, Message } from "../../src/local-slack/control.ts";
import { cast, places } from "../../src/local-slack/workspace.ts";
import { sampleOrganization } from "../../src/playground/sample-organization.ts";
import { actionsIn } from "../support/aws-calls.ts";
import { checksMarked, clickOn, isResult, spoken } from "../support/conversation.ts";
import { type Exposition, parseExposition, valueIn } from "../support/exposition.ts";
import { untilOffered } from "../support/offered.ts";
import { isRunning } from "../support/organization-audit.ts";
import { describeEachWorld, type World } from "../support/world.ts";

const user = cast.operator;
const isPublic = ({ channel, ephemeralTo }: Message) => channel === places.security && !ephemeralTo;

/** What everybody can read in the channel, threads apart. */
async function publicTexts(world: World): Promise<readonly string[]> {
  const { messages } = await world.slack.state(user);
  return messages.filter((message) => isPublic(message) && !message.threadTs).map(({ text }) => text);
}

async function metricsOf({ app }: World): Promise<Exposition> {
  return parseExposition(await (await fetch(`http://127.0.0.1:${app.port}/metrics`)).text());
}

/** Long enough for an audit of prod-web to be told of before it is over. */
function holdUp({ aws }: World): void {
  aws.setFaults([{ call: "sts:AssumeRole", account: "422222222222", kind: "slow", delayMs: 600 }]);
}

/** The message of an audit of prod-web that is under way; whatever was told of earlier ones is told by then. */
async function runningAudit(world: World): Promise<Message> {
  holdUp(world);
  return world.ask({ user, text: "audit prod-web", until: isRunning });
}

describeEachWorld("when Slack misbehaves", { organization: sampleOrganization }, (world) => {
  // What the app says by itself at the start would take a fault that is meant for something else.
  beforeAll(() => untilOffered(world().slack));

  test.each<[string, Fault, readonly string[]]>([
    [
      "the post arrived and the answer did not",
      { method: "chat.postMessage", kind: "dropped", times: 1 },
      ["Auditing prod-web", "prod-web is in order"],
    ],
    [
      "the post never arrived",
      { method: "chat.postMessage", kind: "cut", times: 1 },
      ["prod-web is in order"],
    ],
    [
      "the post met a server error",
      { method: "chat.postMessage", kind: "http-500", times: 1 },
      ["prod-web is in order"],
    ],
    [
      "the answer to the post was nonsense",
      { method: "chat.postMessage", kind: "nonsense", times: 1 },
      ["prod-web is in order"],
    ],
  ])("the result is told once, though %s", async (_, fault, expected) => {
    const before = await publicTexts(world());
    holdUp(world());
    await world().slack.faults([fault]);
    await world().ask({ user, text: "audit prod-web", until: isResult });
    const fresh = (await publicTexts(world())).slice(before.length);
    expect(fresh.map((text) => text.split(".")[0])).toEqual(expected);
  });

  test("a rate limit is waited out for as long as Slack says", async () => {
    await world().slack.faults([{ method: "chat.postMessage", kind: "rate-limited", times: 1, wait: 7 }]);
    const asked = world().ask({ user, text: "audit prod-web", until: isResult });
    await world().clock.timerSet((milliseconds) => milliseconds === 7_000);
    await world().clock.advance(7_000);
    expect((await asked).text).toMatch(/^prod-web is in order/);
  });

  test("the result is a message of its own where the first was deleted meanwhile", async () => {
    const { ts } = await runningAudit(world());
    await world().slack.faults([
      { method: "chat.update", kind: "error", error: "message_not_found", times: 99 },
    ]);
    const { messages } = await world().until(user, (snapshot) =>
      snapshot.messages.some(
        (message) => isPublic(message) && message.ts > ts && message.text.startsWith("prod-web is in order"),
      ),
    );
    await world().slack.faults([]);
    const told = messages.filter((message) => isPublic(message) && !message.threadTs && message.ts >= ts);
    expect(told.map(({ text }) => text.split(".")[0])).toEqual(["Auditing prod-web", "prod-web is in order"]);
  });

  test("an edit that failed is made up for by the sweep", async () => {
    const { ts } = await runningAudit(world());
    await world().slack.faults([{ method: "chat.update", kind: "http-500", times: 1 }]);
    const { messages } = await world().until(user, (snapshot) =>
      snapshot.messages.some((message) => isResult(message) && message.ts === ts),
    );
    expect(messages.find((message) => message.ts === ts)?.text).toMatch(/^prod-web is in order/);
    expect(messages.filter((message) => isPublic(message) && !message.threadTs && message.ts > ts)).toEqual(
      [],
    );
  });

  test("an answer that its response_url does not take is given as a message of its own", async () => {
    await world().slack.faults([{ method: "response_url", kind: "http-500", times: 1 }]);
    const message = await world().ask({ user, text: "help" });
    expect(message).toMatchObject({ ephemeralTo: user, text: expect.stringContaining("What you can ask") });
  });

  test("a modal that could not be opened leaves everything else working", async () => {
    const message = await world().ask({ user, text: "prod-web" });
    await world().slack.faults([
      { method: "views.open", kind: "error", error: "expired_trigger_id", times: 1 },
    ]);
    await world().slack.action(clickOn(message, user, "Evidence"));
    while (!world().logged().includes("expired_trigger_id")) await world().slack.state(user);
    expect((await world().open({ user, message, label: "Evidence" })).title).toBe("Evidence");
  });
});

describeEachWorld("when AWS misbehaves", { organization: sampleOrganization }, (world) => {
  test.each<[string, AwsFault]>([
    ["throttles", { call: "iam:GetAccountSummary", kind: "throttled", times: 2 }],
    ["has server errors", { call: "iam:GetAccountSummary", kind: "http-500", times: 2 }],
    ["cuts connections", { call: "sts:AssumeRole", kind: "cut", times: 2 }],
    ["answers late", { call: "iam:GetAccountSummary", kind: "slow", delayMs: 300 }],
  ])("an account is read in the end, although AWS %s", async (_, fault) => {
    await world().clock.advance(6 * 60_000);
    world().aws.setFaults([fault]);
    const message = await world().ask({ user, text: "prod-data" });
    expect(message.text).toMatch(/^prod-data: \d+ medium findings, /);
    expect(checksMarked("white_check_mark", message)).toEqual(
      expect.arrayContaining(["Root access key", "Root MFA"]),
    );
  });

  test.each<[string, AwsFault, RegExp]>([
    [
      "refuses a call",
      { call: "iam:*", kind: "access-denied", times: 9 },
      / {2}· {2}unknown: access denied: iam:\w+ is not allowed\n/,
    ],
    [
      "answers nonsense",
      { call: "iam:*", kind: "nonsense", times: 99 },
      / {2}· {2}unknown: iam:\w+ answered in a way that was not understood: /,
    ],
    [
      "refuses the session",
      { call: "sts:AssumeRole", kind: "access-denied", times: 9 },
      / {2}· {2}unknown: access denied: the role is missing or may not be assumed \(sts:AssumeRole\)\n/,
    ],
  ])("nothing is called green or red when AWS %s", async (_, fault, reason) => {
    await world().clock.advance(6 * 60_000);
    world().aws.setFaults([fault]);
    const message = await world().ask({ user, text: "prod-data" });
    world().aws.setFaults([]);
    expect(message.text).toMatch(/^prod-data: no findings, /);
    expect(checksMarked("grey_question", message)).toEqual(
      expect.arrayContaining(["Root access key", "Root MFA", "Root use", "Root signing certificate"]),
    );
    expect(spoken(message.blocks)).toMatch(reason);
  });

  test("a denied credential report leaves the other facts alone", async () => {
    await world().clock.advance(6 * 60_000);
    world().aws.setFaults([{ call: "iam:GetCredentialReport", kind: "access-denied", times: 9 }]);
    const message = await world().ask({ user, text: "prod-payments" });
    world().aws.setFaults([]);
    expect(spoken(message.blocks)).toContain(
      "Root access key is present  ·  critical\nWhether it is active could not be read (iam:GetCredentialReport is not allowed), so it is taken as active",
    );
    expect(spoken(message.blocks)).toContain(":white_check_mark: Root MFA  ·  on");
  });

  test.each([
    ["described, it is found in the list", "organizations:DescribeAccount"],
    ["described or listed, what was known of it counts", "organizations:*"],
  ])("where an account may not be %s", async (_, call) => {
    await world().clock.advance(11 * 60_000);
    world().aws.setFaults([{ call, kind: "access-denied", times: 9 }]);
    const message = await world().ask({ user, text: "577777777777" });
    world().aws.setFaults([]);
    expect(message.text).toMatch(/^legacy-mail: \d+ findings \(1 high, /);
  });

  test("no session is tried in an account that nobody vouches for", async () => {
    world().aws.setFaults([{ call: "organizations:*", kind: "access-denied", times: 9 }]);
    world().aws.clearCalls();
    const message = await world().ask({ user, text: "123123123123" });
    world().aws.setFaults([]);
    expect(message.text).toMatch(/^AWS could not be asked\. organizations:ListAccounts is not allowed\./);
    expect(actionsIn(world().aws, "123123123123")).not.toContain("AssumeRole");
  });

  test("a name that cannot be looked up says what to allow", async () => {
    await world().clock.advance(2 * 3_600_000);
    world().aws.setFaults([{ call: "organizations:ListAccounts", kind: "access-denied", times: 9 }]);
    const message = await world().ask({ user, text: "some-new-account" });
    world().aws.setFaults([]);
    expect(message.text).toBe(
      "AWS could not be asked. organizations:ListAccounts is not allowed. See that rootcheck runs with the credentials that are meant, that their policy allows the action and, where a role is to be taken on, that its trust policy lets them; the log names who asked for what. Then ask again.",
    );
  });

  test("what went wrong is counted, and the metrics name nobody", async () => {
    const before = await metricsOf(world());
    world().aws.setFaults([{ call: "iam:GetAccountSummary", kind: "throttled", times: 2 }]);
    await world().slack.faults([{ method: "chat.postMessage", kind: "rate-limited", times: 1, wait: 1 }]);
    await world().ask({ user, text: "audit prod-data", until: isResult });
    const after = await metricsOf(world());
    const rise = (name: string, labels: Readonly<Record<string, string>>) =>
      (valueIn(after, name, labels) ?? 0) - (valueIn(before, name, labels) ?? 0);
    const throttled = { action: "iam:GetAccountSummary", outcome: "throttled" };
    expect(rise("rootcheck_aws_requests_total", throttled)).toBe(2);
    expect(rise("rootcheck_aws_requests_total", { ...throttled, outcome: "answered" })).toBe(1);
    const limited = { method: "chat.postMessage", outcome: "rate-limited" };
    expect(rise("rootcheck_slack_requests_total", limited)).toBe(1);
    expect(rise("rootcheck_audits_total", { outcome: "finished", scope: "account" })).toBe(1);
    expect(rise("rootcheck_account_readings_total", { outcome: "partial" })).toBe(1);
    expect(rise("rootcheck_slack_deliveries_total", { kind: "command" })).toBe(1);
    const acknowledged = "rootcheck_slack_acknowledgement_duration_seconds_count";
    expect(rise(acknowledged, { kind: "command" })).toBe(1);
    const said = after.samples.flatMap(({ labels }) => Object.values(labels));
    expect(said.filter((value) => /\d{6}|@|\b[CUW][0-9A-Z]{6}/.test(value))).toEqual([]);
  });
});
