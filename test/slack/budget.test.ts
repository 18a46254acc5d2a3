import fc from "fast-check";
import { expect, test } from "vitest";
import { overBudget } from "../../src/local-slack/block-kit/budget.ts";
import { paragraph } from "../../src/slack/blocks.ts";
import { withinBudget } from "../../src/slack/budget.ts";

test("as many things are shown as fit, and not one fewer", () => {
  const sizes = fc.array(fc.integer({ min: 0, max: 3_000 }), { maxLength: 60 });
  fc.assert(
    fc.property(sizes, (lengths) => {
      const build = (shown: number) => lengths.slice(0, shown).map((length) => paragraph("x".repeat(length)));
      const blocks = withinBudget(lengths.length, build);
      expect(overBudget(blocks)).toEqual([]);
      if (blocks.length < lengths.length) expect(overBudget(build(blocks.length + 1))).not.toEqual([]);
    }),
  );
});
