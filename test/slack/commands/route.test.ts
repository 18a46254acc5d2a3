import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { commands } from "../../../src/slack/commands/index.ts";
import { routeOf } from "../../../src/slack/commands/route.ts";
import { asTyped } from "../../../src/slack/text.ts";

/** A route as one line: the command's word, or the slip's, with the words that are left. */
function routed(text: string): string {
  const route = routeOf(text, commands);
  if (route.kind === "command") return `${route.command.word}: ${route.words}`;
  return route.slip ? `${route.slip.nearest.word}?: ${route.words}` : `words: ${route.words}`;
}

describe("a command's own word", () => {
  test.each([
    ["", "overview: "],
    ["   ", "overview: "],
    ["help", "help: "],
    ["HELP", "help: "],
    ["account production", "account: production"],
    ["Account  production", "account: production"],
    ["account\tproduction", "account: production"],
    ["audit 1111-2222-3333", "audit: 1111-2222-3333"],
    ['audit "Shared Services"', "audit: Shared Services"],
    ["audit <mailto:aws@example.com|aws@example.com>", "audit: aws@example.com"],
    ["audit R&amp;D", "audit: R&D"],
    ["account", "account: "],
    ["audit", "audit: "],
    ["audit audit", "audit: audit"],
    ["audit ou-e1x4-1a2b3c4d", "audit: ou-e1x4-1a2b3c4d"],
    ["overview", "overview: "],
  ])("in %j leads to %s", (text, route) => {
    expect(routed(text)).toBe(route);
  });

  test("leaves the rest as the person typed it, double spaces in a name included", () => {
    expect(routed("account Shared  Services")).toBe("account: Shared  Services");
  });
});

describe("words that are no command", () => {
  test.each([
    ["111122223333", "words: 111122223333"],
    ["production", "words: production"],
    ["Shared  Services", "words: Shared  Services"],
    ["<mailto:audit@example.com|audit@example.com>", "words: audit@example.com"],
    ["dev", "words: dev"],
    ["auditing-and-compliance", "words: auditing-and-compliance"],
  ])("%j stand for an account", (text, route) => {
    expect(routed(text)).toBe(route);
  });

  test.each([
    ["aduit", "audit?: aduit"],
    ["audti production", "audit?: audti production"],
    ["acount production", "account?: acount production"],
    ["accounts", "account?: accounts"],
    ["hlep", "help?: hlep"],
    ["overveiw", "overview?: overveiw"],
    ["AUDITS", "audit?: AUDITS"],
  ])("%j may be a slip", (text, route) => {
    expect(routed(text)).toBe(route);
  });

  test("a slip names the word alone, in lower case", () => {
    expect(routeOf("AUDITS all of it", commands)).toMatchObject({ slip: { word: "audits" } });
  });
});

test("any text leads somewhere, and none of it is lost where it is no command", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => {
      const route = routeOf(text, commands);
      if (route.kind === "words") expect(route.words).toBe(asTyped(text));
      else expect(text.trim().toLowerCase().startsWith(route.command.word) || !text.trim()).toBe(true);
    }),
  );
});
