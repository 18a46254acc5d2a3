import type { Message } from "../../src/local-slack/control.ts";
import type { ControlClient } from "../../src/local-slack/control-client.ts";
import { cast } from "../../src/local-slack/workspace.ts";

/** Whether a message offers the first watch, which operators are told of soon after the first start. */
export function isOffer({ text }: Message): boolean {
  return text.includes("watch over the organization");
}

/** Waits until that has been said, so that it does not come between what a test looks at. */
export async function untilOffered(slack: ControlClient, operator: string = cast.operator): Promise<void> {
  await slack.until(operator, ({ messages }) => messages.some(isOffer));
}
