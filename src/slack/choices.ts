import type { ExternalSelect, Overflow, PlainTextOption, StaticSelect } from "@slack/types";
import { plain } from "./blocks.ts";
import type { ActionId } from "./ids.ts";
import { literal } from "./text.ts";

export interface MenuOptions {
  readonly id: ActionId;
  readonly placeholder: string;
}

/** One thing to choose from a menu. */
export interface Choice {
  readonly label: string;
  readonly value: string;
  /** A smaller line under the label. */
  readonly more?: string;
}

/** Slack shows a hundred in one menu; so many would be too much for one message. */
export const MOST_CHOICES = 25;

/** A menu of what is there to choose from; at least one. */
export function menu({ id, placeholder }: MenuOptions, choices: readonly Choice[]): StaticSelect {
  return {
    type: "static_select",
    action_id: id,
    placeholder: plain(placeholder, 150),
    options: choices.slice(0, MOST_CHOICES).map(option),
  };
}

/** A menu that is searched by typing; what it offers is asked for at every keystroke. */
export function search({ id, placeholder }: MenuOptions): ExternalSelect {
  return {
    type: "external_select",
    action_id: id,
    placeholder: plain(placeholder, 150),
    min_query_length: 1,
  };
}

export function option({ label, value, more }: Choice): PlainTextOption {
  return {
    text: plain(literal(label, 75), 75),
    value,
    ...(more && { description: plain(literal(more, 75), 75) }),
  };
}

/** The menu behind the three dots: one to five things to do. */
export function overflow(id: ActionId, choices: readonly Choice[]): Overflow {
  return { type: "overflow", action_id: id, options: choices.slice(0, 5).map(option) };
}
