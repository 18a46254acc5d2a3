/** Small valid pieces out of which the tables of good and bad payloads are made. */

export type Json = Record<string, unknown>;

export const plain = (text = "text") => ({ type: "plain_text", text });
export const mrkdwn = (text = "text") => ({ type: "mrkdwn", text });
export const chars = (count: number) => "x".repeat(count);
export const times = <Item>(count: number, make: (index: number) => Item) =>
  Array.from({ length: count }, (_, at) => make(at));

export const button = (more: Json = {}) => ({ type: "button", action_id: "b", text: plain(), ...more });
export const option = (more: Json = {}) => ({ text: plain(), value: "v", ...more });
export const select = (more: Json = {}) => ({
  type: "static_select",
  action_id: "s",
  options: [option()],
  ...more,
});
export const image = (more: Json = {}) => ({
  type: "image",
  alt_text: "alt",
  image_url: "https://example.com/a.png",
  ...more,
});

export const section = (more: Json = {}) => ({ type: "section", text: mrkdwn(), ...more });
export const actions = (...elements: Json[]) => ({ type: "actions", elements });
export const input = (element: Json, more: Json = {}) => ({
  type: "input",
  label: plain(),
  element,
  ...more,
});
export const textInput = (more: Json = {}) => ({ type: "plain_text_input", action_id: "t", ...more });
export const richText = (...elements: Json[]) => ({
  type: "rich_text",
  elements: [{ type: "rich_text_section", elements }],
});
export const cell = (text = "cell") => ({ type: "raw_text", text });
export const table = (more: Json = {}) => ({ type: "table", rows: [[cell()]], ...more });
export const dataTable = (more: Json = {}) => ({
  type: "data_table",
  caption: "caption",
  rows: [
    [cell(), cell()],
    [cell(), { type: "raw_number", value: 1, text: "1" }],
  ],
  ...more,
});
export const series = (name = "s", labels = ["a", "b"]) => ({
  name,
  data: labels.map((label) => ({ label, value: 1 })),
});
export const chart = (more: Json = {}) => ({
  type: "data_visualization",
  title: "title",
  chart: { type: "line", series: [series()], axis_config: { categories: ["a", "b"] }, ...more },
});
export const pie = (...values: number[]) => ({
  type: "data_visualization",
  title: "title",
  chart: { type: "pie", segments: values.map((value, at) => ({ label: `l${at}`, value })) },
});
export const card = (more: Json = {}) => ({ type: "card", title: mrkdwn(), ...more });
export const container = (more: Json = {}) => ({
  type: "container",
  title: plain(),
  child_blocks: [section()],
  ...more,
});
export const task = (more: Json = {}) => ({
  type: "task_card",
  task_id: "1",
  title: "t",
  status: "complete",
  ...more,
});

export const modal = (blocks: unknown, more: Json = {}) => ({
  type: "modal",
  title: plain("Title"),
  blocks,
  ...more,
});
export const home = (blocks: unknown, more: Json = {}) => ({ type: "home", blocks, ...more });
