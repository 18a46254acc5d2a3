import type { RespondFn } from "@slack/bolt";
import type { WebClient } from "@slack/web-api";
import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import type { Message } from "./blocks.ts";
import { withoutCharts } from "./views/chart.ts";
import { notice } from "./views/notice.ts";

/** Answers one person, who alone sees it. */
export interface Answerer {
  /** Says what is going on, if the answer is not there within a moment; of what comes later, the latest now and then. */
  meanwhile(text: string): void;
  /** The answer: in the place of the message that was acted on, or of what was said meanwhile, or new. */
  answer(message: Message): Promise<void>;
  /** Why there is none: in the place of what was said meanwhile, or new, so that the message that was acted on stays. */
  excuse(message: Message): Promise<void>;
  /** Says nothing more, and takes back what was said meanwhile. */
  leave(): Promise<void>;
}

export interface AnswererDependencies {
  readonly client: WebClient;
  readonly clock: Clock;
  readonly log: Log;
}

export interface Answering {
  readonly respond: RespondFn;
  readonly user: string;
  readonly channel: string;
  /**
   * What the answer takes the place of: of what a command said meanwhile, of the message that a button stands in, or of
   * nothing. To a button's response_url "the original" is always the message with the button, which others may read.
   */
  readonly replaces: "meanwhile" | "original" | "nothing";
}

const MOMENT_MILLISECONDS = 1_500;
const UPDATE_MILLISECONDS = 4_000;
/** Slack takes five answers through a response_url: the first word, these, and the answer itself. */
const MOST_UPDATES = 3;
/** A response_url may say in its body alone that it does not take what it was sent. */
const REFUSAL = /"error":\s*"(\w+)"/;

/** Slack says `ok`, or nothing; a page of something in between is no sign that the answer came through. */
function isTaken(said: string): boolean {
  return said === "" || said === "ok" || /^\{.*"ok":\s*true.*\}$/s.test(said);
}

/**
 * Answers through the response_url, which works where the app is no member, and falls back on an ephemeral
 * message of its own when Slack does not take that any more.
 */
export function createAnswerer({ client, clock, log }: AnswererDependencies, answering: Answering): Answerer {
  const { respond, user, channel, replaces } = answering;
  let said: Promise<boolean> = Promise.resolve(false);
  let latest: string | undefined;
  let answered = false;

  async function send(message: Message, replace_original: boolean): Promise<boolean> {
    try {
      const taken = await respond({ ...message, response_type: "ephemeral", replace_original });
      const said = await taken.text();
      if (isTaken(said)) return true;
      const [, refusal] = REFUSAL.exec(said) ?? [];
      log.warn({ refusal, user }, "Slack did not take an answer through its response_url");
      return false;
    } catch (error) {
      log.warn({ err: error, user }, "An answer could not be sent through its response_url");
      return false;
    }
  }

  /** An ephemeral message needs the app to be in the channel; a direct one does not. */
  async function sendWithout(message: Message): Promise<void> {
    try {
      await client.chat.postEphemeral({ ...message, user, channel });
    } catch (error) {
      log.warn({ err: error, user }, "An answer could not be sent as an ephemeral message");
      await client.chat.postMessage({ ...message, channel: user });
    }
  }

  async function takeBack(): Promise<void> {
    try {
      await respond({ delete_original: true });
    } catch (error) {
      log.warn({ err: error, user }, "What was said meanwhile could not be taken back");
    }
  }

  let timer = clock.setTimeout(() => {
    if (latest !== undefined && !answered) said = send(notice(latest), replaces === "original");
    if (replaces === "meanwhile") updateLater(MOST_UPDATES, latest);
  }, MOMENT_MILLISECONDS);

  /** Only what a command said itself may be replaced again and again. */
  function updateLater(left: number, shown: string | undefined): void {
    if (left === 0 || answered) return;
    timer = clock.setTimeout(() => {
      const text = latest;
      const isNews = text !== undefined && text !== shown;
      if (isNews) said = said.then(async (wasSaid) => (await send(notice(text), wasSaid)) || wasSaid);
      updateLater(isNews ? left - 1 : left, text);
    }, UPDATE_MILLISECONDS);
  }

  async function finish(message: Message, replacesAnyway: boolean): Promise<void> {
    answered = true;
    clock.clearTimeout(timer);
    const wasSaid = await said;
    const replace = replacesAnyway || (replaces !== "nothing" && wasSaid);
    if (await send(message, replace)) return;
    const plain = withoutCharts(message);
    if (plain.blocks.length < message.blocks.length && (await send(plain, replace))) return;
    await sendWithout(plain);
  }

  return {
    meanwhile(text) {
      latest = text;
    },
    answer: (message) => finish(message, replaces === "original"),
    excuse: (message) => finish(message, false),
    async leave() {
      answered = true;
      clock.clearTimeout(timer);
      if (await said) await takeBack();
    },
  };
}
