import { type Finding, type Problem, problem } from "./problem.ts";

type Json = Readonly<Record<string, unknown>>;

/** A block anywhere in a message or view, with its place. */
interface Placed {
  readonly path: readonly PropertyKey[];
  readonly block: Json;
}

const NESTED = ["child_blocks"];

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Every block, those inside other blocks included. */
export function placedBlocks(blocks: unknown, path: readonly PropertyKey[] = ["blocks"]): readonly Placed[] {
  if (!Array.isArray(blocks)) return [];
  return blocks.flatMap((block: unknown, index) => {
    if (!isObject(block)) return [];
    const here = [...path, index];
    const holders = block.type === "carousel" ? [...NESTED, "elements"] : NESTED;
    return [{ path: here, block }, ...holders.flatMap((name) => placedBlocks(block[name], [...here, name]))];
  });
}

/** The values of a property inside one block, blocks within it left out. */
function valuesOf(
  name: string,
  value: unknown,
  path: readonly PropertyKey[],
): readonly (Finding & { value: unknown })[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => valuesOf(name, item, [...path, index]));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, member]) => {
    if (NESTED.includes(key)) return [];
    if (key === name) return [{ path: [...path, key], message: "", value: member }];
    return valuesOf(name, member, [...path, key]);
  });
}

function repeated(found: readonly (Finding & { value: unknown })[], message: string): readonly Problem[] {
  const values = found.map(({ value }) => value);
  return found
    .filter(({ value }, index) => values.indexOf(value) < index)
    .map(({ path }) => problem({ path, message }));
}

/** What no block can know alone: ids used twice. */
export function repeatedIds(blocks: unknown): readonly Problem[] {
  const placed = placedBlocks(blocks);
  const blockIds = placed
    .filter(({ block }) => block.block_id !== undefined)
    .map(({ path, block }) => ({ path: [...path, "block_id"], message: "", value: block.block_id }));
  const actionIds = placed
    .filter(({ block }) => block.type !== "carousel")
    .flatMap(({ path, block }) =>
      repeated(valuesOf("action_id", block, path), "`action_id` already exists in this block"),
    );
  return [...repeated(blockIds, "`block_id` already exists"), ...actionIds];
}

/** Only one element of a view can have the cursor when it opens. */
export function repeatedFocus(blocks: unknown): readonly Problem[] {
  const focused = placedBlocks(blocks).flatMap(({ path, block }) => valuesOf("focus_on_load", block, path));
  return repeated(
    focused.filter(({ value }) => value === true),
    "only one element may have focus_on_load",
  );
}

/** More blocks of some types than a message may have: the ones past the limit. */
export function tooMany(blocks: unknown, types: readonly string[], most: number): readonly Problem[] {
  return placedBlocks(blocks)
    .filter(({ block }) => types.includes(String(block.type)))
    .slice(most)
    .map(({ path, block }) =>
      problem({
        path,
        message: `only ${most} of ${types.join(", ")} allowed, this ${String(block.type)} is one more`,
      }),
    );
}
