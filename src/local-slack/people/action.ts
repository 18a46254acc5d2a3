import type { ActionRequest, Delivery, OptionsRequest } from "../control.ts";
import type { Element } from "../elements.ts";
import type { Slack } from "../slack.ts";
import { interactionPayload } from "./payload.ts";
import { presentPerson } from "./presence.ts";
import { sourceOf, usedElement } from "./source.ts";

const COULD_NOT_REACH = "This app did not respond. Try again, or contact its administrator.";

/** Somebody clicks or chooses in a message or a view. */
export async function act(slack: Slack, request: ActionRequest): Promise<Delivery> {
  const person = presentPerson(slack, request.user);
  const source = sourceOf(slack, person, request.source, request.values);
  const element = usedElement(source, request.action);
  const payload = {
    type: "block_actions",
    ...interactionPayload(slack, person),
    ...source.payload,
    trigger_id: slack.triggers.issue(person.id, source.modal),
    ...(source.origin && { response_url: slack.responseUrls.issue(source.origin) }),
    actions: [
      { ...contribution(element), ...request.action, block_id: element.blockId, action_ts: slack.nextTs() },
    ],
  };
  const delivery = await slack.dispatcher.deliver({ type: "interactive", name: "block_actions", payload });
  return delivery.outcome === "acknowledged" ? delivery : { ...delivery, notice: COULD_NOT_REACH };
}

/** What an element tells of itself in the payload, before what the person chose. */
function contribution({ type, actionId, properties }: Element): Record<string, unknown> {
  const told = ["text", "value", "url", "style", "confirm", "placeholder", "min_query_length"];
  const kept = Object.entries(properties).filter(
    ([name]) => told.includes(name) || name.startsWith("initial_"),
  );
  return { ...Object.fromEntries(kept), type, action_id: actionId };
}

/** Somebody types into an external select; the answer is what it offers. */
export async function suggest(slack: Slack, request: OptionsRequest): Promise<Delivery> {
  const person = presentPerson(slack, request.user);
  const source = sourceOf(slack, person, request.source, undefined);
  const element = usedElement(source, { action_id: request.actionId, block_id: request.blockId });
  const payload = {
    type: "block_suggestion",
    ...interactionPayload(slack, person),
    ...source.payload,
    action_id: element.actionId,
    block_id: element.blockId,
    value: request.value,
  };
  const delivery = await slack.dispatcher.deliver({ type: "interactive", name: "block_suggestion", payload });
  return isOffer(delivery.answer) ? delivery : { ...delivery, notice: "Options could not be loaded." };
}

const MOST_OPTIONS = 100;

function isOffer(answer: unknown): boolean {
  if (typeof answer !== "object" || answer === null) return false;
  const offered =
    "options" in answer ? answer.options : "option_groups" in answer ? answer.option_groups : undefined;
  return Array.isArray(offered) && offered.length <= MOST_OPTIONS;
}
