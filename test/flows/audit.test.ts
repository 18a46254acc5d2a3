import { expect, test } from "vitest";
import type { Message } from "../../src/local-slack/control.ts";
import { cast, places } from "../../src/local-slack/workspace.ts";
import { sampleOrganization } from "../../src/playground/sample-organization.ts";
import { actionsIn } from "../support/aws-calls.ts";
import { ask, buttonsOf, clickOn, isResult, spoken } from "../support/conversation.ts";
import { letRun } from "../support/manual-clock.ts";
import { isRunning } from "../support/organization-audit.ts";
import { describeEachWorld, type World } from "../support/world.ts";

const operator = cast.operator;
const settings = { ROOTCHECK_OPERATORS: `${cast.operator},${cast.approver}` };

const isResultOf = (name: string) => (message: Message) => isResult(message) && message.text.startsWith(name);

const isNote = ({ ephemeralTo, text }: Message) => ephemeralTo === operator && text.startsWith("Auditing ");

/** As long as Slack waits for an acknowledgement, which is as late as anything that somebody does may come. */
const SLACKS_PATIENCE = 3_000;

/** Keeps an account from being read for a while: the first call into it waits. */
function holdUp(world: World, account: string, milliseconds = 600): void {
  world.aws.setFaults([{ call: "sts:AssumeRole", account, kind: "slow", delayMs: milliseconds }]);
}

/** What the audit came to that a note has told of. */
async function resultOf(world: World, note: Message): Promise<Message> {
  const audit = /\((audit A\d+)\)/.exec(note.text)?.[1];
  if (!audit) throw new Error(`The note names no audit: ${note.text}`);
  const isThat = (message: Message) =>
    isResult(message) && spoken(message.blocks).includes(`  ·  ${audit}\n`);
  const { messages } = await world.until(operator, (snapshot) => snapshot.messages.some(isThat));
  const found = messages.find(isThat);
  if (!found) throw new Error("The result was there and is gone.");
  return found;
}

/** What everybody can read in a channel, threads apart. */
async function publicMessages(world: World, channel: string): Promise<readonly Message[]> {
  const { messages } = await world.slack.state(operator);
  return messages.filter(
    (message) => message.channel === channel && !message.ephemeralTo && !message.threadTs,
  );
}

describeEachWorld("/rootcheck audit", { organization: sampleOrganization, settings }, (world) => {
  test("posts one message in a listed channel, which turns into the result", async () => {
    const result = await world().ask({ user: operator, text: "audit sandbox-research", until: isResult });
    expect(result.channel).toBe(places.security);
    expect(result.text).toMatch(
      /^sandbox-research needs attention: (1 critical, \d+ medium)\. \d+ findings \(\1\), \d+ checks pass\.$/,
    );
    expect(spoken(result.blocks)).toContain("asked by <@U01OLIVIA00>  ·  by member role  ·  audit A");
    expect(await publicMessages(world(), places.security)).toHaveLength(1);
  });

  test("tells the asker where the result will be", async () => {
    const note = await world().ask({
      user: operator,
      text: "audit prod-web",
      until: isNote,
    });
    expect(note.text).toMatch(/^Auditing prod-web \(audit A\d+\)\. The result is posted here\.$/);
    expect((await resultOf(world(), note)).channel).toBe(places.security);
  });

  test.each([
    [
      "that is not listed",
      places.incidents,
      "posture is only posted to the channels that ROOTCHECK_CHANNELS lists",
    ],
    ["that is shared with another company", places.partner, "this channel is shared with another company"],
    ["that it is not in", places.general, "rootcheck is not in this channel (invite it first)"],
  ])("reports directly when asked in a channel %s, and says why", async (_, channel, why) => {
    const before = await publicMessages(world(), channel);
    const note = await world().ask({
      user: operator,
      channel,
      text: "audit prod-web",
      until: isNote,
    });
    expect(note.text).toContain(`The result comes to you as a direct message: ${why}.`);
    const result = await resultOf(world(), note);
    expect(result.text).toMatch(/^prod-web is in order/);
    const { channels } = await world().slack.state(operator);
    expect(channels.find(({ id }) => id === result.channel)?.kind).toBe("dm");
    expect(await publicMessages(world(), channel)).toEqual(before);
  });

  test("two people at once get one audit and a message each", async () => {
    // The organization is known from here on, so that neither waits for that until the other is done.
    await world().ask({ user: operator, text: "audit prod-web", until: isResultOf("prod-web") });
    holdUp(world(), "444444444444", SLACKS_PATIENCE);
    world().aws.clearCalls();
    // Were time to go faster, the claim on the audit would lapse on a machine that is busy.
    using _ = letRun(world().clock);
    const { slack } = world();
    const first = ask(slack, { user: operator, text: "audit prod-data", until: isResultOf("prod-data") });
    const second = ask(slack, {
      user: cast.approver,
      channel: places.incidents,
      text: "audit prod-data",
      until: (message) => isResultOf("prod-data")(message) && message.channel.startsWith("D"),
    });
    const [one, other] = await Promise.all([first, second]);
    expect(one.text).toMatch(/^prod-data needs attention: \d+ medium\./);
    expect(other.text).toBe(one.text);
    expect(other.channel).not.toBe(one.channel);
    const readings = actionsIn(world().aws, "444444444444").filter(
      (action) => action === "GetAccountSummary",
    );
    expect(readings).toHaveLength(1);
  });

  test("goes to the asker directly once another company has come to read the channel, and says why", async () => {
    const { slack } = world();
    const channel = places.partner;
    const share = (isShared: boolean) =>
      slack.channel({ id: channel, change: { sharedWithOtherCompany: isShared } });
    await share(false);
    holdUp(world(), "422222222222", SLACKS_PATIENCE);
    const running = await world().ask({ user: operator, channel, text: "audit prod-web", until: isRunning });
    expect(running.channel).toBe(channel);
    await share(true);
    const audit = /audit A\d+/.exec(spoken(running.blocks))?.[0] ?? "";
    const isReason = ({ text }: Message) =>
      text.includes(`${audit.replace("a", "A")} is told to you directly`);
    const result = await resultOf(world(), { ...running, text: `(${audit})` });
    const isOfResult = ({ threadTs, files }: Message) => threadTs === result.ts && files.length === 2;
    const { messages } = await world().until(
      operator,
      (snapshot) => snapshot.messages.some(isReason) && snapshot.messages.some(isOfResult),
    );
    const [reason, files] = [messages.find(isReason), messages.find(isOfResult)];
    expect(reason?.text).toContain(`<#${channel}>: this channel is shared with another company.`);
    expect([reason?.channel, files?.channel]).toEqual([result.channel, result.channel]);
    expect(result.channel).toMatch(/^D/);
    const inChannel = messages.filter((each) => each.channel === channel && each.ts >= running.ts);
    expect(inChannel.map(({ text }) => text)).toEqual([running.text]);
  });

  test("a command that is delivered twice is done once", async () => {
    await world().ask({ user: operator, text: "audit prod-web", until: isResult });
    const before = await publicMessages(world(), places.security);
    await world().slack.redeliver();
    await world().ask({ user: operator, text: "help" });
    expect(await publicMessages(world(), places.security)).toEqual(before);
    expect(world().logged()).toContain("A repeated delivery was left alone");
  });

  test("a double click on Audit again starts one audit", async () => {
    const message = await world().ask({ user: operator, text: "audit prod-web", until: isResult });
    const before = await publicMessages(world(), places.security);
    holdUp(world(), "422222222222");
    const click = clickOn(message, operator, "Audit again");
    await Promise.all([world().slack.action(click), world().slack.action(click)]);
    const { messages } = await world().until(operator, ({ messages }) => {
      const results = messages.filter((each) => isResult(each) && each.channel === places.security);
      return results.length === before.length + 1;
    });
    expect(messages.filter((each) => isRunning(each) && each.channel === places.security)).toEqual([]);
  });

  test("can be cancelled while it runs", async () => {
    holdUp(world(), "422222222222");
    const running = await world().ask({ user: operator, text: "audit prod-web", until: isRunning });
    expect(buttonsOf(running).map(({ label }) => label)).toEqual(["Cancel"]);
    const note = await world().press({ user: operator, message: running, label: "Cancel" });
    expect(note.text).toMatch(/^Audit A\d+ is being cancelled/);
    const { messages } = await world().until(operator, (snapshot) =>
      snapshot.messages.some(({ ts, text }) => ts === running.ts && !text.startsWith("Auditing")),
    );
    const ended = messages.find(({ ts }) => ts === running.ts);
    expect(ended?.text).toMatch(/^Audit of prod-web cancelled before it was read/);
    expect(spoken(ended?.blocks)).toContain(`cancelled by <@${operator}>`);
  });

  test("an old button of an account that has left says so", async () => {
    const message = await world().ask({ user: operator, text: "audit legacy-mail", until: isResult });
    const gone = world().aws.organization.accounts.get("577777777777");
    if (!gone) throw new Error("legacy-mail is missing");
    world().aws.organization.accounts.delete(gone.id);
    await world().clock.advance(11 * 60_000);
    const answer = await world().press({ user: operator, message, label: "Audit again" });
    world().aws.organization.accounts.set(gone.id, gone);
    expect(answer.text).toBe("Account 577777777777 is not in the organization any more.");
    const { messages } = await world().slack.state(operator);
    expect(messages.find(({ ts }) => ts === message.ts)?.text).toBe(message.text);
  });
});
