import { z } from "zod";

/** An interactive element in a block, as far as local-slack needs to understand it. */
export interface Element {
  readonly blockId: string;
  readonly actionId: string;
  readonly type: string;
  /** Whether it stands in an input block. */
  readonly isInput: boolean;
  readonly properties: Readonly<Record<string, unknown>>;
}

type Properties = Readonly<Record<string, unknown>>;

const properties = z.record(z.string(), z.unknown());
const interactive = z.looseObject({ type: z.string(), action_id: z.string() });

/** The blocks with an id each, as Slack gives one to those that come without: `auto-` and their place. */
export function withIds(blocks: readonly unknown[]): readonly Properties[] {
  return blocks.map((block, index) => ({ block_id: `auto-${index}`, ...properties.parse(block) }));
}

/** Every interactive element of a message or a view, in order. */
export function elementsIn(blocks: readonly unknown[]): readonly Element[] {
  return withIds(blocks).flatMap(elementsOf);
}

function elementsOf(block: Properties): readonly Element[] {
  const nested = [...list(block.child_blocks), ...(block.type === "carousel" ? list(block.elements) : [])];
  const own = [...list(block.elements), ...list(block.actions), block.element, block.accessory];
  return [...own.flatMap((candidate) => elementOf(block, candidate)), ...elementsIn(nested)];
}

function elementOf(block: Properties, candidate: unknown): readonly Element[] {
  const read = interactive.safeParse(candidate);
  if (!read.success) return [];
  const { type, action_id: actionId } = read.data;
  return [
    {
      blockId: String(block.block_id),
      actionId,
      type,
      isInput: block.type === "input",
      properties: read.data,
    },
  ];
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Slack's `state.values`: what each element with a state holds, `typed` over what the app put in. */
export function stateValues(
  blocks: readonly unknown[],
  typed: unknown,
): Record<string, Record<string, unknown>> {
  const given = z
    .record(z.string(), z.record(z.string(), z.unknown()))
    .catch({})
    .parse(typed ?? {});
  const values: Record<string, Record<string, unknown>> = {};
  for (const element of elementsIn(blocks)) {
    const initial = initialValue(element);
    if (!initial) continue;
    const now = given[element.blockId]?.[element.actionId] ?? initial;
    values[element.blockId] = { ...values[element.blockId], [element.actionId]: now };
  }
  return values;
}

/** How each stateful element's value is called in the state, and where its first value stands in the element. */
const STATE: Readonly<Record<string, { field: string; initial: string; empty: unknown }>> = {
  plain_text_input: { field: "value", initial: "initial_value", empty: null },
  email_text_input: { field: "value", initial: "initial_value", empty: null },
  url_text_input: { field: "value", initial: "initial_value", empty: null },
  number_input: { field: "value", initial: "initial_value", empty: null },
  rich_text_input: { field: "rich_text_value", initial: "initial_value", empty: null },
  datepicker: { field: "selected_date", initial: "initial_date", empty: null },
  timepicker: { field: "selected_time", initial: "initial_time", empty: null },
  datetimepicker: { field: "selected_date_time", initial: "initial_date_time", empty: null },
  radio_buttons: { field: "selected_option", initial: "initial_option", empty: null },
  checkboxes: { field: "selected_options", initial: "initial_options", empty: [] },
  static_select: { field: "selected_option", initial: "initial_option", empty: null },
  external_select: { field: "selected_option", initial: "initial_option", empty: null },
  users_select: { field: "selected_user", initial: "initial_user", empty: null },
  conversations_select: { field: "selected_conversation", initial: "initial_conversation", empty: null },
  channels_select: { field: "selected_channel", initial: "initial_channel", empty: null },
  multi_static_select: { field: "selected_options", initial: "initial_options", empty: [] },
  multi_external_select: { field: "selected_options", initial: "initial_options", empty: [] },
  multi_users_select: { field: "selected_users", initial: "initial_users", empty: [] },
  multi_conversations_select: {
    field: "selected_conversations",
    initial: "initial_conversations",
    empty: [],
  },
  multi_channels_select: { field: "selected_channels", initial: "initial_channels", empty: [] },
  file_input: { field: "files", initial: "", empty: [] },
};

function initialValue({ type, properties: element }: Element): Readonly<Record<string, unknown>> | undefined {
  const state = STATE[type];
  return state && { type, [state.field]: element[state.initial] ?? state.empty };
}
