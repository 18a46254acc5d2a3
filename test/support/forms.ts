import { z } from "zod";
import type { Delivery, OpenView } from "../../src/local-slack/control.ts";
import type { ControlClient } from "../../src/local-slack/control-client.ts";
import { spoken } from "./conversation.ts";

/** What is filled in, by the names of the fields: text, a choice by its value, or several choices. */
export type Filled = Readonly<Record<string, string | readonly string[]>>;

const shape = z.object({ title: z.object({ text: z.string() }), blocks: z.array(z.unknown()) });
const field = z.object({
  type: z.literal("input"),
  block_id: z.string(),
  label: z.unknown(),
  element: z.looseObject({
    type: z.string(),
    action_id: z.string(),
    options: z.array(z.looseObject({ value: z.string() })).default([]),
  }),
});

/** Everything that a modal says, its title first. */
export function wordsOf({ view }: OpenView): string {
  const { title, blocks } = shape.parse(view);
  const labels = blocks.flatMap((block) => field.safeParse(block).data?.label ?? []);
  return `${title.text}\n${spoken(blocks)}${spoken(labels)}`;
}

/** Sends a form off with these fields filled in and the others as they are. */
export function sendForm(
  slack: Pick<ControlClient, "submit">,
  { user, form, filled = {} }: { readonly user: string; readonly form: OpenView; readonly filled?: Filled },
): Promise<Delivery> {
  const fields = shape.parse(form.view).blocks.flatMap((block) => field.safeParse(block).data ?? []);
  const values = Object.entries(filled).map(([name, value]) => {
    const found = fields.find(({ block_id }) => block_id === name);
    if (!found)
      throw new Error(`The form has no field ${name}, but ${fields.map(({ block_id }) => block_id)}.`);
    const { type, action_id } = found.element;
    return [name, { [action_id]: { type, ...stateOf(found.element, value) } }] as const;
  });
  return slack.submit({ user, view: form.id, values: Object.fromEntries(values) });
}

function stateOf({ type, options }: z.infer<typeof field>["element"], value: string | readonly string[]) {
  if (type === "plain_text_input") return { value };
  if (type === "external_select")
    return { selected_option: { text: { type: "plain_text", text: String(value) }, value } };
  if (typeof value === "string") return { selected_option: options.find((option) => option.value === value) };
  return { selected_options: options.filter((option) => value.includes(option.value)) };
}
