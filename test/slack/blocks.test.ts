import { describe, expect, test } from "vitest";
import { validateMessage } from "../../src/local-slack/block-kit/block-kit.ts";
import {
  type Block,
  bold,
  bullets,
  button,
  code,
  context,
  controls,
  divider,
  emoji,
  header,
  modal,
  paragraph,
  person,
  preformatted,
  section,
} from "../../src/slack/blocks.ts";
import { MOST_CHOICES, menu, search } from "../../src/slack/choices.ts";
import { actionIds, callbackIds } from "../../src/slack/ids.ts";

const long = "x".repeat(5_000);

describe("a block of text that is too long", () => {
  test.each<[string, Block, number]>([
    ["a header", header(long), 150],
    ["a section", section(long), 3_000],
    ["a small line", context(long), 1_000],
    ["a small line of markup", context({ markup: long }), 3_000],
    ["a button", controls(button({ id: actionIds.evidence, label: long, value: "1" })), 75],
  ])("%s, is cut to what Slack takes", (_what, block, length) => {
    expect(validateMessage({ text: "text", blocks: [block] })).toEqual([]);
    expect(JSON.stringify(block).match(/x+…/)?.[0]).toHaveLength(length);
  });
});

test.each<[string, Block]>([
  [
    "a paragraph",
    paragraph(bold("a"), " ", code("b"), emoji("white_circle"), "\n", person("U01"), person("S01")),
  ],
  ["bullets", bullets([["one"], [bold("two"), " and more"]])],
  ["preformatted text", preformatted("aws iam list-access-keys")],
  ["a divider", divider()],
  [
    "a styled button",
    controls(button({ id: actionIds.evidence, label: "Go", value: "1", style: "primary" })),
  ],
])("%s is taken by Slack", (_what, block) => {
  expect(validateMessage({ text: "text", blocks: [block] })).toEqual([]);
});

test("a small line takes a plain string as letters and only what is called markup as markup", () => {
  expect(context("<!here> :fire:", { markup: "<@U01>" }).elements).toEqual([
    { type: "plain_text", text: "<!here> :fire:", emoji: false },
    { type: "mrkdwn", text: "<@U01>" },
  ]);
});

test("a paragraph leaves out words that are empty, which Slack would refuse", () => {
  expect(paragraph("", bold(""), "a")).toEqual(paragraph("a"));
});

test("a person or a group is named by its id", () => {
  expect(person("U01")).toEqual({ type: "user", user_id: "U01" });
  expect(person("W01")).toEqual({ type: "user", user_id: "W01" });
  expect(person("S01")).toEqual({ type: "usergroup", usergroup_id: "S01" });
});

describe("a menu", () => {
  const id = actionIds.accountChosen;

  test("shows what there is to choose, each with what tells it from the others", () => {
    const block = controls(
      menu({ id, placeholder: "Choose…" }, [
        { label: "prod", value: "1", more: "live" },
        { label: "prod\n:fire:", value: "2", more: "" },
      ]),
      search({ id: actionIds.auditAgain, placeholder: "Search…" }),
    );
    expect(validateMessage({ text: "text", blocks: [block] })).toEqual([]);
    expect(block.elements[0]).toMatchObject({
      options: [
        { text: { text: "prod" }, value: "1", description: { text: "live" } },
        { text: { type: "plain_text", text: "prod :fire:", emoji: false }, value: "2" },
      ],
    });
    expect(block.elements[1]).toMatchObject({ type: "external_select", min_query_length: 1 });
  });

  test("of too many, too long, is cut to what Slack takes", () => {
    const choices = Array.from({ length: 300 }, (_, index) => ({
      label: long,
      value: `${index}`,
      more: long,
    }));
    const element = menu({ id, placeholder: long }, choices);
    expect(validateMessage({ text: "text", blocks: [controls(element)] })).toEqual([]);
    expect(element.options).toHaveLength(MOST_CHOICES);
  });
});

test("a modal has at most a hundred blocks, and a title of at most 24 characters", () => {
  const blocks = Array.from({ length: 120 }, divider);
  const view = modal({ callback: callbackIds.notice, title: "How to fix a great many things", blocks });
  expect(view.blocks).toHaveLength(100);
  expect(view.title.text).toBe("How to fix a great many…");
});
