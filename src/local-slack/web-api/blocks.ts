import type { BlocksValidateResponse } from "@slack/web-api";
import { z } from "zod";
import type { Problem } from "../block-kit/problem.ts";
import { SlackRefusal } from "../refusal.ts";
import { json } from "./arguments.ts";
import { method } from "./method.ts";

const blocks = z.array(z.unknown());

const validate = method({
  name: "blocks.validate",
  token: "none",
  scopes: [],
  tier: 3,
  takes: {
    blocks: json(blocks).optional(),
    message: json(z.object({ blocks })).optional(),
    view: json(z.unknown()).optional(),
  },
  answer(slack, given) {
    const problems: readonly Problem[] = given.view
      ? slack.blockKit.validateView(given.view)
      : slack.blockKit.validateMessage({ text: "", blocks: given.blocks ?? given.message?.blocks ?? [] });
    const errors = problems
      .filter(({ rule }) => rule === "slack")
      .map(({ message, pointer }) => ({ code: "invalid", message, pointer }));
    if (errors.length > 0) throw new SlackRefusal("invalid_blocks", { errors });
    return { ok: true } satisfies BlocksValidateResponse;
  },
});

export const blockMethods = [validate];
