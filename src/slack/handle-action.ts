import type {
  BlockAction,
  ButtonAction,
  ExternalSelectAction,
  RespondFn,
  StaticSelectAction,
} from "@slack/bolt";
import type { ModalView } from "@slack/types";
import type { Action, ActionRequest, ModalAction, TurningAction } from "./actions/action.ts";
import { createAnswerer } from "./answer.ts";
import { asMessage, type HandlerDependencies, permitted } from "./handler.ts";
import { openModal, turnModal } from "./modals.ts";
import { noticeModal } from "./views/notice.ts";

/** A press of a button, or a choice from a menu. */
export type Click = BlockAction<ButtonAction | StaticSelectAction | ExternalSelectAction>;

/** Names one press of one button, the same however often Slack delivers it. */
export function deliveryOf({ user, actions, container }: Click): string {
  const pressed = actions[0];
  const where = container.message_ts ?? container.view_id ?? "";
  return `action ${where}:${pressed?.action_id}:${pressed?.action_ts}:${user.id}`;
}

/** What a button carries, or what was chosen. */
function chosenIn({ actions: [action] }: Click): string {
  if (!action) return "";
  return (action.type === "button" ? action.value : action.selected_option?.value) ?? "";
}

/** Answers one press of a button or one choice from a menu. */
export async function handleAction(
  dependencies: HandlerDependencies,
  { action, body, respond }: { readonly action: Action; readonly body: Click; readonly respond: RespondFn },
): Promise<void> {
  const { useCases, places, clock } = dependencies;
  const tools = { useCases, places, now: () => clock.now() };
  const user = body.user.id;
  const pressed = { user, channel: body.channel?.id ?? user, value: chosenIn(body) };
  const { needs } = action;

  if (action.kind === "modal" || action.kind === "turn") {
    const { title } = action;
    const request: ActionRequest = { ...pressed, meanwhile: () => undefined };
    return showModal(dependencies, { action, body }, () =>
      permitted(dependencies, {
        user,
        needs,
        instead: (message) => noticeModal(title, message),
        work: () => action.load(tools, request),
      }),
    );
  }
  const answerer = createAnswerer(dependencies, {
    respond,
    ...pressed,
    replaces: action.kind === "replace" ? "original" : "nothing",
  });
  const request = { ...pressed, meanwhile: answerer.meanwhile };
  const work = () => action.run(tools, request);
  await answerer.answer(await permitted(dependencies, { user, needs, instead: asMessage, work }));
}

interface ShowingModal {
  readonly action: ModalAction | TurningAction;
  readonly body: Click;
}

/** A modal of its own, or other content in the one that is open; `load` must not reject. */
async function showModal(
  { client }: HandlerDependencies,
  { action, body }: ShowingModal,
  load: () => Promise<ModalView>,
): Promise<void> {
  if (action.kind === "modal")
    return openModal(client, { title: action.title, triggerId: body.trigger_id }, load);
  if (!body.view) throw new Error(`${action.id} was pressed outside a modal`);
  await turnModal(client, body.view.id, await load());
}
