import type { ActionRequest, Person } from "../control.ts";
import { type Element, elementsIn, stateValues } from "../elements.ts";
import { messagePayload } from "../message-payload.ts";
import { ControlRefusal } from "../refusal.ts";
import type { Origin } from "../response-urls.ts";
import type { Slack } from "../slack.ts";
import { viewPayload } from "../view-payload.ts";
import { channelName } from "./payload.ts";
import { visibleChannel, visibleMessage, visibleView } from "./presence.ts";

/** Where an element is that somebody uses: what payloads say of the place, and what leads back to it. */
export interface Source {
  readonly payload: Readonly<Record<string, unknown>>;
  readonly blocks: readonly unknown[];
  /** The modal, where it is one; a trigger from it may push another. */
  readonly modal?: string;
  /** Present for messages: interactions with a view have no response_url. */
  readonly origin?: Origin;
}

export function sourceOf(slack: Slack, person: Person, at: ActionRequest["source"], typed: unknown): Source {
  return "view" in at ? viewSource(slack, person, at.view, typed) : messageSource(slack, person, at, typed);
}

function viewSource(slack: Slack, person: Person, id: string, typed: unknown): Source {
  const stored = visibleView(slack, person, id);
  return {
    payload: { container: { type: "view", view_id: id }, view: viewPayload(slack, stored, typed) },
    blocks: stored.view.blocks,
    ...(stored.type === "modal" && { modal: id }),
  };
}

function messageSource(
  slack: Slack,
  person: Person,
  at: { channel: string; ts: string },
  typed: unknown,
): Source {
  const message = visibleMessage(slack, person, at);
  const channel = visibleChannel(slack, person, at.channel);
  const isEphemeral = message.ephemeralTo !== undefined;
  const carriesMessage = !isEphemeral || slack.switches.ephemeralActionsCarryMessage;
  const blocks = message.blocks ?? [];
  return {
    payload: {
      container: {
        type: "message",
        message_ts: message.ts,
        channel_id: channel.id,
        is_ephemeral: isEphemeral,
        ...(message.threadTs !== undefined && { thread_ts: message.threadTs }),
      },
      channel: { id: channel.id, name: channelName(channel) },
      ...(carriesMessage && { message: messagePayload(slack, message) }),
      state: { values: stateValues(blocks, typed) },
    },
    blocks,
    origin: { kind: "action", user: person.id, channel: channel.id, message: at },
  };
}

/** The element that somebody uses; refuses what is not there, because nobody could click it. */
export function usedElement(source: Source, wanted: { action_id: string; block_id: string }): Element {
  const elements = elementsIn(source.blocks);
  const matches = ({ actionId, blockId }: Element) =>
    actionId === wanted.action_id && (wanted.block_id === "" || blockId === wanted.block_id);
  const element = elements.find(matches);
  if (element) return element;
  const present = elements.map(({ blockId, actionId }) => `${blockId}/${actionId}`).join(", ") || "none";
  throw new ControlRefusal(`wanted the element ${wanted.block_id}/${wanted.action_id}, found ${present}`);
}
