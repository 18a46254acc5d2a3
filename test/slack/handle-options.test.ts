import { describe, expect, test } from "vitest";
import type { Access, Permission } from "../../src/access/access.ts";
import { validateMessage } from "../../src/local-slack/block-kit/block-kit.ts";
import { createLog } from "../../src/log.ts";
import { offerAccounts } from "../../src/slack/handle-options.ts";
import { createManualClock } from "../support/manual-clock.ts";
import { HOSTILE } from "./views/samples.ts";

interface Given {
  readonly search?: (words: string, limit: number) => Promise<readonly { id: string; name: string }[]>;
  readonly mayAct?: Access["mayAct"];
  readonly block?: string;
}

const id = "111122223333";

function begin({
  search = async () => [{ id, name: "prod" }],
  mayAct = async () => ({ allowed: true }),
  block = "auto-0",
}: Given) {
  const clock = createManualClock();
  const asked: unknown[] = [];
  const accounts = {
    search: (words: string, limit: number) => {
      asked.push([words, limit]);
      return search(words, limit);
    },
  };
  const useCases = { access: { mayAct }, accounts };
  const options = offerAccounts(
    { useCases, clock, log: createLog("silent") },
    { user: "U0123", words: "pr", block },
  );
  return { options, asked, clock };
}

describe("what a search for an account offers", () => {
  test("is each account by name and id, fifty at most", async () => {
    const { options, asked } = begin({});
    expect(await options).toEqual([
      { text: { type: "plain_text", text: `prod · ${id}`, emoji: false }, value: id },
    ]);
    expect(asked).toEqual([["pr", 50]]);
  });

  test.each([
    ["for log", `log ${id}`],
    ["for findings mine", `findings mine ${id}`],
    ["log", id],
    ["for doctor", id],
    ["for ", id],
    ["", id],
  ])("in the block %j carries %j", async (block, value) => {
    expect(await begin({ block }).options).toMatchObject([{ value }]);
  });

  test.each([HOSTILE, "x".repeat(200), "two\nlines", ":fire:"])(
    "can be shown for %j, the id whole",
    async (name) => {
      const [option] = await begin({ search: async () => [{ id, name }] }).options;
      const menu = { type: "static_select", action_id: "a", options: [option] };
      expect(validateMessage({ text: "text", blocks: [{ type: "actions", elements: [menu] }] })).toEqual([]);
      expect(option?.text.text).toMatch(new RegExp(` · ${id}$`));
      expect(option?.text.text.length).toBeLessThanOrEqual(75);
    },
  );
});

describe("a search offers nothing", () => {
  const refused: Permission = { allowed: false, why: "no-role", whoCan: [] };
  const rejecting = () => Promise.reject(new Error("gone"));

  test("to who may not look, for whom nothing is searched either", async () => {
    const { options, asked } = begin({ mayAct: async () => refused });
    expect(await options).toEqual([]);
    expect(asked).toEqual([]);
  });

  test.each<[string, Given]>([
    ["the search fails", { search: rejecting }],
    ["it cannot be told who may look", { mayAct: rejecting }],
  ])("where %s", async (_why, given) => {
    expect(await begin(given).options).toEqual([]);
  });

  test("where that would take longer than Slack waits", async () => {
    const { options, clock } = begin({ search: () => new Promise(() => undefined) });
    await clock.advance(2_500);
    expect(await options).toEqual([]);
  });
});
