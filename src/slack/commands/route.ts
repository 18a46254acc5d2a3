import Fuse from "fuse.js";
import { asTyped } from "../text.ts";
import type { Command } from "./command.ts";

/** What a command's text asks for. */
export type Route =
  | { readonly kind: "command"; readonly command: Command; readonly words: string }
  /** No command by that word: an account perhaps, or a slip of the finger. */
  | { readonly kind: "words"; readonly words: string; readonly slip?: Slip };

/** A word, and the command that was probably meant by it. */
export interface Slip {
  readonly word: string;
  readonly nearest: Command;
}

/** Reads the text that follows `/rootcheck`; nothing at all asks for the overview. */
export function routeOf(text: string, commands: readonly Command[]): Route {
  const [, first = "", rest = ""] = /^(\S*)\s*(.*)$/s.exec(text.trim()) ?? [];
  const word = first.toLowerCase() || "overview";
  const command = commands.find((candidate) => candidate.word === word);
  if (command) return { kind: "command", command, words: asTyped(rest) };
  const nearest = nearestCommand(word, commands);
  return { kind: "words", words: asTyped(text), ...(nearest && { slip: { word, nearest } }) };
}

/** The command that was probably meant; a word much longer or shorter than it is taken for something else. */
function nearestCommand(word: string, commands: readonly Command[]): Command | undefined {
  const index = new Fuse(commands, { keys: ["word"], threshold: 0.5 });
  const nearest = index.search(word, { limit: 1 })[0]?.item;
  return nearest && Math.abs(nearest.word.length - word.length) <= 2 ? nearest : undefined;
}
