import { describe, expect, test } from "vitest";
import { z } from "zod";
import type { Permission } from "../../src/access/access.ts";
import { UnknownButtonError } from "../../src/slack/actions/unknown-button.ts";
import { chosenAccountIn, chosenAccountText } from "../../src/slack/chosen-account.ts";
import type { UseCases } from "../../src/slack/use-cases.ts";
import { ask, spoken } from "../support/conversation.ts";
import { sampleAccount } from "../support/root-facts.ts";
import { begin, choose, controlIn, offered, sampleUseCases, user } from "./sample-app.ts";

const { id } = sampleAccount;
const older = "This button is from an older message. Ask for the account again.";

/** What is typed with a name that several have, and what the line under it and the choice from the menu stand for. */
const commands = [
  ["history prod", "history"],
  ["findings prod", "findings open"],
  ["findings mine prod", "findings mine"],
  ["keys prod", "keys"],
  ["keys prod older-than 2w", "keys older-than 14d"],
  ["canonical prod", "canonical"],
  ["log prod", "log"],
] as const;

/** What a menu has to choose from. */
function valuesIn(menu: unknown): readonly string[] {
  const { options } = z.object({ options: z.array(z.object({ value: z.string() })) }).parse(menu);
  return options.map(({ value }) => value);
}

/** The sample's organization, in which no name is known. */
function nameless(): Partial<UseCases> {
  const { accounts } = sampleUseCases({}).useCases;
  const find: UseCases["accounts"]["find"] = async (words) =>
    words === id ? accounts.find(words) : { kind: "none", nearest: [{ id, name: "prd" }] };
  return { accounts: { ...accounts, find } };
}

describe.each(commands)("/rootcheck %s", (text, command) => {
  test("goes on with the account that is chosen of several", async () => {
    const { slack } = await begin();
    const message = await ask(slack, { user, text });
    expect(message.text).toBe("2 accounts are called prod. Choose one, or ask by id.");
    expect(spoken(message.blocks)).toContain(`/rootcheck ${command} ${id}`);
    const [value = ""] = valuesIn(controlIn(message.blocks, "account_chosen"));
    const answer = await choose(slack, message, "account_chosen", value);
    const typed = await ask(slack, { user, text: `${command} ${id}` });
    expect(answer).toMatchObject({ ephemeralTo: user, text: typed.text });
    expect(spoken(answer?.blocks)).toBe(spoken(typed.blocks));
  });

  test("goes on with the account that is found by typing", async () => {
    const { slack } = await begin(nameless());
    const message = await ask(slack, { user, text });
    expect(message.text).toBe(`No account is called prod. Nearest: prd (${id})`);
    expect(spoken(message.blocks)).toContain(`/rootcheck ${command} ${id}`);
    const [value = ""] = valuesIn(await offered(slack, message, "account_chosen"));
    const answer = await choose(slack, message, "account_chosen", value);
    const typed = await ask(slack, { user, text: `${command} ${id}` });
    expect(spoken(answer?.blocks)).toBe(spoken(typed.blocks));
  });
});

test("whose something is, is told of the account that is found by typing", async () => {
  const { accounts, canonicalIds } = sampleUseCases({}).useCases;
  const asked: string[] = [];
  const { slack } = await begin({
    accounts,
    canonicalIds: {
      ...canonicalIds,
      whois: async (given) => {
        asked.push(given.words);
        return canonicalIds.whois(given);
      },
    },
  });
  const message = await ask(slack, { user, text: "whois prod" });
  const [value = ""] = valuesIn(await offered(slack, message, "account_chosen"));
  await choose(slack, message, "account_chosen", value);
  expect(asked).toEqual(["prod", id]);
});

describe("a choice of an account", () => {
  test("that the organization does not have any more says so", async () => {
    const { slack } = await begin();
    const message = await ask(slack, { user, text: "account prod" });
    const { text = "" } = (await choose(slack, message, "account_chosen", "9".repeat(12))) ?? {};
    expect(text).toBe("Account 999999999999 is not in the organization any more.");
  });

  test.each([
    "doctor",
    "audit",
    "email",
    "watch on",
    "log @U1",
    "findings everything",
    "findings mine mine",
    "keys older-than",
    "keys older-than 0d",
    "keys 444444444444",
    "constructor",
    "__proto__",
    " ",
  ])("for %j, which no menu carries, is from an older message", async (command) => {
    expect(() => chosenAccountIn(`${command} ${id}`)).toThrow(UnknownButtonError);
    const { slack } = await begin();
    const message = await ask(slack, { user, text: "log prod" });
    expect((await choose(slack, message, "account_chosen", `${command} ${id}`))?.text).toBe(older);
  });

  test.each(["", "log", `log ${id} ${id}`, `log ${id}\n`, `LOG ${id}`, `${id} log`, "log 11112222333"])(
    "is not read from %j",
    (value) => {
      expect(() => chosenAccountIn(value)).toThrow(UnknownButtonError);
    },
  );

  test("is read as it was written", () => {
    expect(chosenAccountIn(chosenAccountText(id))).toEqual({ accountId: id });
    expect(chosenAccountIn(chosenAccountText(id, "findings mine"))).toEqual({
      accountId: id,
      asked: { word: "findings", words: `mine ${id}` },
    });
  });

  test.each([
    ["keys", "operator"],
    ["canonical", "operator"],
    ["log", "approver,auditor"],
  ])("for %s takes what the command takes, at the click", async (command, needs) => {
    const refused: Permission = { allowed: false, why: "no-role", whoCan: [] };
    let isRefused = false;
    const { slack } = await begin({
      access: {
        mayAct: async (_, role) => (isRefused && String(role) === needs ? refused : { allowed: true }),
      },
    });
    const message = await ask(slack, { user, text: `${command} prod` });
    isRefused = true;
    const answer = await choose(slack, message, "account_chosen", `${command} ${id}`);
    expect(answer?.text).toMatch(/^You have no role in rootcheck that allows this\./);
  });
});
