import { performance } from "node:perf_hooks";
import { App, type AppOptions, type ReceiverEvent } from "@slack/bolt";

/** What Slack delivers, in the words of the person who set it off. */
export type DeliveryKind = "command" | "action" | "options" | "form" | "shortcut" | "event" | "other";

/** Is told what Slack delivers, and how soon that is acknowledged. */
export interface DeliveryCounter {
  arrived(kind: DeliveryKind): void;
  acknowledged(kind: DeliveryKind, seconds: number): void;
}

/** A Bolt app whose deliveries are counted, whichever receiver they come by and whether or not anybody listens. */
export class CountingApp extends App {
  readonly #counter: DeliveryCounter;

  constructor(options: AppOptions, counter: DeliveryCounter) {
    super(options);
    this.#counter = counter;
  }

  override processEvent(event: ReceiverEvent): Promise<void> {
    const counter = this.#counter;
    const kind = kindOf(event.body);
    const began = performance.now();
    counter.arrived(kind);
    const ack: ReceiverEvent["ack"] = async (answer) => {
      await event.ack(answer);
      counter.acknowledged(kind, (performance.now() - began) / 1000);
    };
    return super.processEvent({ ...event, ack });
  }
}

const KINDS: ReadonlyMap<unknown, DeliveryKind> = new Map([
  ["block_actions", "action"],
  ["block_suggestion", "options"],
  ["view_submission", "form"],
  ["shortcut", "shortcut"],
  ["message_action", "shortcut"],
  ["event_callback", "event"],
]);

/** A command has no type of its own. */
function kindOf({ type, command }: ReceiverEvent["body"]): DeliveryKind {
  return command === undefined ? (KINDS.get(type) ?? "other") : "command";
}
