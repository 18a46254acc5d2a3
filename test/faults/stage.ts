import { setTimeout as pause } from "node:timers/promises";
import { z } from "zod";
import type { Fault as AwsFault } from "../../src/local-aws/faults.ts";
import type { Random } from "../../src/local-aws/generated/random.ts";
import type { AccountTruth } from "../../src/local-aws/generated-organization.ts";
import type { LocalOrganization } from "../../src/local-aws/organization.ts";
import type { Delivery, Message, OpenView, Snapshot } from "../../src/local-slack/control.ts";
import type { ControlClient } from "../../src/local-slack/control-client.ts";
import { wordsOf } from "../support/forms.ts";
import type { WayOfReading } from "../support/generated-truth.ts";
import type { Deck } from "./draw.ts";
import type { Tally } from "./kinds.ts";

/** One thing that a person did, and what came of it as they see it. */
export interface Asked {
  readonly what: string;
  readonly user: string;
  /** What the person was told; absent where that never came. */
  readonly said?: string;
  /** Somebody killed the process that was asked, or its disk or database was gone: nobody could answer. */
  readonly isExcused: boolean;
}

/** What acts are played on: the app between its two ends, in this process or in others. */
export interface Stage {
  readonly slack: ControlClient;
  readonly organization: LocalOrganization;
  readonly truth: readonly AccountTruth[];
  readonly way: WayOfReading;
  readonly random: Random;
  readonly deck: Deck;
  readonly tally: Tally;
  /** Everything that people did, the oldest first. */
  readonly asked: Asked[];
  /** The ids of accounts whose root was given a key. */
  readonly broken: string[];
  now(): Date;
  setAwsFaults(faults: readonly AwsFault[]): void;
  /** How many calls AWS has had. */
  awsCalls(): number;
  /** Lets the app's time go by until disposed. */
  going(): Disposable;
  /** Puts the app's clock forward, or back where it is less than nothing. */
  leap(milliseconds: number): Promise<void>;
  /** Whether nobody may be there to answer at this moment. */
  isExcused(): boolean;
}

/** What somebody does, and how to know that they were answered. */
export interface Doing {
  readonly user: string;
  readonly what: string;
  readonly act: () => Promise<Delivery>;
  /** Anything new for this person alone, or in a modal, if absent. */
  readonly isAnswer?: (message: Message) => boolean;
}

/** What somebody was answered. */
export interface Answer {
  readonly said: string;
  readonly message?: Message;
  readonly modal?: OpenView;
}

/** Longer than a call of AWS and one of Slack may be silent, on a machine that others use as well. */
const PATIENCE_MILLISECONDS = 60_000;
const LOOK_MILLISECONDS = 25;

/** Does something as a person would and notes what they are told; undefined where nothing comes. */
export async function attempt(
  stage: Stage,
  { user, what, act, isAnswer }: Doing,
): Promise<Answer | undefined> {
  const before = await stage.slack.state(user);
  const isExcusedBefore = stage.isExcused();
  const told = await answerTo(stage, { user, act, isAnswer, before });
  const isExcused = isExcusedBefore || stage.isExcused();
  stage.asked.push({ what, user, isExcused, ...(told && { said: told.said }) });
  return told;
}

interface Waiting extends Pick<Doing, "user" | "act"> {
  readonly isAnswer: Doing["isAnswer"] | undefined;
  readonly before: Snapshot;
}

async function answerTo(
  stage: Stage,
  { user, act, isAnswer = isForOne, before }: Waiting,
): Promise<Answer | undefined> {
  const seen = new Set([...before.messages.map(identityOf), ...before.modals.map(identityOfView)]);
  using _going = stage.going();
  const { notice } = await act();
  if (notice !== undefined) return { said: notice };
  const until = Date.now() + PATIENCE_MILLISECONDS;
  while (Date.now() < until) {
    const { messages, modals } = await stage.slack.state(user);
    const modal = modals.at(-1);
    if (modal && !seen.has(identityOfView(modal)) && !isLoading(modal))
      return { said: wordsOf(modal), modal };
    const message = messages.findLast((each) => !seen.has(identityOf(each)) && isAnswer(each));
    if (message) return { said: message.text, message };
    if (stage.isExcused()) return undefined;
    await pause(LOOK_MILLISECONDS);
  }
  return undefined;
}

const MEANWHILE = /^(Looking for|Reading|Asking AWS|Writing)/;

/** What only says what is going on is no answer. */
function isForOne({ ephemeralTo, text, channel }: Message): boolean {
  return (ephemeralTo !== undefined || channel.startsWith("D")) && !MEANWHILE.test(text);
}

function isLoading({ view }: OpenView): boolean {
  return z.object({ callback_id: z.literal("loading") }).safeParse(view).success;
}

function identityOf({ channel, ts, text, blocks }: Message): string {
  return `${channel} ${ts} ${text} ${JSON.stringify(blocks)}`;
}

function identityOfView({ id, hash }: OpenView): string {
  return `${id} ${hash}`;
}

/** Arms both ends with what the deck deals next. */
export async function arm(stage: Stage): Promise<void> {
  const { random, deck, slack } = stage;
  await slack.faults(random.below(5) > 0 ? [deck.slack()] : []);
  stage.setAwsFaults(Array.from({ length: random.below(3) }, () => deck.aws()));
}

/** Lets both ends behave again. */
export async function disarm({ slack, setAwsFaults }: Stage): Promise<void> {
  await slack.faults([]);
  setAwsFaults([]);
}
