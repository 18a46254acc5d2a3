import MiniSearch from "minisearch";
import type { RootTask } from "./root-task.ts";
import { rootTasks } from "./root-tasks.ts";

/** Words that say nothing about which task is meant. */
const FILLERS = new Set(
  "a aws an and are can do does for from have how i in is it my need needs of on or our see that the this to want what who with you your root".split(
    " ",
  ),
);
/** A task that fits much worse than the best is something else. */
const NEAR = 0.6;

const index = new MiniSearch<RootTask>({
  fields: ["id", "title", "words"],
  extractField: (task, field) => {
    if (field === "words") return task.words.join(" ");
    return field === "title" ? task.title : task.id;
  },
  tokenize: wordsIn,
  processTerm: (word) => word,
  searchOptions: {
    boost: { id: 1.3, title: 1.2 },
    prefix: (word) => word.length >= 4,
    fuzzy: slipsIn,
    weights: { prefix: 0.8, fuzzy: 0.6 },
    bm25: { k: 0.2, b: 0, d: 0.5 },
  },
});
index.addAll(rootTasks);
const byId = new Map(rootTasks.map((task) => [task.id, task]));

/** The tasks that fit the words, best first. Each word may be mistyped. */
export function searchTasks(words: string, limit: number): readonly RootTask[] {
  const found = index.search(asked(words).map(unswapped).join(" "));
  const best = found[0]?.score ?? 0;
  return found
    .filter(({ score }) => score >= best * NEAR)
    .slice(0, limit)
    .flatMap(({ id }) => byId.get(id) ?? []);
}

/** Where somebody asks in fillers only, they are all there is to go by. */
function asked(text: string): readonly string[] {
  const words = wordsIn(text);
  const telling = words.filter((word) => !FILLERS.has(word));
  return telling.length > 0 ? telling : words;
}

/** How many letters of a word may be wrong. */
function slipsIn({ length }: string): number | false {
  if (length < 4) return false;
  return length < 8 ? 1 : 2;
}

/** Two neighbouring letters in the wrong order are the commonest slip, and two wrong letters to the index. */
function unswapped(word: string): string {
  const orders = Array.from(word.slice(1), (letter, at) => {
    return `${word.slice(0, at)}${letter}${word[at] ?? ""}${word.slice(at + 2)}`;
  });
  return isKnown(word) ? word : (orders.find(isKnown) ?? word);
}

function isKnown(word: string): boolean {
  return index.search(word, { prefix: false, fuzzy: false }).length > 0;
}

/** Every word in lower case, in the singular as far as an s goes; an e-mail is one. */
function wordsIn(text: string): string[] {
  const words =
    text
      .toLowerCase()
      .replaceAll("e-mail", "email")
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.map((word) => (word.length > 2 ? word.replace(/s$/, "") : word));
}
