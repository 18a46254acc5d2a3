import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { generateOrganization } from "../../src/local-aws/generated-organization.ts";
import { organization } from "../../src/local-aws/organization.ts";
import type { Message } from "../../src/local-slack/control.ts";
import { cast, places } from "../../src/local-slack/workspace.ts";
import { ask, clickOn, spoken } from "../support/conversation.ts";
import { settingsOf } from "../support/generated-truth.ts";
import { letRun } from "../support/manual-clock.ts";
import { auditToTheEnd, isRunning, readTold, tellingsIn } from "../support/organization-audit.ts";
import { describeEachWorld, NOW, type World } from "../support/world.ts";

const PATIENCE = { timeout: 120_000 };
const { operator, approver, viewer } = cast;
const { organization: specification, truth } = generateOrganization({
  accounts: 40,
  seed: 5,
  kind: "even",
  now: NOW,
});
const options = {
  organization: () => organization(specification),
  settings: { ...settingsOf("off"), ROOTCHECK_OPERATORS: `${operator},${approver}` },
};

const isPosted = ({ ephemeralTo }: Message) => ephemeralTo === undefined;

async function postedIn(world: World, channel: string): Promise<readonly Message[]> {
  const { messages } = await world.slack.state(operator);
  return messages.filter((message) => message.channel === channel && isPosted(message));
}

/** The unit with the most accounts, which may be audited as often as one likes. */
function biggestUnit(): string {
  const units = Map.groupBy(specification.accounts, ({ ou = "" }) => ou.split("/")[0] ?? "");
  units.delete("");
  const [[name] = [""]] = [...units].toSorted(([, one], [, other]) => other.length - one.length);
  return name;
}
const unit = biggestUnit();

/** Keeps accounts from being read for a while, so that an audit is still going on when somebody does something. */
function holdUp(world: World, milliseconds = 3_000): void {
  world.aws.setFaults([{ call: "sts:AssumeRole", kind: "slow", delayMs: milliseconds, times: 5 }]);
}

describeEachWorld("an audit of many accounts", options, (world) => {
  let running: Disposable;
  beforeEach(() => {
    running = letRun(world().clock);
  });
  afterEach(() => {
    running[Symbol.dispose]();
    world().aws.setFaults([]);
  });

  describe("posts nothing where it may not, and says why", () => {
    test.each([
      ["a channel that is not listed", places.incidents, "the channels that ROOTCHECK_CHANNELS lists"],
      [
        "a channel shared with another company",
        places.partner,
        "this channel is shared with another company",
      ],
    ])("asked in %s", PATIENCE, async (_, channel, why) => {
      const before = await postedIn(world(), channel);
      const { message, fileMessage } = await auditToTheEnd(world().slack, { channel, text: unit });
      expect(await postedIn(world(), channel)).toEqual(before);
      expect(message.channel).toMatch(/^D/);
      expect(fileMessage).toMatchObject({ channel: message.channel, threadTs: message.ts });
      const { messages } = await world().slack.state(operator);
      const notes = messages.filter((each) => each.channel === channel && each.ephemeralTo === operator);
      expect(notes.at(-1)?.text).toContain(why);
    });
  });

  test("asked in a direct message, is told there", PATIENCE, async () => {
    const { channels } = await world().slack.state(operator);
    const direct =
      channels.find(({ kind, members }) => kind === "dm" && members.includes(operator))?.id ?? "";
    const { message, fileMessage } = await auditToTheEnd(world().slack, { channel: direct, text: unit });
    expect(message.channel).toBe(direct);
    expect(fileMessage).toMatchObject({ channel: direct, threadTs: message.ts });
  });

  test("asked in a listed channel, has its files in the thread of its message", PATIENCE, async () => {
    const { message, fileMessage } = await auditToTheEnd(world().slack, { text: unit });
    expect(fileMessage).toMatchObject({ channel: places.security, threadTs: message.ts });
    expect(fileMessage.files.map(({ name }) => name)).toEqual([
      "rootcheck-results.csv",
      "rootcheck-results.json",
    ]);
  });

  test("asked for by two people in two places is one audit, told in both to the end", PATIENCE, async () => {
    const { slack } = world();
    holdUp(world());
    const [first, second] = await Promise.all([
      auditToTheEnd(slack, { text: unit, where: ({ channel }) => channel === places.security }),
      auditToTheEnd(slack, {
        user: approver,
        channel: places.incidents,
        text: unit,
        where: ({ channel }) => channel.startsWith("D"),
      }),
    ]);
    expect(second.audit).toEqual(first.audit);
    expect(second.json).toEqual(first.json);
    expect(second.csv).toEqual(first.csv);
    expect(second.message.text).toBe(first.message.text);
    expect([first.message.channel, second.message.channel[0]]).toEqual([places.security, "D"]);
  });

  test("may not be asked for by a viewer", async () => {
    const answer = await world().ask({ user: viewer, text: "audit" });
    expect(answer.ephemeralTo).toBe(viewer);
    expect(answer.text).toContain(`<@${operator}>`);
    const { messages } = await world().slack.state(viewer);
    expect(messages.filter((message) => isRunning(message))).toEqual([]);
  });

  test(
    "is cancelled within seconds, with the files of what was read; a second click changes nothing",
    PATIENCE,
    async () => {
      const { slack } = world();
      world().aws.setFaults([{ call: "sts:AssumeRole", kind: "slow", delayMs: 200_000, times: 3 }]);
      const before = await postedTimes(world());
      await slack.command({ user: operator, channel: places.security, text: "/rootcheck audit" });
      const isOurs = (message: Message) => isPosted(message) && !before.has(message.ts);
      const { messages } = await slack.until(operator, (snapshot) =>
        snapshot.messages.some((message) => isOurs(message) && /: [1-9]\d* done/.test(message.text)),
      );
      const message = messages.find((each) => isOurs(each) && isRunning(each));
      if (!message) throw new Error("The message was there and is gone.");
      const click = clickOn(message, operator, "Cancel");
      await Promise.all([slack.action(click), slack.action(click)]);
      const telling = await slack.until(operator, (snapshot) =>
        tellingsIn(snapshot).some((each) => isOurs(each.files)),
      );
      const [mine] = tellingsIn(telling).filter(({ files }) => isOurs(files));
      if (!mine) throw new Error("The files were there and are gone.");
      const told = await readTold(slack, mine);
      expect(told.audit.state).toBe("cancelled");
      expect(told.message.ts).toBe(message.ts);
      const read = new Set(told.json.map(({ accountId }) => accountId)).size;
      expect(read).toBeGreaterThan(0);
      expect(read).toBeLessThan(truth.length);
      expect(told.message.text).toContain(
        `Cancelled: ${told.audit.coverage.read} of ${told.audit.coverage.inScope} read`,
      );
      expect(spoken(told.message.blocks)).toContain(`<@${operator}>`);
      expect(telling.messages.filter(isOurs)).toHaveLength(2);
    },
  );

  test("cannot be posted in channels that the doctor names, with how to mend it", PATIENCE, async () => {
    const answer = await ask(world().slack, {
      user: operator,
      text: "doctor",
      until: ({ ephemeralTo, text }) => ephemeralTo === operator && / broken\.$/.test(text),
    });
    expect(answer.text).toMatch(/^3 things to mend\. /);
    const [before = "", ...broken] = spoken(answer.blocks).split("Slack: Channel ").slice(0, 4);
    expect(before).toContain("3 things to mend");
    expect(broken).toEqual([
      expect.stringMatching(/another company/),
      expect.stringMatching(/archived/),
      expect.stringMatching(/not in this channel.*\/invite @rootcheck/s),
    ]);
    expect(spoken(answer.blocks)).toMatch(/✓ {2}Database: Database, Tables, .*Queue/);
  });

  test("of the organization is done once an hour at most", PATIENCE, async () => {
    const { message } = await auditToTheEnd(world().slack);
    const again = await world().ask({ user: approver, text: "audit" });
    expect(again).toMatchObject({
      ephemeralTo: approver,
      text: expect.stringMatching(/^The organization was audited/),
    });
    const before = await postedTimes(world());
    const click = clickOn(message, operator, "Audit again");
    await world().press({
      user: operator,
      message,
      label: "Audit again",
      until: ({ ephemeralTo }) => ephemeralTo === operator,
    });
    expect(await postedTimes(world())).toEqual(before);
    await world().clock.advance(61 * 60_000);
    await Promise.all([world().slack.action(click), world().slack.action(click)]);
    const { messages } = await world().slack.until(operator, (snapshot) =>
      tellingsIn(snapshot).some(({ files }) => !before.has(files.ts)),
    );
    expect(messages.filter((each) => isPosted(each) && !before.has(each.ts))).toHaveLength(2);
  });
});

async function postedTimes(world: World): Promise<ReadonlySet<string>> {
  const { messages } = await world.slack.state(operator);
  return new Set(messages.filter(isPosted).map(({ ts }) => ts));
}
