import type { TaskMeta } from "vitest";
import { allKinds, type Tally } from "./kinds.ts";

export interface Reported {
  readonly name: string;
  readonly trial?: NonNullable<TaskMeta["trial"]>;
  readonly broken: readonly string[];
}

/** One line of a trial: what ran, which faults hit, and whether everything held; else also how to play it again. */
export function lineOf({ name, trial, broken }: Reported): string {
  if (!trial) return `${name}: did not come to its end\n  ${broken.join("\n  ")}`;
  const hits = trial.hits.map(([kind, times]) => `${kind} ${times}`).join(", ");
  const line = `${name}: ${trial.ran.join(", ")}; ${hits || "no faults"}: ${broken.length === 0 ? "ok" : "BROKEN"}`;
  if (broken.length === 0) return line;
  const again = `npm run faults -- --seed ${trial.seed} --scenario ${trial.scenario}`;
  return [line, ...broken.map((each) => `  ${each}`), `  again: ${again}`].join("\n");
}

/** How often each kind of fault hit, in the order in which they are listed. */
export function kindLines(tally: Tally): readonly string[] {
  const longest = Math.max(...allKinds.map(({ length }) => length));
  return allKinds.map((kind) => `${kind.padEnd(longest)}  ${String(tally.get(kind) ?? 0).padStart(6)}`);
}
