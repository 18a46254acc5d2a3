import type { Message } from "../../../src/local-slack/control.ts";
import { cast } from "../../../src/local-slack/workspace.ts";
import { arm, type Stage } from "../stage.ts";
import { type Act, offers, press, type } from "./act.ts";

const user = cast.operator;

/** Whatever is said to the asker alone, and the message for everybody where there is one. */
function isAnswer({ ephemeralTo, channel }: Message): boolean {
  return ephemeralTo !== undefined || channel.startsWith("D");
}

async function audit(stage: Stage, text: string): Promise<void> {
  await arm(stage);
  await type(stage, { user, text: `audit ${text}`.trim(), isAnswer });
}

const organization: Act = {
  name: "audit of the organization",
  run: (stage) => audit(stage, ""),
};

const account: Act = {
  name: "audit of an account",
  run: (stage) => audit(stage, stage.truth[stage.random.below(stage.truth.length)]?.accountId ?? ""),
};

/** Asked for by two at once, and cancelled by the one while it runs, if it still does. */
const cancelled: Act = {
  name: "audit, joined and cancelled",
  async run(stage) {
    const text = stage.truth[2]?.accountId ?? "";
    stage.setAwsFaults([{ call: "sts:AssumeRole", kind: "slow", delayMs: 800 }]);
    await Promise.all([
      type(stage, { user, text: `audit ${text}`, isAnswer }),
      type(stage, { user: cast.approver, text: `audit ${text}`, isAnswer }),
    ]);
    await arm(stage);
    const { messages } = await stage.slack.state(user);
    const running = messages.findLast((each) => !each.ephemeralTo && offers(each, "Cancel"));
    if (running) await press(stage, { user, message: running, label: "Cancel", isAnswer });
  },
};

export const audits: readonly Act[] = [organization, account, cancelled];
