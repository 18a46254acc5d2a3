import type {
  BlockAction,
  ButtonAction,
  ExternalSelectAction,
  OverflowAction,
  RespondFn,
  StaticSelectAction,
} from "@slack/bolt";
import type { ModalView } from "@slack/types";
import type { Action, ActionDependencies, ActionRequest } from "./actions/action.ts";
import { createAnswerer } from "./answer.ts";
import type { Message } from "./blocks.ts";
import { isOfList } from "./finding-value.ts";
import { type HandlerDependencies, permitted } from "./handler.ts";
import { publishHome } from "./home.ts";
import { type ActionId, actionIds } from "./ids.ts";
import { openModal, refillModal, turnModal } from "./modals.ts";
import { orTellDirectly } from "./or-tell-directly.ts";
import { messageModal, noticeModal } from "./views/notice.ts";

/** A press of a button, or a choice from a menu. */
export type Click = BlockAction<ButtonAction | StaticSelectAction | ExternalSelectAction | OverflowAction>;

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

  if (action.kind === "modal" || action.kind === "turn" || body.view) {
    const request: ActionRequest = { ...pressed, meanwhile: () => undefined };
    return answerInModal(dependencies, { action, body, tools, request });
  }
  const answerer = createAnswerer(dependencies, {
    respond,
    ...pressed,
    replaces: action.kind === "replace" || isInList(action, pressed.value) ? "original" : "nothing",
  });
  const request = { ...pressed, meanwhile: answerer.meanwhile };
  await permitted(dependencies, {
    user,
    needs,
    instead: answerer.excuse,
    work: async () => answerer.answer(await action.run(tools, request)),
  });
}

interface InModal {
  readonly action: Action;
  readonly body: Click;
  readonly tools: ActionDependencies;
  readonly request: ActionRequest;
}

async function answerInModal(
  dependencies: HandlerDependencies,
  { action, body, tools, request }: InModal,
): Promise<void> {
  const { user } = request;
  let outcome: Message | undefined;
  const load = () =>
    permitted(dependencies, {
      user,
      needs: action.needs,
      instead: (message) => noticeModal(titleOf(action), message),
      work: async () => {
        if ("load" in action) return action.load(tools, request);
        outcome = await action.run(tools, request);
        return messageModal(ANSWER, outcome);
      },
    });
  await orTellDirectly(dependencies, { user, outcome: () => outcome }, () =>
    showModal(dependencies, { action, body }, load),
  );
  if (isInHome(body) && "run" in action) await publishHome(dependencies, user);
}

/** Whether a button about a finding stands in a list, which only its reader sees and which is shown anew then. */
function isInList({ id }: Action, value: string): boolean {
  return OF_ONE_FINDING.has(id) && isOfList(value);
}

const OF_ONE_FINDING: ReadonlySet<ActionId> = new Set([
  actionIds.findingAcknowledge,
  actionIds.findingRecheck,
]);

/** What a modal is called that shows the answer to a button which elsewhere would be answered by a message. */
const ANSWER = "rootcheck";

function titleOf(action: Action): string {
  return "title" in action ? action.title : ANSWER;
}

function isInHome({ view }: Click): boolean {
  return view?.type === "home";
}

/**
 * A modal of its own, or other content in the one that is open: of a list, the list as it is then. `load` must not
 * reject.
 */
async function showModal(
  { client }: HandlerDependencies,
  { action, body }: { readonly action: Action; readonly body: Click },
  load: () => Promise<ModalView>,
): Promise<void> {
  const opening = { title: titleOf(action), triggerId: body.trigger_id };
  if (body.view?.type !== "modal") return openModal(client, opening, load);
  const { id } = body.view;
  const turns = action.kind === "turn" || action.kind === "replace";
  if (turns) return turnModal(client, id, await load());
  if (isInList(action, chosenIn(body))) return refillModal(client, { ...opening, viewId: id }, load);
  await openModal(client, { ...opening, on: id }, load);
}
