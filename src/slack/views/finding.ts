import type { AccountFailure } from "../../domain/standing.ts";
import { type Block, bold, button, controls, emoji, paragraph, type Span } from "../blocks.ts";
import { actionIds } from "../ids.ts";
import { literal } from "../text.ts";
import { whereabouts } from "./names.ts";
import { cut, spansOf } from "./phrase.ts";
import { SEVERITY_SIGNS } from "./results.ts";

const HEADLINE = 120;
const DETAIL = 240;

/** Three lines: what is wrong and how bad; where; the evidence that makes somebody act. */
export function findingLines({ account, failure }: AccountFailure, now: Date): readonly Span[] {
  const { severity, headline, detail, summary } = failure;
  return [
    emoji(SEVERITY_SIGNS[severity]),
    " ",
    bold(literal(headline, HEADLINE)),
    `  ·  ${severity}\n`,
    ...whereabouts(account),
    "\n",
    ...spansOf(cut(detail ?? summary, DETAIL), now),
  ];
}

/** A finding with what can be done about it. */
export function findingBlocks(finding: AccountFailure, now: Date): Block[] {
  const { account, failure } = finding;
  return [
    paragraph(...findingLines(finding, now)),
    controls(
      button({ id: actionIds.howToFix, label: "How to fix", value: `${account.id} ${failure.check}` }),
      button({ id: actionIds.evidence, label: "Details", value: account.id }),
    ),
  ];
}
