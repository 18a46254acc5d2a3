import type { Switches } from "../../../src/local-slack/switches.ts";
import {
  actions,
  button,
  card,
  cell,
  chars,
  chart,
  container,
  dataTable,
  image,
  input,
  mrkdwn,
  option,
  pie,
  plain,
  richText,
  section,
  select,
  series,
  table,
  task,
  textInput,
  times,
} from "./samples.ts";

/** Blocks that Slack takes in a message, many of them at their limits. */
export const goodBlocks: readonly (readonly [string, unknown])[] = [
  ["a divider", { type: "divider", block_id: chars(255) }],
  ["a header", { type: "header", text: plain(chars(150)), level: 4 }],
  ["a section", section({ text: mrkdwn(chars(3000)), accessory: button() })],
  ["fields alone", { type: "section", fields: times(10, () => plain(chars(2000))), expand: true }],
  ["a context", { type: "context", elements: [image(), mrkdwn(), plain()] }],
  [
    "25 buttons",
    actions(...times(25, (at) => button({ action_id: `b${at}`, value: chars(2000), style: "danger" }))),
  ],
  [
    "selects",
    actions(
      select({
        options: times(100, () => option({ value: chars(150) })),
        initial_option: option({ value: chars(150) }),
      }),
    ),
  ],
  ["groups", actions({ type: "static_select", option_groups: [{ label: plain(), options: [option()] }] })],
  ["an external select", actions({ type: "external_select", action_id: "a", min_query_length: 0 })],
  [
    "five overflow options",
    actions({ type: "overflow", options: times(5, () => option({ url: "https://example.com" })) }),
  ],
  ["boxes", actions({ type: "checkboxes", options: times(10, () => option({ text: mrkdwn() })) })],
  [
    "people",
    actions({ type: "users_select" }, { type: "multi_conversations_select", filter: { include: ["im"] } }),
  ],
  [
    "dates",
    actions(
      { type: "datepicker", initial_date: "2026-11-23" },
      { type: "timepicker", initial_time: "23:59" },
      { type: "datetimepicker", initial_date_time: 1_795_000_000 },
    ),
  ],
  [
    "a workflow button",
    actions({
      type: "workflow_button",
      text: plain(),
      workflow: { trigger: { url: "https://slack.com/shortcuts/1" } },
    }),
  ],
  [
    "a confirmation",
    actions(
      button({ confirm: { title: plain(chars(100)), text: mrkdwn(chars(300)), confirm: plain(chars(30)) } }),
    ),
  ],
  ["an image", image({ alt_text: chars(2000), title: plain(chars(2000)) })],
  ["an uploaded image", { type: "image", alt_text: "alt", slack_file: { id: "F1" } }],
  ["an input", input(textInput({ multiline: true, max_length: 3000 }), { hint: plain(), optional: true })],
  ["markdown", { type: "markdown", text: chars(12_000) }],
  [
    "rich text",
    richText(
      { type: "text", text: "x", style: { bold: true } },
      { type: "emoji", name: "wave" },
      { type: "link", url: "https://example.com" },
      { type: "user", user_id: "U1" },
    ),
  ],
  [
    "a table",
    table({
      rows: times(100, () => times(20, () => cell("a"))),
      column_settings: [{ align: "right", is_wrapped: true }],
    }),
  ],
  ["a data table", dataTable({ page_size: 100, row_header_column_index: 1 })],
  ["a chart", chart({ series: times(6, (at) => series(`s${at}`)) })],
  ["a pie", pie(1, 2, 3, 4, 5, 6)],
  [
    "a card",
    card({
      subtitle: mrkdwn(chars(150)),
      body: mrkdwn(chars(200)),
      actions: [button()],
      hero_image: image(),
    }),
  ],
  ["a carousel", { type: "carousel", elements: times(10, () => card({ actions: [button()] })) }],
  [
    "a container",
    container({ child_blocks: [actions(button()), table()], is_collapsible: true, width: "wide" }),
  ],
  [
    "a plan",
    {
      type: "plan",
      title: "t",
      tasks: [
        task({ details: richText(), sources: [{ type: "url", url: "https://example.com", text: "x" }] }),
      ],
    },
  ],
  ["a task card", task({ status: "in_progress" })],
  [
    "context actions",
    {
      type: "context_actions",
      elements: [
        {
          type: "feedback_buttons",
          action_id: "f",
          positive_button: { text: plain(), value: "1" },
          negative_button: { text: plain(), value: "0" },
        },
      ],
    },
  ],
  [
    "a video",
    {
      type: "video",
      title: plain(),
      video_url: "https://example.com/v",
      thumbnail_url: "https://example.com/t.png",
      alt_text: "alt",
    },
  ],
];

/** What the other setting of a switch takes. */
export const switched: readonly (readonly [keyof Switches, boolean | number, unknown])[] = [
  ["alertsInMessages", true, { type: "alert", text: plain(), level: "warning" }],
  [
    "dataTableActionCells",
    true,
    dataTable({ rows: [[cell()], [{ type: "action", element: button(), fallback: "x" }]] }),
  ],
  ["chartSeriesMax", 12, chart({ series: times(12, (at) => series(`s${at}`)) })],
  ["overflowOptionsMax", 10, actions({ type: "overflow", options: times(10, () => option()) })],
];

/** What the default takes and the other setting of a switch refuses. */
export const narrowed: readonly (readonly [keyof Switches, boolean | number, unknown, string])[] = [
  [
    "optionValueMax",
    75,
    actions(select({ options: [option({ value: chars(76) })] })),
    "/blocks/0/elements/0/options/0/value",
  ],
  ["chartsInMessages", false, chart({ series: [series("s")] }), "/blocks/0/type"],
];
