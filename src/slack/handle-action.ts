import type { BlockAction, ButtonAction, RespondFn } from "@slack/bolt";
import type { Action } from "./actions/action.ts";
import { createAnswerer } from "./answer.ts";
import { asMessage, type HandlerDependencies, permitted } from "./handler.ts";
import { openModal } from "./modals.ts";
import { noticeModal } from "./views/notice.ts";

type Click = BlockAction<ButtonAction>;

/** Names one press of one button, the same however often Slack delivers it. */
export function deliveryOf({ user, actions, container }: Click): string {
  const pressed = actions[0];
  const where = container.message_ts ?? container.view_id ?? "";
  return `action ${where}:${pressed?.action_id}:${pressed?.action_ts}:${user.id}`;
}

/** Answers one press of a button. */
export async function handleAction(
  dependencies: HandlerDependencies,
  { action, body, respond }: { readonly action: Action; readonly body: Click; readonly respond: RespondFn },
): Promise<void> {
  const { useCases, places, clock, client } = dependencies;
  const tools = { useCases, places, now: () => clock.now() };
  const user = body.user.id;
  const pressed = { user, channel: body.channel?.id ?? user, value: body.actions[0]?.value ?? "" };
  const { needs } = action;

  if (action.kind === "modal") {
    const { title } = action;
    const request = { ...pressed, meanwhile: () => undefined };
    return openModal(client, { title, triggerId: body.trigger_id }, () =>
      permitted(dependencies, {
        user,
        needs,
        instead: (message) => noticeModal(title, message),
        work: () => action.load(tools, request),
      }),
    );
  }
  const answerer = createAnswerer(dependencies, { respond, ...pressed, replaces: action.kind === "replace" });
  const request = { ...pressed, meanwhile: answerer.meanwhile };
  const work = () => action.run(tools, request);
  await answerer.answer(await permitted(dependencies, { user, needs, instead: asMessage, work }));
}
