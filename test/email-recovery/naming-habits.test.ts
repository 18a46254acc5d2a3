import { describe, expect, test } from "vitest";
import { habitsOf } from "../../src/email-recovery/naming-habits.ts";

const account = { id: "855555555555", name: "Old Agency" };

/** Accounts by name and address: `prod-web aws+prod-web@x.com`. */
function others(...texts: readonly string[]) {
  return texts.map((text, index) => {
    const [name = "", email = ""] = text.split(" ");
    return { id: String(index), name, email };
  });
}

describe("the other accounts' addresses show", () => {
  test.each([
    ["nothing where there are none", [], [], []],
    ["nothing where there are two", ["a a@x.com", "b b@x.com"], [], []],
    ["nothing where they differ", ["a p@x.com", "b q@y.com", "c r@z.com", "d s@x.com"], [], []],
    ["a domain", ["a p@x.com", "b q@X.com", "c r@x.com", "d s@y.com"], [], ["x.com"]],
    [
      "a form, in which the account has its name",
      ["web aws+web@x.com", "Data aws+data@x.com", "shop aws+shop@x.com", "d s@y.com"],
      ["aws+old-agency@x.com"],
      ["x.com"],
    ],
    [
      "no form that half of them have",
      ["web aws+web@x.com", "data aws+data@x.com", "c p@x.com", "d s@x.com"],
      [],
      ["x.com"],
    ],
  ])("%s", (_what, texts, addresses, domains) => {
    const { clues, fragments } = habitsOf(others(...texts), account);
    expect(clues.map(({ address, trust }) => [address, trust])).toEqual(
      addresses.map((address) => [address, "hint"]),
    );
    expect(fragments.map(({ text }) => text)).toEqual(domains);
  });

  test("no address of an account whose name is not known", () => {
    const known = others("web aws+web@x.com", "data aws+data@x.com", "shop aws+shop@x.com");
    expect(habitsOf(known, { id: account.id, name: account.id }).clues).toEqual([]);
  });
});
