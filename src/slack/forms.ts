import type { InputBlock, ModalView } from "@slack/types";
import { z } from "zod";
import { UnknownButtonError } from "./actions/unknown-button.ts";
import { type Block, plain } from "./blocks.ts";
import { type Choice, option } from "./choices.ts";
import { type CallbackId, INPUT, type SearchId } from "./ids.ts";
import { clamped } from "./text.ts";

export interface FormOptions {
  readonly callback: CallbackId;
  readonly title: string;
  readonly submit: string;
  readonly blocks: readonly (Block | InputBlock)[];
  /** What the form is about, handed back with what was filled in. Whoever sends it may have changed it. */
  readonly about: unknown;
}

/** A modal to be filled in and sent. */
export function form({ callback, title, submit, blocks, about }: FormOptions): ModalView {
  return {
    type: "modal",
    callback_id: callback,
    title: plain(title, 24),
    submit: plain(submit, 24),
    close: plain("Cancel", 24),
    private_metadata: JSON.stringify(about),
    blocks: blocks.slice(0, 100),
  };
}

export interface Field {
  /** Names the field where it is handed back, and where a fault in it is shown. */
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly isOptional?: boolean;
}

export function textField(field: Field, { isLong = false, initial = "" } = {}): InputBlock {
  return input(field, {
    ...{ type: "plain_text_input", action_id: INPUT, multiline: isLong, max_length: 1000 },
    ...(initial && { initial_value: clamped(initial, 1000) }),
  });
}

/** A day of the calendar: "2026-12-01". */
export function dayField(field: Field, initial: string): InputBlock {
  return input(field, { type: "datepicker", action_id: INPUT, initial_date: initial });
}

export function personField(field: Field, initial?: string): InputBlock {
  return input(field, {
    type: "users_select",
    action_id: INPUT,
    ...(initial && { initial_user: initial }),
  });
}

/** One of a few things, by its value the initial one, or the first, unless another is chosen. */
export function choiceField(
  field: Field,
  choices: readonly [Choice, ...Choice[]],
  initial?: string,
): InputBlock {
  const options = choices.slice(0, 10).map(option);
  return input(field, {
    type: "radio_buttons",
    action_id: INPUT,
    options,
    initial_option: option(choices.find(({ value }) => value === initial) ?? choices[0]),
  });
}

/** Any of at most ten things; at first those with the initial values. */
export function severalField(
  field: Field,
  choices: readonly Choice[],
  initial: readonly string[] = [],
): InputBlock {
  const ticked = choices.filter(({ value }) => initial.includes(value));
  return input(field, {
    type: "checkboxes",
    action_id: INPUT,
    options: choices.slice(0, 10).map(option),
    ...(ticked.length > 0 && { initial_options: ticked.map(option) }),
  });
}

/** One of many things, found by typing. */
export function searchField(
  field: Field,
  {
    id,
    placeholder,
    initial,
  }: { readonly id: SearchId; readonly placeholder: string; readonly initial: Choice },
): InputBlock {
  return input(field, {
    type: "external_select",
    action_id: id,
    placeholder: plain(placeholder, 150),
    min_query_length: 1,
    initial_option: option(initial),
  });
}

function input({ name, label, hint, isOptional }: Field, element: InputBlock["element"]): InputBlock {
  return {
    type: "input",
    block_id: name,
    label: plain(label, 2000),
    element,
    ...(hint && { hint: plain(hint, 2000) }),
    ...(isOptional && { optional: true }),
  };
}

/** A field takes a thousand characters. */
const filled = z.string().max(1000);
const chosen = z.object({ value: filled });
const state = z.object({
  value: filled.nullish(),
  selected_date: filled.nullish(),
  selected_user: filled.nullish(),
  selected_option: chosen.nullish(),
  selected_options: z.array(chosen).nullish(),
});
const json = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue("is no JSON");
    return z.NEVER;
  }
});
const sentForm = z.object({
  private_metadata: json,
  state: z.object({ values: z.record(z.string(), z.record(z.string(), state)) }),
});

/** Where a form says that it was opened: a channel, or a person. */
export const placeShape = z.string().regex(/^[CDGUW][A-Z0-9]{1,30}$/);

/** What somebody filled in, by the names of the fields. */
export interface Filled {
  /** What was typed or chosen, without the space around it; empty for nothing. */
  text(name: string): string;
  several(name: string): readonly string[];
  /** What the form said that it is about; not to be trusted. */
  readonly about: unknown;
}

/** Reads a form as Slack hands it back. @throws {UnknownButtonError} where it is none that the app has shown. */
export function readForm(view: unknown): Filled {
  const { data } = sentForm.safeParse(view);
  if (!data) throw new UnknownButtonError();
  const fieldOf = (name: string) => Object.values(data.state.values[name] ?? {})[0];
  return {
    text: (name) => {
      const { value, selected_date, selected_user, selected_option } = fieldOf(name) ?? {};
      return storable(value ?? selected_date ?? selected_user ?? selected_option?.value ?? "");
    },
    several: (name) => (fieldOf(name)?.selected_options ?? []).map(({ value }) => value),
    about: data.private_metadata,
  };
}

/** Databases take neither the zero character nor half of a pair. */
function storable(text: string): string {
  return text.toWellFormed().replaceAll("\0", " ").trim();
}
