import type { Problem } from "./problem.ts";

const MOST_BLOCKS = 40;
const MOST_CHARACTERS = 9_000;

/** Where a message's blocks are more than rootcheck sends, which is less than Slack takes. */
export function overBudget(blocks: readonly unknown[]): readonly Problem[] {
  const characters = JSON.stringify(blocks).length;
  const messages = [
    blocks.length > MOST_BLOCKS ? `${blocks.length} blocks, the budget is ${MOST_BLOCKS}` : undefined,
    characters > MOST_CHARACTERS
      ? `${characters} characters of JSON, the budget is ${MOST_CHARACTERS}`
      : undefined,
  ];
  return messages.flatMap((message) =>
    message === undefined ? [] : [{ pointer: "/blocks", message, rule: "budget" }],
  );
}
