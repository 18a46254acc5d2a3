import type { App } from "@slack/bolt";
import type { Button, KnownBlock, ModalView, PlainTextElement, PlainTextOption } from "@slack/types";

/** The name of an account whose owner tries what a client makes of it. */
export const HOSTILE = '<!channel> & "x" *y* `z`';

export function plain(text: string): PlainTextElement {
  return { type: "plain_text", text };
}

export function option(text: string): PlainTextOption {
  return { text: plain(text), value: text };
}

/** A button that the app knows as `press`. */
export function pressButton(label: string, more: Partial<Button> = {}): Button {
  return { type: "button", action_id: "press", text: plain(label), value: "pressed", ...more };
}

/** Lets the app answer every command with one button. */
export function answerWithButton(app: App, label: string, more: Partial<Button> = {}): void {
  app.command("/rootcheck", async ({ ack, respond }) => {
    await ack();
    await respond({ text: label, blocks: [{ type: "actions", elements: [pressButton(label, more)] }] });
  });
}

/** A form whose ticket must be given. */
export const riskModal: ModalView = {
  type: "modal",
  callback_id: "risk",
  title: plain("Accept risk"),
  submit: plain("Accept"),
  blocks: [
    {
      type: "input",
      block_id: "ticket",
      label: plain("Ticket"),
      element: { type: "plain_text_input", action_id: "field" },
    },
    {
      type: "input",
      block_id: "until",
      label: plain("Until"),
      element: { type: "datepicker", action_id: "field", initial_date: "2026-12-24" },
    },
    {
      type: "input",
      block_id: "sure",
      optional: true,
      label: plain("How sure"),
      element: { type: "radio_buttons", action_id: "field", options: [option("Very"), option("Rather")] },
    },
  ],
};

/** The hostile name in every block that promises to parse nothing. */
export const hostileBlocks: KnownBlock[] = [
  { type: "header", text: plain(HOSTILE) },
  { type: "context", elements: [plain(HOSTILE)] },
  { type: "table", rows: [[{ type: "raw_text", text: "Name" }], [{ type: "raw_text", text: HOSTILE }]] },
  { type: "actions", elements: [pressButton(HOSTILE)] },
  {
    type: "rich_text",
    elements: [
      {
        type: "rich_text_section",
        elements: [
          { type: "text", text: HOSTILE },
          { type: "text", text: HOSTILE, style: { code: true } },
        ],
      },
      { type: "rich_text_preformatted", elements: [{ type: "text", text: HOSTILE }] },
    ],
  },
];

/** One paragraph with every kind of element that names something. */
export function mentions(user: string, userGroup: string, channel: string): KnownBlock[] {
  const elements = [
    { type: "emoji" as const, name: "red_circle" },
    { type: "user" as const, user_id: user },
    { type: "usergroup" as const, usergroup_id: userGroup },
    { type: "channel" as const, channel_id: channel },
    { type: "date" as const, timestamp: 1_795_000_000, format: "{date_num}", fallback: "2026-11-18" },
  ];
  return [{ type: "rich_text", elements: [{ type: "rich_text_section", elements }] }];
}
