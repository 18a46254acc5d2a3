import Fuse from "fuse.js";
import type { RootTask } from "./root-task.ts";
import { rootTasks } from "./root-tasks.ts";

/** Words that say nothing about which task is meant. */
const FILLERS = new Set(
  "a aws an and are can do does for from have how i in is it my need needs of on or our that the this to want what who with you your root".split(
    " ",
  ),
);

interface Entry {
  readonly word: string;
  readonly task: RootTask;
  /** A title says what a task is; other words only help to find it. */
  readonly weight: number;
}

const entries: readonly Entry[] = rootTasks.flatMap((task) => [
  ...wordsIn(task.title).map((word) => ({ word, task, weight: 1.2 })),
  ...wordsIn(task.id).map((word) => ({ word, task, weight: 1.3 })),
  ...task.words.map((word) => ({ word, task, weight: 1 })),
]);
const index = new Fuse(entries, {
  keys: ["word"],
  threshold: 0.4,
  includeScore: true,
  minMatchCharLength: 2,
});

/** A task that fits much worse than the best is something else. */
const NEAR = 0.75;

/**
 * The tasks that fit the words, best first. Each word may be mistyped; a task is as good as the words that it fits
 * together, so that those which fit all come first.
 */
export function searchTasks(words: string, limit: number): readonly RootTask[] {
  const fits = new Map<RootTask, number>();
  for (const word of asked(words))
    for (const [task, fit] of fitsOf(word)) fits.set(task, (fits.get(task) ?? 0) + fit);
  const ranked = [...fits].toSorted(([, one], [, other]) => other - one);
  const best = ranked[0]?.[1] ?? 0;
  return ranked
    .filter(([, fit]) => fit >= best * NEAR)
    .slice(0, limit)
    .map(([task]) => task);
}

/** Where somebody asks in fillers only, they are all there is to go by. */
function asked(text: string): readonly string[] {
  const words = wordsIn(text);
  const telling = words.filter((word) => !FILLERS.has(word));
  return telling.length > 0 ? telling : words;
}

/** How well each task fits one word; its best word counts, and one that is only like it counts for much less. */
function fitsOf(word: string): ReadonlyMap<RootTask, number> {
  const fits = new Map<RootTask, number>();
  for (const { item, score = 1 } of index.search(word)) {
    if (Math.abs(item.word.length - word.length) > 3) continue;
    const fit = (1 - score) ** 2 * item.weight;
    fits.set(item.task, Math.max(fit, fits.get(item.task) ?? 0));
  }
  return fits;
}

function wordsIn(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}
