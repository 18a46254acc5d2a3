import { z } from "zod";
import type { Delivery, Person, ViewRequest } from "../control.ts";
import { elementsIn, stateValues } from "../elements.ts";
import { ControlRefusal, SlackRefusal } from "../refusal.ts";
import type { Slack } from "../slack.ts";
import { acceptView } from "../view-content.ts";
import { viewPayload } from "../view-payload.ts";
import type { StoredView } from "../views.ts";
import { interactionPayload } from "./payload.ts";
import { presentPerson, visibleView } from "./presence.ts";

const TROUBLE = "We had some trouble connecting. Try again?";

const acknowledgement = z.discriminatedUnion("response_action", [
  z.object({ response_action: z.literal("errors"), errors: z.record(z.string(), z.string()) }),
  z.object({ response_action: z.literal("update"), view: z.unknown() }),
  z.object({ response_action: z.literal("push"), view: z.unknown() }),
  z.object({ response_action: z.literal("clear") }),
]);

/** Somebody sends a modal off. */
export async function submit(slack: Slack, request: ViewRequest): Promise<Delivery> {
  const { person, stored } = openModal(slack, request);
  const payload = {
    type: "view_submission",
    ...interactionPayload(slack, person),
    trigger_id: slack.triggers.issue(person.id, stored.id),
    view: viewPayload(slack, stored, request.values),
    response_urls: responseUrls(slack, person, stored, request.values),
  };
  const delivery = await slack.dispatcher.deliver({ type: "interactive", name: "view_submission", payload });
  if (delivery.outcome !== "acknowledged") return { ...delivery, notice: TROUBLE };
  const notice = follow(slack, stored, delivery.answer);
  return { ...delivery, ...(notice !== undefined && { notice }) };
}

/** Somebody dismisses a modal; the app hears of it only if it asked to. */
export async function close(slack: Slack, request: ViewRequest): Promise<Delivery> {
  const { person, stored } = openModal(slack, request);
  slack.views.dismiss(stored);
  if (!stored.view.notify_on_close) return { outcome: "acknowledged" };
  const payload = {
    type: "view_closed",
    ...interactionPayload(slack, person),
    view: viewPayload(slack, stored, request.values),
    is_cleared: stored.view.clear_on_close ?? false,
  };
  if (stored.view.clear_on_close) slack.views.clear(person.id);
  return slack.dispatcher.deliver({ type: "interactive", name: "view_closed", payload });
}

function openModal(slack: Slack, request: ViewRequest): { person: Person; stored: StoredView } {
  const person = presentPerson(slack, request.user);
  const stored = visibleView(slack, person, request.view);
  if (stored.type === "modal") return { person, stored };
  throw new ControlRefusal(`wanted a modal, found the Home tab ${stored.id}`);
}

/** Does what the acknowledgement of a submission asks for; answers the notice where Slack could not. */
function follow(slack: Slack, stored: StoredView, answer: unknown): string | undefined {
  if (answer === undefined) {
    slack.views.dismiss(stored);
    return undefined;
  }
  const read = acknowledgement.safeParse(answer);
  if (!read.success) return TROUBLE;
  try {
    return change(slack, stored, read.data);
  } catch (thrown) {
    if (!(thrown instanceof SlackRefusal)) throw thrown;
    return TROUBLE;
  }
}

function change(
  slack: Slack,
  stored: StoredView,
  asked: z.infer<typeof acknowledgement>,
): string | undefined {
  switch (asked.response_action) {
    case "errors": {
      const inputs = elementsIn(stored.view.blocks).filter((element) => element.isInput);
      const known = Object.keys(asked.errors).every((id) => inputs.some(({ blockId }) => blockId === id));
      return known ? undefined : TROUBLE;
    }
    case "update":
      slack.views.update(stored, acceptView(slack, asked.view, "modal", stored));
      return undefined;
    case "push": {
      if (slack.views.stack(stored.user).length >= slack.switches.modalStackDepth) return TROUBLE;
      slack.views.push(stored.user, acceptView(slack, asked.view, "modal"));
      return undefined;
    }
    case "clear":
      slack.views.clear(stored.user);
      return undefined;
  }
}

/** One for each conversation that was chosen in a select which asked for it. */
function responseUrls(slack: Slack, person: Person, stored: StoredView, typed: unknown) {
  const values = stateValues(stored.view.blocks, typed);
  return elementsIn(stored.view.blocks)
    .filter((element) => element.properties.response_url_enabled === true)
    .flatMap(({ blockId, actionId }) => {
      const chosen = chosenChannel.safeParse(values[blockId]?.[actionId]);
      const channel = chosen.data?.selected_conversation ?? chosen.data?.selected_channel;
      if (channel === undefined || channel === null) return [];
      const response_url = slack.responseUrls.issue({ kind: "action", user: person.id, channel });
      return [{ block_id: blockId, action_id: actionId, channel_id: channel, response_url }];
    });
}

const chosenChannel = z.object({
  selected_conversation: z.string().nullish(),
  selected_channel: z.string().nullish(),
});
