import type { Block } from "./blocks.ts";

/** Slack takes fifty blocks, and refuses messages of some twelve thousand characters without saying where it draws the line. */
const MOST_BLOCKS = 40;
const MOST_CHARACTERS = 9_000;

/** The blocks with as many of `most` things shown in full as fit in one message; `build(0)` has to fit by itself. */
export function withinBudget(most: number, build: (shown: number) => Block[]): Block[] {
  const blocks = build(most);
  return most === 0 || fits(blocks) ? blocks : withinBudget(most - 1, build);
}

function fits(blocks: readonly Block[]): boolean {
  return blocks.length <= MOST_BLOCKS && JSON.stringify(blocks).length <= MOST_CHARACTERS;
}
