import fc from "fast-check";
import { expect, test } from "vitest";
import { escaped, parseMrkdwn } from "../../../../src/playground/web/block-kit/mrkdwn.ts";
import type { Span } from "../../../../src/playground/web/block-kit/rich-text-shape.ts";

/** What stands in the only paragraph. */
function spansOf(text: string): readonly Span[] {
  const [part, ...others] = parseMrkdwn(text);
  expect(others).toEqual([]);
  return part?.type === "rich_text_section" ? part.elements : [];
}

test.each<[markup: string, span: Span]>([
  ["*a b*", { type: "text", text: "a b", style: { bold: true } }],
  ["_a_", { type: "text", text: "a", style: { italic: true } }],
  ["~a~", { type: "text", text: "a", style: { strike: true } }],
  ["`*a* &lt;b&gt;`", { type: "text", text: "*a* <b>", style: { code: true } }],
  ["*_a_*", { type: "text", text: "a", style: { bold: true, italic: true } }],
  ["snake_case_name", { type: "text", text: "snake_case_name", style: {} }],
  ["2 * 3 * 4", { type: "text", text: "2 * 3 * 4", style: {} }],
  ["&amp;lt;", { type: "text", text: "&lt;", style: {} }],
  [":red_circle:", { type: "emoji", name: "red_circle", style: {} }],
  ["<@U1>", { type: "user", user_id: "U1", style: {} }],
  ["<@U1|somebody>", { type: "user", user_id: "U1", style: {} }],
  ["<#C1|general>", { type: "channel", channel_id: "C1", style: {} }],
  ["<!subteam^S1|@team>", { type: "usergroup", usergroup_id: "S1", style: {} }],
  ["<!here>", { type: "broadcast", range: "here", style: {} }],
  [
    "<https://example.com/?a&amp;b|a link>",
    { type: "link", url: "https://example.com/?a&b", text: "a link", style: {} },
  ],
  [
    "<!date^1795000000^{date} at {time}|then>",
    { type: "date", timestamp: 1_795_000_000, format: "{date} at {time}", fallback: "then", style: {} },
  ],
])("%s", (markup, span) => {
  expect(spansOf(markup)).toEqual([span]);
});

test("quotes and preformatted text stand apart from paragraphs", () => {
  const kinds = parseMrkdwn("before\n&gt; quoted\n&gt; more\nbetween\n```\nas  it is\n```\nafter").map(
    ({ type }) => type,
  );
  expect(kinds).toEqual([
    "rich_text_section",
    "rich_text_quote",
    "rich_text_section",
    "rich_text_preformatted",
    "rich_text_section",
  ]);
});

test("nothing that somebody typed becomes a mention or a link", () => {
  const pieces = fc.constantFrom(
    "<",
    ">",
    "&",
    "!",
    "@",
    "#",
    "|",
    "^",
    "U1",
    "channel",
    "https://a.example",
    "&lt;",
    "\n",
    " ",
  );
  const typed = fc.array(pieces).map((several) => several.join(""));
  fc.assert(
    fc.property(typed, (text) => {
      const kinds = parseMrkdwn(escaped(text)).flatMap((part) => part.elements.map(({ type }) => type));
      expect(kinds.filter((kind) => kind !== "text")).toEqual([]);
    }),
  );
});
