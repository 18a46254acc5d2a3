import type { Message } from "../../../src/local-slack/control.ts";
import { cast } from "../../../src/local-slack/workspace.ts";
import { count } from "../kinds.ts";
import { arm, disarm, type Stage } from "../stage.ts";
import { type Act, closeAll, offers, press, send, type } from "./act.ts";

const user = cast.operator;
const REASON = "the vendor needs it until the migration ends";

/** The list of what is open, if it can be had. */
async function list(stage: Stage): Promise<Message | undefined> {
  await disarm(stage);
  return (await type(stage, { user, text: "findings" }))?.message;
}

interface Deciding {
  readonly label: string;
  readonly filled: Readonly<Record<string, string>>;
}

/** Somebody chooses behind the three dots, fills in the form and sends it off. */
async function decideByForm(stage: Stage, { label, filled }: Deciding): Promise<void> {
  const message = await list(stage);
  if (!message || !offers(message, label)) return;
  await arm(stage);
  const answer = await press(stage, { user, message, label });
  await arm(stage);
  await send(stage, { user, answer, filled });
  await closeAll(stage, user);
}

const acknowledge: Act = {
  name: "acknowledge",
  async run(stage) {
    const message = await list(stage);
    if (!message || !offers(message, "Acknowledge")) return;
    await arm(stage);
    await press(stage, { user, message, label: "Acknowledge" });
  },
};

const doubleClick: Act = {
  name: "acknowledge twice at once",
  async run(stage) {
    const message = await list(stage);
    if (!message || !offers(message, "Acknowledge")) return;
    await arm(stage);
    count(stage.tally, "people double click");
    await press(stage, { user, message, label: "Acknowledge", times: 2 });
    await stage.slack.redeliver();
  },
};

/** What an old message says has changed by then. */
const staleButton: Act = {
  name: "stale button",
  async run(stage) {
    const message = await list(stage);
    if (!message || !offers(message, "Acknowledge") || !offers(message, "Accept risk…")) return;
    const { ts, channel } = message;
    const ask = await press(stage, { user, message, label: "Assign…" });
    await send(stage, { user, answer: ask, filled: {} });
    await closeAll(stage, user);
    const { messages } = await stage.slack.state(cast.operator);
    const old = messages.find((each) => each.ts === ts && each.channel === channel);
    if (!old || !offers(old, "Acknowledge")) return;
    await arm(stage);
    count(stage.tally, "people stale button");
    await press(stage, { user, message: old, label: "Acknowledge" });
  },
};

const snooze: Act = {
  name: "snooze",
  run: (stage) => decideByForm(stage, { label: "Snooze…", filled: { days: "1" } }),
};

const accept: Act = {
  name: "accept with an approver",
  async run(stage) {
    await decideByForm(stage, {
      label: "Accept risk…",
      filled: { reason: REASON, control: "key is in a sealed envelope" },
    });
    await answerRequest(stage);
  },
};

const explain: Act = {
  name: "explain",
  async run(stage) {
    await decideByForm(stage, { label: "Explain…", filled: { reason: REASON } });
    await answerRequest(stage);
  },
};

/** Somebody else allows what was asked, from the list of what waits for them. */
async function answerRequest(stage: Stage): Promise<void> {
  await disarm(stage);
  const answer = await type(stage, { user: cast.approver, text: "findings requests" });
  if (!answer?.message || !offers(answer.message, "Approve")) return;
  await arm(stage);
  await press(stage, { user: cast.approver, message: answer.message, label: "Approve" });
}

const recheck: Act = {
  name: "re-check",
  async run(stage) {
    const message = await list(stage);
    if (!message || !offers(message, "Re-check")) return;
    await arm(stage);
    await press(stage, { user, message, label: "Re-check" });
  },
};

export const decisions: readonly Act[] = [
  ...[acknowledge, doubleClick, staleButton, snooze],
  ...[accept, explain, recheck],
];
