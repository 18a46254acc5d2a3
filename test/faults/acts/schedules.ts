import { setTimeout as pause } from "node:timers/promises";
import { cast, places } from "../../../src/local-slack/workspace.ts";
import { isResult } from "../../support/conversation.ts";
import { breakRoot } from "../../support/neglected.ts";
import { breakable } from "../hostile-organization.ts";
import { count } from "../kinds.ts";
import { arm, disarm, type Stage } from "../stage.ts";
import { type Act, closeAll, offers, press, send, type } from "./act.ts";

const user = cast.operator;
const HOUR = 3_600_000;
const MINUTE = 60_000;

/** How long a person in this play tries again what does not work. */
const TRIES = 4;

/** Tries again until `isDone` says of the answer that it worked: the first time under faults, the last ones without. */
async function insist(
  stage: Stage,
  what: string,
  { run, isDone }: { run(): Promise<string | undefined>; isDone: (said: string) => boolean },
): Promise<void> {
  await arm(stage);
  let said: string | undefined;
  for (let tries = 0; tries < TRIES; tries += 1) {
    said = await run();
    if (said !== undefined && isDone(said)) return disarm(stage);
    await disarm(stage);
  }
  throw new Error(`Even without faults there was no ${what}: ${said}`);
}

/** The first audit, the baseline's clock, a watch and a digest, each tried again until it is there. */
export async function setUp(stage: Stage): Promise<void> {
  await firstAudit(stage);
  await insist(stage, "clock", {
    isDone: (said) => /^the clock$|^The clock/.test(said),
    run: async () => {
      const { messages } = await stage.slack.state(user);
      const result = messages.findLast((each) => isResult(each) && offers(each, "Start the clock"));
      return result
        ? (await press(stage, { user, message: result, label: "Start the clock" }))?.said
        : "the clock";
    },
  });
  await insist(stage, "watch", {
    isDone: (said) => said.includes("is alerted only of"),
    run: async () => (await type(stage, { user, text: "watch on every 1h" }))?.said,
  });
  await insist(stage, "digest", { isDone: (said) => said.includes("is saved"), run: () => addDigest(stage) });
  await closeAll(stage, user);
}

async function firstAudit(stage: Stage): Promise<void> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    if (tries === 0) await arm(stage);
    await type(stage, {
      user,
      text: "audit",
      isAnswer: ({ ephemeralTo, channel }) => ephemeralTo !== undefined || channel.startsWith("D"),
    });
    if (await isAudited(stage)) return disarm(stage);
    await disarm(stage);
  }
  throw new Error("Even without faults the organization could not be audited.");
}

const AUDIT_MILLISECONDS = 90_000;

/** Waits for the result of an audit of the organization; false where it ended without one. */
async function isAudited(stage: Stage): Promise<boolean> {
  using _going = stage.going();
  for (const until = Date.now() + AUDIT_MILLISECONDS; Date.now() < until; ) {
    const { messages } = await stage.slack.state(user);
    if (messages.some((each) => isResult(each) && offers(each, "Start the clock"))) return true;
    if (messages.some(({ text }) => /^Audit of .*(interrupted|could not)/.test(text))) return false;
    await pause(50);
  }
  return false;
}

/** Both steps of the form. */
async function addDigest(stage: Stage): Promise<string | undefined> {
  await closeAll(stage, user);
  const opened = await type(stage, { user, text: "digest add" });
  const button = opened?.message && offers(opened.message, "Add a digest…") ? opened.message : undefined;
  const answer = button ? await press(stage, { user, message: button, label: "Add a digest…" }) : opened;
  const filled = { when: "cron", cron: "0 * * * *", age: "1" };
  const second = await send(stage, { user, answer, filled });
  const saved = await send(stage, { user, answer: second, filled: {} });
  return saved?.said ?? second?.said ?? answer?.said;
}

const hourPasses: Act = {
  name: "an hour passes",
  async run(stage) {
    await arm(stage);
    await stage.leap(HOUR);
    await letGo(stage, 400);
  },
};

/** Somebody makes a root key; the watch has to notice. */
const rootKey: Act = {
  name: "a root key is made",
  async run(stage) {
    const { organization, truth, random, broken } = stage;
    const whole = breakable(truth).filter(({ accountId }) => !broken.includes(accountId));
    const [chosen] = random.shuffle(whole);
    const account = chosen && organization.accounts.get(chosen.accountId);
    if (!account) return;
    breakRoot(organization, account.name, stage.now());
    broken.push(account.id);
    await hourPasses.run(stage);
  },
};

const clockJumps: Act = {
  name: "the clock jumps",
  async run(stage) {
    await arm(stage);
    const isBack = stage.random.below(2) === 0;
    const milliseconds = (1 + stage.random.below(50)) * MINUTE;
    count(stage.tally, isBack ? "clock back" : "clock forward");
    await stage.leap(isBack ? -milliseconds : milliseconds);
    await letGo(stage, 200);
  },
};

const digestNow: Act = {
  name: "digest now",
  async run(stage) {
    await arm(stage);
    await type(stage, { user, text: "digest now" });
    await type(stage, { user, channel: places.incidents, text: "digest now" });
  },
};

/** Lets the app's time go by for so long in real time. */
export async function letGo(stage: Stage, milliseconds: number): Promise<void> {
  using _going = stage.going();
  await pause(milliseconds);
}

export const schedules: readonly Act[] = [hourPasses, rootKey, clockJumps, digestNow];
