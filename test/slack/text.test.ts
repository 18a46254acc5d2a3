import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { asTyped, clamped, escaped, literal } from "../../src/slack/text.ts";

describe("escaping", () => {
  test.each([
    ["<!channel>", "&lt;!channel&gt;"],
    ["R&D <dev>", "R&amp;D &lt;dev&gt;"],
    ["&lt;", "&amp;lt;"],
    ["*bold* _it_ `code`", "*bold* _it_ `code`"],
  ])("%s becomes %s", (text, literal) => {
    expect(escaped(text)).toBe(literal);
  });

  test("leaves nothing that could start a mention or a link, and can be undone", () => {
    const tricky = fc.oneof(
      fc.string({ unit: "grapheme" }),
      fc.string({ unit: fc.constantFrom(..."<>&;ltgamp!@#|") }),
    );
    fc.assert(
      fc.property(tricky, (text) => {
        const literal = escaped(text);
        expect(literal).not.toMatch(/[<>]/);
        expect(literal.replace(/&(?:amp|lt|gt);/g, "")).not.toContain("&");
        const original: Record<string, string> = { "&amp;": "&", "&lt;": "<", "&gt;": ">" };
        expect(literal.replace(/&(?:amp|lt|gt);/g, (entity) => original[entity] ?? "")).toBe(text);
      }),
    );
  });
});

describe("cutting", () => {
  test.each([
    ["short", 10, "short"],
    ["exactly-10", 10, "exactly-10"],
    ["more than ten", 10, "more than…"],
    ["ab😀cd", 4, "ab…"],
    ["ab😀cd", 5, "ab😀…"],
    ["", 5, ""],
  ])("%s to %i characters gives %s", (text, length, cut) => {
    expect(clamped(text, length)).toBe(cut);
  });

  test("never exceeds the length, never halves a character, and marks the cut", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.integer({ min: 1, max: 20 }), (text, length) => {
        const cut = clamped(text, length);
        expect(cut.length).toBeLessThanOrEqual(length);
        expect(cut.isWellFormed()).toBe(true);
        if (cut !== text) expect(cut.endsWith("…")).toBe(true);
        else expect(text.length).toBeLessThanOrEqual(length);
      }),
    );
  });
});

describe("a name as part of a line", () => {
  test.each([
    ["two\nlines", 20, "two lines"],
    ["bell\u0007 and\r\n\ttab", 20, "bell  and tab"],
    ["line\u2028separator", 20, "line separator"],
    ["<!channel> :fire:", 20, "<!channel> :fire:"],
    ["much too long a name", 10, "much too …"],
  ])("%j is %j", (name, length, shown) => {
    expect(literal(name, length)).toBe(shown);
  });
});

describe("what a person typed", () => {
  test.each([
    ["production", "production"],
    ["  production  ", "production"],
    ["<mailto:aws@example.com|aws@example.com>", "aws@example.com"],
    ["<mailto:aws@example.com>", "aws@example.com"],
    ["<https://example.com/a?b=1&amp;c=2>", "https://example.com/a?b=1&c=2"],
    ["<http://shop.example|shop.example>", "shop.example"],
    ["<@U0123|alice>", "@U0123"],
    ["<@U0123>", "@U0123"],
    ["<#C0123|general>", "general"],
    ["<#C0123>", "#C0123"],
    ["<!subteam^S0123|@team>", "@team"],
    ["<!here>", "!here"],
    ["<!channel|channel>", "channel"],
    ["R&amp;D &lt;dev&gt;", "R&D <dev>"],
    ["&amp;lt;", "&lt;"],
    ['"two words"', "two words"],
    ["'two words'", "two words"],
    ["“two words”", "two words"],
    ["‘two words’", "two words"],
    ['the "old" one', 'the "old" one'],
    ["O'Hara", "O'Hara"],
    ['"', '"'],
    ["", ""],
  ])("as %j was %j", (sent, typed) => {
    expect(asTyped(sent)).toBe(typed);
  });

  test("comes back from Slack's escaping whatever it is, but for spaces and quotes around it", () => {
    const typed = fc.string({ unit: fc.constantFrom(..."ab<>&;!@#|:. *`") });
    fc.assert(
      fc.property(typed, (text) => {
        expect(asTyped(escaped(text))).toBe(text.trim());
      }),
    );
  });

  test("never keeps more than was sent", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."ab<>@#!|\"'&;:") }), (sent) => {
        expect(asTyped(sent).length).toBeLessThanOrEqual(sent.length);
      }),
    );
  });
});
