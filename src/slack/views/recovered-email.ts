import type { Obstacle } from "../../email-recovery/obstacle.ts";
import type { Candidate, Ranking, Verdict } from "../../email-recovery/rank.ts";
import type { AskedSource, RecoveredEmail } from "../../email-recovery/recover-email.ts";
import type { Evidence, Fragment, SourceAnswer } from "../../email-recovery/source.ts";
import {
  type Block,
  bold,
  bullets,
  code,
  context,
  emoji,
  type Message,
  paragraph,
  type Span,
} from "../blocks.ts";
import { withinBudget } from "../budget.ts";
import { counted } from "../count-words.ts";
import { escaped, literal } from "../text.ts";
import { ago, daySpan } from "../time-words.ts";
import { idSpans, nameOf } from "./names.ts";
import { changeAdvice, nextSteps } from "./recovery-advice.ts";

/** More than the best few confuse. */
const MOST_CANDIDATES = 5;
const MOST_EVIDENCE = 4;
const DETAIL = 160;

/** Everything that is known of a root e-mail address, in full: only the asker may see it. */
export function recoveredEmailMessage(recovered: RecoveredEmail, now: Date): Message {
  const { account, ranking, asked } = recovered;
  const shown = shownOf(recovered);
  const best = ranking.candidates.filter(({ trust }) => trust === ranking.candidates[0]?.trust);
  const headline = HEADLINES[ranking.verdict](best.length);
  return {
    text: `Root e-mail of ${escaped(nameOf(account))}: ${headline}`,
    blocks: withinBudget(shown.length, (count) => [
      paragraph(bold(`Root e-mail of ${nameOf(account)}`), ...idSpans(account), `\n${sentence(headline)}`),
      ...shown
        .slice(0, count)
        .map((candidate) => candidateBlock(candidate, { sign: signOf(candidate, ranking), now })),
      ...fragmentBlocks(ranking.fragments, ranking.verdict),
      ...nextSteps(ranking.verdict, account),
      askedBlock(asked, ranking.verdict),
      context(changeAdvice(account)),
      context({ markup: ":lock: Only you can see this. The look-up is in the audit log." }),
    ]),
  };
}

const HEADLINES: Readonly<Record<Verdict, (count: number) => string>> = {
  certain: () => "certain, AWS itself says so",
  conflict: (count) => `AWS gives ${count} addresses that contradict each other`,
  likely: () => "one likely address",
  several: (count) => `${count} likely addresses`,
  hints: (count) => `only ${counted(count, "hint")}, nothing that AWS says`,
  nothing: () => "not found",
};

/** With these nothing more has to be done to find it. */
const SOUND: ReadonlySet<Verdict> = new Set(["certain"]);

const SIGNS: Readonly<Record<Verdict, string>> = {
  certain: "large_green_circle",
  conflict: "large_yellow_circle",
  likely: "large_green_circle",
  several: "large_yellow_circle",
  hints: "white_circle",
  nothing: "white_circle",
};

/** Beside an address that is certain, hints say nothing; one that contradicts it is worth knowing. */
function shownOf({ ranking: { candidates, verdict } }: RecoveredEmail): readonly Candidate[] {
  const telling = SOUND.has(verdict) ? candidates.filter(({ trust }) => trust !== "hint") : candidates;
  return telling.slice(0, MOST_CANDIDATES);
}

function signOf({ trust }: Candidate, { verdict, candidates }: Ranking): string {
  return trust === candidates[0]?.trust ? SIGNS[verdict] : "white_circle";
}

function candidateBlock(
  { address, trust, evidence, sameMailboxAs }: Candidate,
  { sign, now }: { readonly sign: string; readonly now: Date },
): Block {
  const lines = evidence.slice(0, MOST_EVIDENCE).map((each): Span[] => ["\n", ...evidenceSpans(each, now)]);
  const more = evidence.length - MOST_EVIDENCE;
  return paragraph(
    ...[emoji(sign), " ", bold(literal(address, 254)), `  ·  ${trust}`],
    ...lines.flat(),
    ...(more > 0 ? [`\nand ${more} more`] : []),
    ...(sameMailboxAs ? ["\nMost likely the same mailbox as ", code(literal(sameMailboxAs, 254))] : []),
  );
}

function evidenceSpans({ said, last }: Evidence, now: Date): readonly Span[] {
  return last
    ? [literal(said, DETAIL), `, last ${ago(last, now)} (`, daySpan(last), ")"]
    : [literal(said, DETAIL)];
}

/** Parts of an address lead on only where no whole one is even likely. */
function fragmentBlocks(fragments: readonly Fragment[], verdict: Verdict): readonly Block[] {
  if (fragments.length === 0 || !(verdict === "hints" || verdict === "nothing")) return [];
  const lines = fragments
    .slice(0, 3)
    .map(({ part, text, evidence }): Span[] => [
      `The ${part} may be `,
      code(literal(text, 100)),
      `: ${lowered(literal(evidence.said, DETAIL))}`,
    ]);
  return [bullets(lines)];
}

/** What each source said; what would open it matters only while the address is in doubt. */
function askedBlock(asked: readonly AskedSource[], verdict: Verdict): Block {
  const lines = asked.flatMap(({ title, answer }): Span[] => [
    ...["\n", emoji(outcomeOf(answer))],
    ` ${title}: ${answerText(answer, SOUND.has(verdict))}`,
  ]);
  return paragraph(bold("Asked"), ...lines);
}

/** A source that has nothing is not one that cannot say. */
function outcomeOf(answer: SourceAnswer): string {
  if (!answer.answered) return "grey_question";
  return answer.clues.length + answer.fragments.length > 0 ? "white_check_mark" : "heavy_minus_sign";
}

function answerText(answer: SourceAnswer, isSound: boolean): string {
  if (!answer.answered) return obstacleText(answer, isSound);
  const looked = literal(answer.looked, DETAIL);
  return answer.gap ? `${looked}, but ${obstacleText(answer.gap, isSound)}` : looked;
}

/** AWS ends some of its words with a full stop, and some not. */
function obstacleText({ why, opens }: Obstacle, isSound: boolean): string {
  const detail = literal(why.detail, DETAIL).replace(/\.$/, "");
  return isSound ? detail : `${detail}. ${opens}`;
}

function lowered(text: string): string {
  return `${text[0]?.toLowerCase() ?? ""}${text.slice(1)}`;
}

function sentence(text: string): string {
  return `${text[0]?.toUpperCase() ?? ""}${text.slice(1)}.`;
}
