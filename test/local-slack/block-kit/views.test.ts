import { describe, expect, it } from "vitest";
import { createBlockKit, validateView } from "../../../src/local-slack/block-kit/block-kit.ts";
import { defaultSwitches } from "../../../src/local-slack/switches.ts";
import {
  actions,
  button,
  card,
  chars,
  home,
  input,
  modal,
  plain,
  section,
  table,
  textInput,
  times,
} from "./samples.ts";

const pointersOf = (problems: readonly { pointer: string }[]) => problems.map(({ pointer }) => pointer);

describe("a view", () => {
  const field = input(textInput());
  const badViews: readonly (readonly [string, unknown, string])[] = [
    ["no object", "modal", ""],
    ["an unknown type", { type: "dialog", blocks: [] }, "/type"],
    ["a modal without title", { type: "modal", blocks: [] }, "/title"],
    ["a long title", modal([], { title: plain(chars(25)) }), "/title/text"],
    ["a long submit", modal([], { submit: plain(chars(25)) }), "/submit/text"],
    ["a long close", modal([], { close: plain(chars(25)) }), "/close/text"],
    ["long private_metadata", modal([], { private_metadata: chars(3001) }), "/private_metadata"],
    ["a long callback_id", modal([], { callback_id: chars(256) }), "/callback_id"],
    ["a long external_id", modal([], { external_id: chars(256) }), "/external_id"],
    ["an unknown property", modal([], { state: {} }), "/state"],
    ["an input and no submit", modal([field]), "/submit"],
    ["101 blocks", modal(times(101, () => section())), "/blocks"],
    ["a table in a modal", modal([table()]), "/blocks/0/type"],
    ["a card in a modal", modal([card()]), "/blocks/0/type"],
    ["markdown in a modal", modal([{ type: "markdown", text: "x" }]), "/blocks/0/type"],
    ["a title on a Home tab", home([], { title: plain() }), "/title"],
    ["an alert on a Home tab", home([{ type: "alert", text: plain() }]), "/blocks/0/type"],
    ["a table on a Home tab", home([table()]), "/blocks/0/type"],
    ["an e-mail input on a Home tab", home([input({ type: "email_text_input" })]), "/blocks/0/element/type"],
    [
      "a datetimepicker on a Home tab",
      home([actions({ type: "datetimepicker" })]),
      "/blocks/0/elements/0/type",
    ],
    ["a file input on a Home tab", home([input({ type: "file_input" })]), "/blocks/0/element/type"],
    [
      "a workflow button in a modal",
      modal([
        actions({
          type: "workflow_button",
          text: plain(),
          workflow: { trigger: { url: "https://example.com" } },
        }),
      ]),
      "/blocks/0/elements/0/type",
    ],
    [
      "eleven files",
      modal([input({ type: "file_input", max_files: 11 })], { submit: plain() }),
      "/blocks/0/element/max_files",
    ],
    [
      "a number input that says nothing of decimals",
      modal([input({ type: "number_input" })], { submit: plain() }),
      "/blocks/0/element/is_decimal_allowed",
    ],
    [
      "two elements with the cursor",
      modal([input(textInput({ focus_on_load: true })), input(textInput({ focus_on_load: true }))], {
        submit: plain(),
      }),
      "/blocks/1/element/focus_on_load",
    ],
  ];

  it.each(badViews)("with %s is refused", (_case, view, pointer) => {
    expect(pointersOf(validateView(view))).toEqual([pointer]);
  });

  const goodViews: readonly (readonly [string, unknown])[] = [
    [
      "a modal",
      modal([section(), field], { submit: plain(), notify_on_close: true, private_metadata: chars(3000) }),
    ],
    [
      "every input",
      modal(
        [
          { type: "email_text_input" },
          { type: "url_text_input" },
          { type: "number_input", is_decimal_allowed: false, min_value: "-1.5" },
          { type: "rich_text_input" },
          { type: "file_input", max_files: 10 },
        ].map((element) => input(element)),
        { submit: plain() },
      ),
    ],
    ["an alert in a modal", modal([{ type: "alert", text: plain(), level: "error" }])],
    ["a Home tab", home([...times(99, () => section()), actions(button())], { callback_id: "home" })],
  ];

  it.each(goodViews)("with %s is taken", (_case, view) => {
    expect(validateView(view)).toEqual([]);
  });

  it.each([
    ["cardsInModals", modal([card()])],
    ["newBlocksInHome", home([table()])],
  ] as const)("is taken with the switch %s only", (name, view) => {
    expect(validateView(view)).not.toEqual([]);
    expect(createBlockKit({ ...defaultSwitches, [name]: true }).validateView(view)).toEqual([]);
  });
});
