import type { App } from "@slack/bolt";
import { actions } from "./actions/index.ts";
import { type Click, deliveryOf, handleAction } from "./handle-action.ts";
import { handleCommand } from "./handle-command.ts";
import { offerAccounts } from "./handle-options.ts";
import type { HandlerDependencies } from "./handler.ts";
import { actionIds, COMMAND } from "./ids.ts";
import type { InFlight } from "./in-flight.ts";

export interface RegisterDependencies extends HandlerDependencies {
  readonly inFlight: InFlight;
}

/** The menus in which one searches for an account. */
const searches = [actionIds.accountChosen, actionIds.auditAgain];

/**
 * Tells Bolt what the app listens to; the only file that does. Commands and actions are acknowledged first, done once however
 * often Slack delivers it, and waited for when the app stops.
 */
export function register(app: App, dependencies: RegisterDependencies): void {
  const { inFlight, useCases, log } = dependencies;

  async function once(delivery: string, work: () => Promise<void>): Promise<void> {
    if (await isRepeated(delivery)) log.info({ delivery }, "A repeated delivery was left alone");
    else await work();
  }

  /** Without the database nobody knows; the person is then better told twice than not at all. */
  async function isRepeated(delivery: string): Promise<boolean> {
    try {
      return !(await useCases.firstTime(delivery));
    } catch (error) {
      log.warn({ err: error, delivery }, "It could not be told whether a delivery is a repetition");
      return false;
    }
  }

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
  for (const action_id of searches)
    app.options<"block_suggestion">({ type: "block_suggestion", action_id }, ({ ack, body }) =>
      inFlight.track(async () => {
        const options = await offerAccounts(dependencies, { user: body.user.id, words: body.value });
        await ack({ options: [...options] });
      }),
    );
}
