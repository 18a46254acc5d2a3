import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createBlockKit, validateMessage } from "../../../src/local-slack/block-kit/block-kit.ts";
import { overBudget } from "../../../src/local-slack/block-kit/budget.ts";
import { pointerTo } from "../../../src/local-slack/block-kit/problem.ts";
import { defaultSwitches } from "../../../src/local-slack/switches.ts";
import { badBasics } from "./bad-basics.ts";
import { badData, badTogether } from "./bad-data.ts";
import { goodBlocks, narrowed, switched } from "./good.ts";
import { actions, button, chars, plain, section, times } from "./samples.ts";

const text = "text";
const pointersOf = (problems: readonly { pointer: string }[]) => problems.map(({ pointer }) => pointer);
/** As it crosses the wire: what is undefined is not there. */
const sent = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe("a message", () => {
  it.each([...badBasics, ...badData])("with %s is refused", (_case, block, pointer) => {
    const problems = validateMessage({ text, blocks: sent([block]) });
    expect(pointersOf(problems)).toEqual([`/blocks/0${pointer}`]);
    expect(problems[0]?.rule).toBe("slack");
  });

  it.each(badTogether)("with %s is refused", (_case, blocks, pointer) => {
    expect(pointersOf(validateMessage({ text, blocks }))).toEqual([pointer]);
  });

  it.each(goodBlocks)("with %s is taken", (_case, block) => {
    expect(validateMessage({ text, blocks: [block] })).toEqual([]);
  });

  it.each(switched)("is taken with the switch %s at %s only", (name, value, block) => {
    const other = createBlockKit({ ...defaultSwitches, [name]: value });
    expect(validateMessage({ text, blocks: [block] })).not.toEqual([]);
    expect(other.validateMessage({ text, blocks: [block] })).toEqual([]);
  });

  it.each(narrowed)("is refused with the switch %s at %s", (name, value, block, pointer) => {
    const other = createBlockKit({ ...defaultSwitches, [name]: value });
    expect(validateMessage({ text, blocks: [block] })).toEqual([]);
    expect(pointersOf(other.validateMessage({ text, blocks: [block] }))).toEqual([pointer]);
  });

  it.each([undefined, "", " \n"])("with blocks and the text %j breaks a rule of its own", (missing) => {
    expect(validateMessage({ text: missing, blocks: [section()] })).toMatchObject([
      { pointer: "/text", rule: "text-beside-blocks" },
    ]);
  });

  it("tells everything that is wrong at once", () => {
    const blocks = [{ type: "nonsense" }, section(), actions(button({ style: "loud", url: "nowhere" }))];
    expect(pointersOf(validateMessage({ text, blocks })).toSorted()).toEqual([
      "/blocks/0/type",
      "/blocks/2/elements/0/style",
      "/blocks/2/elements/0/url",
    ]);
  });

  it("takes a header of 150 characters and none of more", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), (length) => {
        const blocks = [{ type: "header", text: plain(chars(length)) }];
        expect(validateMessage({ text, blocks }).length === 0).toBe(length <= 150);
      }),
    );
  });

  it("never throws, whatever it is given", () => {
    fc.assert(fc.property(fc.jsonValue(), (blocks) => Array.isArray(validateMessage({ text, blocks }))));
  });
});

describe("the budget", () => {
  it.each([
    [times(40, () => section()), 0],
    [times(41, () => section()), 1],
    [[section({ text: plain(chars(2_900)) })], 0],
    [times(4, () => section({ text: plain(chars(2_900)) })), 1],
  ])("is kept apart from Slack's own limits", (blocks, count) => {
    expect(overBudget(blocks)).toHaveLength(count);
    expect(validateMessage({ text, blocks })).toEqual([]);
  });
});

describe("a pointer", () => {
  it("leads back to its place", () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (path) => {
        const parts = pointerTo(path).split("/").slice(1);
        expect(parts.map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"))).toEqual(path);
      }),
    );
  });
});
