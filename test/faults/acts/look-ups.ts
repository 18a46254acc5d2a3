import { cast, places } from "../../../src/local-slack/workspace.ts";
import { hostileNames } from "../hostile-organization.ts";
import { count } from "../kinds.ts";
import { arm, attempt, type Stage } from "../stage.ts";
import { type Act, closeAll, offers, press, send, type } from "./act.ts";

const user = cast.operator;

function accountId({ truth, random }: Stage): string {
  return truth[random.below(truth.length)]?.accountId ?? "";
}

/** By id as well as by the worst of names. */
const lookUp: Act = {
  name: "look-up",
  async run(stage) {
    const { random, tally } = stage;
    const isByName = random.below(2) === 0;
    if (isByName) count(tally, "people hostile name");
    await arm(stage);
    const answer = await type(stage, {
      user,
      text: `account ${isByName ? random.pick(hostileNames) : accountId(stage)}`,
    });
    if (answer?.message && offers(answer.message, "Evidence"))
      await press(stage, { user, message: answer.message, label: "Evidence" });
  },
};

const WORDS = [
  "",
  "history",
  "tasks mfa",
  "whois 123456789012",
  "findings overdue",
  "doctr",
  "watch",
  "help",
];

const words: Act = {
  name: "words",
  async run(stage) {
    await arm(stage);
    await type(stage, { user, text: stage.random.pick(["", ...WORDS]) });
    await arm(stage);
    await type(stage, { user: cast.guest, text: "findings" });
  },
};

const email: Act = {
  name: "e-mail recovery",
  async run(stage) {
    await arm(stage);
    const isSaid = stage.random.below(2) === 0;
    const id = accountId(stage);
    const answer = await type(stage, {
      user,
      text: `email ${id}${isSaid ? " ticket 4711, mailbox lost" : ""}`,
    });
    await send(stage, { user, answer, filled: { reason: "ticket 4711, mailbox lost" } });
  },
};

const keys: Act = {
  name: "keys",
  async run(stage) {
    await arm(stage);
    await type(stage, { user, text: stage.random.below(2) === 0 ? `keys ${accountId(stage)}` : "keys" });
  },
};

const canonical: Act = {
  name: "canonical",
  async run(stage) {
    await arm(stage);
    await type(stage, { user, text: `canonical ${accountId(stage)}` });
    await type(stage, { user, text: "canonical" });
  },
};

const log: Act = {
  name: "log export",
  async run(stage) {
    const answer = await type(stage, { user: cast.auditor, text: "log" });
    if (!answer?.message || !offers(answer.message, "Export all")) return;
    await arm(stage);
    await press(stage, { user: cast.auditor, message: answer.message, label: "Export all" });
  },
};

const home: Act = {
  name: "home",
  async run(stage) {
    await arm(stage);
    await stage.slack.home({ user });
  },
};

/** A press whose trigger has gone stale by the time that the app uses it. */
const tooLate: Act = {
  name: "expired trigger",
  async run(stage) {
    const answer = await type(stage, { user, text: "findings" });
    if (!answer?.message || !offers(answer.message, "How to fix")) return;
    await stage.slack.faults([
      { method: "views.open", kind: "error", error: "expired_trigger_id", times: 1 },
    ]);
    count(stage.tally, "people expired trigger");
    await press(stage, { user, message: answer.message, label: "How to fix" });
    await stage.slack.faults([
      { method: "views.open", kind: "error", error: "expired_trigger_id", times: 1 },
    ]);
    await attempt(stage, {
      user,
      what: "/rootcheck digest add, too late for a form",
      act: () => stage.slack.command({ user, channel: places.incidents, text: "/rootcheck digest add" }),
    });
    await closeAll(stage, user);
  },
};

export const lookUps: readonly Act[] = [lookUp, words, email, keys, canonical, log, home, tooLate];
