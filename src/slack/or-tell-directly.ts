import type { Message } from "./blocks.ts";
import type { HandlerDependencies } from "./handler.ts";
import { refusalOf } from "./post-outcome.ts";
import { notice } from "./views/notice.ts";

/** Whom a modal is for, and what they are told where Slack does not show it. */
export interface Showing {
  readonly user: string;
  /** What came of something that has been done by then; absent where nothing was, and one can simply press again. */
  readonly outcome: () => Message | undefined;
}

/**
 * Shows something in a modal, or tells its reader by a direct message why it is not there: whoever has pressed a button
 * has no other way to know. Somebody who has closed the modal meanwhile does not miss what it would have shown, but
 * still hears what came of what they had done.
 */
export async function orTellDirectly(
  { client, log }: Pick<HandlerDependencies, "client" | "log">,
  { user, outcome }: Showing,
  show: () => Promise<void>,
): Promise<void> {
  try {
    await show();
  } catch (error) {
    log.warn({ err: error, user }, "Slack did not show a modal");
    const done = outcome();
    if (!done && refusalOf(error) === CLOSED) return;
    await client.chat.postMessage({ ...(done ?? NOT_SHOWN), channel: user });
  }
}

/** Slack's word for a modal that is not open any more. */
const CLOSED = "not_found";

const NOT_SHOWN = notice("Slack did not show what you asked for, and nothing was changed. Please try again.");
