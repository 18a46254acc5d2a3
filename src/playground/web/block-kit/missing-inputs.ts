import type { Values } from "../surface.tsx";
import { blockIdOf } from "./block-id.ts";
import { block } from "./blocks-shape.ts";
import type { ElementShape } from "./elements-shape.ts";

const REQUIRED = "Please complete this required field.";

/** What Slack's client says, by block id, of inputs that must be filled and are empty. */
export function missingInputs(blocks: readonly unknown[], values: Values): Readonly<Record<string, string>> {
  const missing = blocks.flatMap((candidate, index) => {
    const shape = block.safeParse(candidate).data;
    if (shape?.type !== "input" || shape.optional) return [];
    const blockId = blockIdOf(candidate, index);
    if (!("action_id" in shape.element)) return [];
    const state = values[blockId]?.[shape.element.action_id] ?? initialState(shape.element);
    return holdsSomething(state) ? [] : [[blockId, REQUIRED] as const];
  });
  return Object.fromEntries(missing);
}

/** What the app filled in beforehand: every property of an element that says so is called `initial_…`. */
function initialState(element: ElementShape): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(element).filter(([name]) => name.startsWith("initial_")));
}

function holdsSomething(state: Readonly<Record<string, unknown>>): boolean {
  return Object.entries(state).some(([name, value]) => name !== "type" && !isEmpty(value));
}

function isEmpty(value: unknown): boolean {
  return (
    value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0)
  );
}
