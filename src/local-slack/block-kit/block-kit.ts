import { z } from "zod";
import { defaultSwitches, type Switches } from "../switches.ts";
import { placedBlocks, repeatedFocus, repeatedIds, tooMany } from "./across.ts";
import { blockOf } from "./blocks.ts";
import { findingsOf, type Problem, problem } from "./problem.ts";
import { viewOf } from "./views.ts";

const MARKDOWN_CHARACTERS = 12_000;

/** A message as it is handed to chat.postMessage or a response_url. */
interface MessageContent {
  readonly text?: string | undefined;
  readonly blocks?: unknown;
}

/** The rules of Block Kit; each call answers everything that is wrong, nothing where all is well. */
export interface BlockKit {
  validateMessage(message: MessageContent): readonly Problem[];
  validateView(view: unknown): readonly Problem[];
}

/** Block Kit as the switches say; building it takes a while, so it is done once. */
export function createBlockKit(switches: Switches): BlockKit {
  const message = z.object({ blocks: z.array(blockOf("message", switches)).max(50).optional() });
  const view = viewOf(switches);
  return {
    validateMessage(content) {
      const { blocks } = content;
      return [
        ...findingsOf(message, content).map(problem),
        ...acrossMessage(blocks),
        ...textBesideBlocks(content),
      ];
    },
    validateView(sent) {
      const blocks = z.object({ blocks: z.unknown() }).safeParse(sent).data?.blocks;
      return [...findingsOf(view, sent).map(problem), ...repeatedIds(blocks), ...repeatedFocus(blocks)];
    },
  };
}

function acrossMessage(blocks: unknown): readonly Problem[] {
  return [
    ...repeatedIds(blocks),
    ...tooMany(blocks, ["table", "data_table"], 1),
    ...tooMany(blocks, ["data_visualization"], 2),
    ...tooMany(blocks, ["plan"], 1),
    ...tooMuchMarkdown(blocks),
  ];
}

/** The markdown blocks of a message share one limit. */
function tooMuchMarkdown(blocks: unknown): readonly Problem[] {
  let sum = 0;
  return placedBlocks(blocks).flatMap(({ path, block }) => {
    if (block.type !== "markdown" || typeof block.text !== "string") return [];
    sum += block.text.length;
    if (sum <= MARKDOWN_CHARACTERS || block.text.length > MARKDOWN_CHARACTERS) return [];
    const message = `all markdown together must be less than ${MARKDOWN_CHARACTERS + 1} characters`;
    return [problem({ path: [...path, "text"], message })];
  });
}

function textBesideBlocks({ text, blocks }: MessageContent): readonly Problem[] {
  if (!Array.isArray(blocks) || blocks.length === 0 || text?.trim()) return [];
  const message = "missing the text that notifications and screen readers use beside the blocks";
  return [{ pointer: "/text", message, rule: "text-beside-blocks" }];
}

const strict = createBlockKit(defaultSwitches);

/** Everything wrong with a message under the default switches. */
export const validateMessage = strict.validateMessage;

/** Everything wrong with a view under the default switches. */
export const validateView = strict.validateView;
