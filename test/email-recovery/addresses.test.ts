import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addressesIn, keyOf, mailboxOf } from "../../src/email-recovery/addresses.ts";

describe("addresses are found in", () => {
  test.each<[what: string, text: string, found: string[]]>([
    ["a bare one", "jane@example.com", ["jane@example.com"]],
    ["brackets after a role", "AdminRole (Role) <janedoe@example.com>", ["janedoe@example.com"]],
    ["brackets after a display name", "Jane Doe <jane@example.com>", ["jane@example.com"]],
    ["brackets after a quoted display name", '"Doe, Jane" <jane@example.com>', ["jane@example.com"]],
    ["brackets after what looks like another", "old@example.com <new@example.com>", ["new@example.com"]],
    ["brackets without a space", "Jane<jane@example.com>", ["jane@example.com"]],
    ["brackets that hold none, then bare", "<root> jane@example.com", ["jane@example.com"]],
    ["a sentence with a full stop", "Please write to jane@example.com.", ["jane@example.com"]],
    [
      "a sentence in parentheses",
      "(see jane@example.com, or bob@example.org)",
      ["jane@example.com", "bob@example.org"],
    ],
    ["single quotes", "it is 'jane@example.com'", ["jane@example.com"]],
    ["a link", "mailto:jane@example.com", ["jane@example.com"]],
    ["Markdown", "*jane@example.com*", ["jane@example.com"]],
    ["a plus-address", "aws+prod@example.com", ["aws+prod@example.com"]],
    ["capitals, as written", "Jane.Doe@Example.COM", ["Jane.Doe@Example.COM"]],
    ["a name with an apostrophe", "o'brien@example.com", ["o'brien@example.com"]],
    ["a quoted local part", '"jane doe"@example.com', ['"jane doe"@example.com']],
    ["a quoted local part with an at", '"jane@home"@example.com', ['"jane@home"@example.com']],
    ["other scripts", "jörg@münchen.example 用户@例え.jp", ["jörg@münchen.example", "用户@例え.jp"]],
    ["many domain labels", "root@aws.eu.corp.example.co.uk", ["root@aws.eu.corp.example.co.uk"]],
    ["no domain", "jane@localhost", []],
    ["two dots", "jane..doe@example.com", []],
    ["nobody's mailbox", "@example.com", []],
    ["Amazon's own entry", "Amazon Web Services", []],
    ["nothing", "", []],
  ])("%s", (_what, text, found) => {
    expect(addressesIn(text)).toEqual(found);
  });

  test("long texts without taking long", () => {
    for (const piece of ["a.", "a@", '"', "<a@b", "a@b.", "\\"])
      expect(addressesIn(piece.repeat(50_000)).length).toBeLessThan(1_000);
  });
});

describe("two spellings are", () => {
  test.each([
    ["one: case", "AWS@Example.com", "aws@example.COM", true],
    ["one: quotes that need not be", '"jane.doe"@example.com', "jane.doe@example.com", true],
    ["one: an international domain", "jane@münchen.example", "jane@xn--mnchen-3ya.example", true],
    ["one: composed and decomposed letters", "jörg@example.com", "jo\u0308rg@example.com", true],
    ["two: a plus-address", "aws+prod@example.com", "aws@example.com", false],
    ["two: a dot", "jane.doe@example.com", "janedoe@example.com", false],
    ["two: quotes that need to be", '"jane doe"@example.com', "janedoe@example.com", false],
    ["two: another domain", "jane@example.com", "jane@example.org", false],
  ])("%s", (_what, a, b, same) => {
    expect(keyOf(a) === keyOf(b)).toBe(same);
  });
});

test.each([
  ["aws+prod@example.com", "aws@example.com"],
  ["AWS+a+b@example.com", "aws@example.com"],
  ["+tag@example.com", "+tag@example.com"],
  ["aws@example.com", "aws@example.com"],
  ['"a +b"@example.com', '"a +b"@example.com'],
])("%s ends in the mailbox %s", (address, mailbox) => {
  expect(mailboxOf(address)).toBe(mailbox);
});

test("an address is found whatever stands around it", () => {
  const around = fc.stringMatching(/^[A-Za-zäöü ,;:()!?]{0,40}$/);
  fc.assert(
    fc.property(around, fc.emailAddress({ size: "small" }), around, (before, address, after) => {
      const bare = address.replace(/^['`*.]+/, "");
      fc.pre(!bare.startsWith("@"));
      expect(addressesIn(`${before} ${address} ${after}`)).toEqual([bare]);
    }),
  );
});
