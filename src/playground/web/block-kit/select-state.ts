import type { Names } from "../names.tsx";
import type { SelectShape } from "./elements-shape.ts";
import type { Option, OptionGroup } from "./objects-shape.ts";

/** Whether several can be chosen. */
export function isMultiple({ type }: Pick<SelectShape, "type">): boolean {
  return type.startsWith("multi_");
}

/** What kind of thing is chosen: `static`, `external`, `users`, `channels` or `conversations`. */
export function kindOf({ type }: Pick<SelectShape, "type">): string {
  return type.replace("multi_", "").replace("_select", "");
}

/** What was chosen beforehand. People and channels become options too, so that all selects work alike. */
export function initialOptions(element: SelectShape, names: Names): readonly Option[] {
  const { initial_option, initial_user, initial_channel, initial_conversation } = element;
  const { initial_options, initial_users, initial_channels, initial_conversations } = element;
  const options = initial_options ?? [initial_option].filter((option) => option !== undefined);
  const ids = [
    ...(initial_users ?? initial_channels ?? initial_conversations ?? []),
    ...[initial_user, initial_channel, initial_conversation].filter((id) => id !== undefined),
  ];
  return [...options, ...ids.map((id) => optionOf(id, names.people.get(id) ?? names.channels.get(id) ?? id))];
}

/** What there is to choose from without asking the app. */
export function knownOptions(element: SelectShape, names: Names): readonly OptionGroup[] {
  const { people, channels } = names;
  const kind = kindOf(element);
  if (kind === "users") return [unnamed([...people].map(([id, name]) => optionOf(id, name)))];
  if (kind === "channels" || kind === "conversations") {
    return [unnamed([...channels].map(([id, name]) => optionOf(id, `#${name}`)))];
  }
  return element.option_groups ?? [unnamed(element.options ?? [])];
}

/** The state as Slack has it: options whole, people and channels by id. */
export function selectState(element: SelectShape, chosen: readonly Option[]) {
  const kind = kindOf(element);
  const isById = kind === "users" || kind === "channels" || kind === "conversations";
  const noun = isById ? kind.slice(0, -1) : "option";
  const held = isById ? chosen.map(({ value }) => value) : chosen;
  if (isMultiple(element)) return { type: element.type, [`selected_${noun}s`]: held };
  return { type: element.type, [`selected_${noun}`]: held[0] ?? null };
}

function optionOf(value: string, name: string): Option {
  return { value, text: { type: "plain_text", text: name, emoji: false } };
}

function unnamed(options: readonly Option[]): OptionGroup {
  return { label: { type: "plain_text", text: "" }, options: [...options] };
}
