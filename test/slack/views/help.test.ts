import { expect, test } from "vitest";
import { commands } from "../../../src/slack/commands/index.ts";
import { helpMessage, unknownWordMessage } from "../../../src/slack/views/help.ts";
import { HOSTILE } from "./samples.ts";
import { expectSendable, wordsIn } from "./sendable.ts";

test("help lists every command with its parameters and what it does, and for whom it is", () => {
  const message = helpMessage(commands);
  expectSendable(message);
  for (const { word, parameters, does } of commands) {
    expect(message.text).toContain(`/rootcheck ${word}`);
    expect(wordsIn(message)).toContain(`/rootcheck ${word}${parameters && ` ${parameters}`}  ${does}`);
  }
  expect(wordsIn(message)).toContain("posts the result. For operators.");
  expect(wordsIn(message)).toContain("entered in it too. For approvers and auditors.");
  expect(wordsIn(message)).not.toContain("For viewers");
});

test.each(commands)("a slip for $word is answered with its usage", (nearest) => {
  const message = unknownWordMessage({ word: "aduit", nearest });
  expectSendable(message);
  expect(message.text).toBe(`There is no command aduit. Did you mean /rootcheck ${nearest.word}?`);
  expect(wordsIn(message)).toContain(nearest.does);
});

test.each([HOSTILE, ":fire:", "x".repeat(2_000)])("a word like %s can be repeated", (word) => {
  for (const nearest of commands) expectSendable(unknownWordMessage({ word, nearest }));
});
