import { describe, expect, test } from "vitest";
import { validateMessage } from "../../src/local-slack/block-kit/block-kit.ts";
import {
  type Block,
  bold,
  bullets,
  button,
  buttons,
  code,
  context,
  divider,
  emoji,
  header,
  modal,
  paragraph,
  person,
  preformatted,
  section,
} from "../../src/slack/blocks.ts";
import { actionIds, callbackIds } from "../../src/slack/ids.ts";

const long = "x".repeat(5_000);

describe("a block of text that is too long", () => {
  test.each<[string, Block, number]>([
    ["a header", header(long), 150],
    ["a section", section(long), 3_000],
    ["a small line", context(long), 1_000],
    ["a small line of markup", context({ markup: long }), 3_000],
    ["a button", buttons(button({ id: actionIds.evidence, label: long, value: "1" })), 75],
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
  ["a styled button", buttons(button({ id: actionIds.evidence, label: "Go", value: "1", style: "primary" }))],
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

test("a modal has at most a hundred blocks, and a title of at most 24 characters", () => {
  const blocks = Array.from({ length: 120 }, divider);
  const view = modal({ callback: callbackIds.notice, title: "How to fix a great many things", blocks });
  expect(view.blocks).toHaveLength(100);
  expect(view.title.text).toBe("How to fix a great many…");
});
