import type { App, ViewSubmitAction } from "@slack/bolt";
import { actions } from "./actions/index.ts";
import { type Click, deliveryOf, handleAction } from "./handle-action.ts";
import { handleCommand } from "./handle-command.ts";
import { searches } from "./handle-options.ts";
import { handleShortcut } from "./handle-shortcut.ts";
import { acknowledgementOf, handleSubmission, readSubmission, submissionOf } from "./handle-submission.ts";
import type { HandlerDependencies } from "./handler.ts";
import { publishHome } from "./home.ts";
import { COMMAND, shortcutIds } from "./ids.ts";
import type { InFlight } from "./in-flight.ts";
import { submissions } from "./submissions/index.ts";

export interface RegisterDependencies extends HandlerDependencies {
  readonly inFlight: InFlight;
}

/**
 * Tells Bolt what the app listens to; the only file that does. Everything is acknowledged first, done once however
 * often Slack delivers it, and waited for when the app stops.
 */
export function register(app: App, dependencies: RegisterDependencies): void {
  const once = onlyOnce(dependencies);
  registerPresses(app, dependencies, once);
  registerForms(app, dependencies, once);
  registerVisits(app, dependencies, once);
}

type Once = (delivery: string, work: () => Promise<void>) => Promise<void>;

function onlyOnce({ useCases, log }: RegisterDependencies): Once {
  /** Without the database nobody knows; the person is then better told twice than not at all. */
  async function isRepeated(delivery: string): Promise<boolean> {
    try {
      return !(await useCases.firstTime(delivery));
    } catch (error) {
      log.warn(
        { err: error, delivery: kindOf(delivery) },
        "It could not be told whether a delivery is a repetition",
      );
      return false;
    }
  }

  return async (delivery, work) => {
    if (await isRepeated(delivery))
      log.info({ delivery: kindOf(delivery) }, "A repeated delivery was left alone");
    else await work();
  };
}

/** What a delivery is, without the trigger id that may tell it from others and is not for the log. */
function kindOf(delivery: string): string {
  return delivery.replace(/ .*/s, "");
}

function registerPresses(app: App, dependencies: RegisterDependencies, once: Once): void {
  const { inFlight } = dependencies;

  app.command(COMMAND, ({ ack, command, respond }) =>
    inFlight.track(async () => {
      await ack();
      await once(`command ${command.trigger_id}`, () => handleCommand(dependencies, { command, respond }));
    }),
  );

  for (const action of actions) {
    const pressed = { type: "block_actions", action_id: action.id } as const;
    app.action<Click>(pressed, ({ ack, body, respond }) =>
      inFlight.track(async () => {
        await ack();
        await once(deliveryOf(body), () => handleAction(dependencies, { action, body, respond }));
      }),
    );
  }

  // What is offered is the acknowledgement itself.
  for (const [action_id, offer] of Object.entries(searches))
    app.options<"block_suggestion">({ type: "block_suggestion", action_id }, ({ ack, body }) =>
      inFlight.track(async () => {
        const { user, value: words, block_id: block } = body;
        const options = await offer(dependencies, { user: user.id, words, block });
        await ack({ options: [...options] });
      }),
    );
}

function registerForms(app: App, dependencies: RegisterDependencies, once: Once): void {
  for (const submission of submissions) {
    const sending = { type: "view_submission", callback_id: submission.callback } as const;
    app.view<ViewSubmitAction>(sending, ({ ack, body }) =>
      dependencies.inFlight.track(async () => {
        const sent = readSubmission(dependencies, submission, body);
        await ack(acknowledgementOf(submission, sent));
        if (sent.kind === "faulty") return;
        await once(submissionOf(body), () => handleSubmission(dependencies, { submission, sent, body }));
      }),
    );
  }
}

/** What people open by themselves: the Home tab, and the shortcuts. */
function registerVisits(app: App, dependencies: RegisterDependencies, once: Once): void {
  const { inFlight } = dependencies;

  app.event("app_home_opened", ({ event, body }) =>
    inFlight.track(async () => {
      if (event.tab !== "home") return;
      await once(`event ${body.event_id}`, () => publishHome(dependencies, event.user));
    }),
  );

  app.shortcut({ type: "shortcut", callback_id: shortcutIds.overview }, ({ ack, body }) =>
    inFlight.track(async () => {
      await ack();
      const { user, trigger_id: triggerId } = body;
      await once(`shortcut ${triggerId}`, () => handleShortcut(dependencies, { user: user.id, triggerId }));
    }),
  );

  app.shortcut({ type: "message_action", callback_id: shortcutIds.overviewFromMessage }, ({ ack, body }) =>
    inFlight.track(async () => {
      await ack();
      const { user, trigger_id: triggerId } = body;
      await once(`shortcut ${triggerId}`, () => handleShortcut(dependencies, { user: user.id, triggerId }));
    }),
  );
}
