import type { KeySummary, KeyTrouble } from "../../domain/access-key.ts";
import { type Block, bold, bullets, code, context, paragraph, type Span } from "../blocks.ts";
import { counted } from "../count-words.ts";
import { literal } from "../text.ts";
import { nameOf } from "./names.ts";

const DETAIL = 160;

const MISSING: Record<KeyTrouble["of"], string> = {
  all: "All keys",
  root: "Root's keys",
  users: "Users' keys",
  details: "Some keys, or their ids",
};
const MOST_TROUBLES = 5;

/** Why keys are missing, what concerns most accounts first. */
export function troubleBlocks({ troubles, account }: KeySummary): Block[] {
  if (troubles.length === 0) return [];
  const lines = troubles.slice(0, MOST_TROUBLES).map((trouble): Span[] => {
    const { accounts, example, of, call, detail, code: why } = trouble;
    const others = accounts > 1 ? ` and ${counted(accounts - 1, "other account")}` : "";
    const where = account ? "" : ` in ${nameOf(example)}${others}`;
    const how = why === "denied-by-scp" ? "denied by a service control policy, " : "";
    const named = detail.includes(call) ? [] : [" (", code(call), ")"];
    return [`${MISSING[of]}${where}: ${how}${literal(detail, DETAIL)}`, ...named];
  });
  const more = troubles.length - lines.length;
  return [
    paragraph(bold("Not read")),
    bullets(lines),
    ...(more > 0 ? [context(`And for ${counted(more, "other reason")}.`)] : []),
  ];
}
