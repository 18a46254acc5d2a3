import type { FindingView } from "../../domain/finding-view.ts";
import type { FailingSubject, Failure, SubjectFailure } from "../../domain/standing.ts";
import { type Block, bold, button, controls, emoji, paragraph, type Span } from "../blocks.ts";
import { actionIds } from "../ids.ts";
import type { ListPlace } from "../list-place.ts";
import { literal } from "../text.ts";
import { findingControls } from "./finding-controls.ts";
import { openFor, statusBlocks } from "./finding-status.ts";
import { ORGANIZATION, whereabouts } from "./names.ts";
import { cut, spansOf } from "./phrase.ts";
import { SEVERITY_SIGNS } from "./results.ts";

const HEADLINE = 120;
const DETAIL = 240;

/** Three lines: what is wrong and how bad; where; the evidence that makes somebody act. */
export function findingLines(
  { subject, failure }: SubjectFailure,
  now: Date,
  ...more: readonly string[]
): readonly Span[] {
  const { severity, headline, detail, summary } = failure;
  const howBad = [severity, ...more.filter(Boolean)].join("  ·  ");
  return [
    emoji(SEVERITY_SIGNS[severity]),
    " ",
    bold(literal(headline, HEADLINE)),
    `  ·  ${howBad}\n`,
    ...placeOf(subject),
    "\n",
    ...spansOf(cut(detail ?? summary, DETAIL), now),
  ];
}

/** A failure with what can be done about it: its finding's decisions, or, where it has none, how to fix it. */
export function findingBlocks(
  shown: SubjectFailure,
  { now, findings = [] }: { readonly now: Date; readonly findings?: readonly FindingView[] | undefined },
): Block[] {
  const { subject, failure } = shown;
  const key = keyOf(subject);
  const view = findings.find((candidate) => isOf(candidate, key, failure));
  if (view) return viewBlocks(view, now);
  return [
    paragraph(...findingLines(shown, now)),
    controls(
      button({ id: actionIds.howToFix, label: "How to fix", value: `${key} ${failure.check}` }),
      button({ id: actionIds.evidence, label: "Details", value: key }),
    ),
  ];
}

/** A finding as it stands: the three lines, who has it until when, and what can be done; in a list, which page. */
export function viewBlocks(view: FindingView, now: Date, list?: ListPlace): Block[] {
  return [...viewLines(view, now), findingControls(view.finding, now, list)];
}

/** The same to be read only. */
export function viewLines(view: FindingView, now: Date): Block[] {
  const { finding } = view;
  return [
    paragraph(...findingLines(failureOf(view), now, openFor(finding, now))),
    ...statusBlocks(view, now),
  ];
}

/** The sign, the headline and the place of a finding on one line. */
export function viewLine(view: FindingView): readonly Span[] {
  const { severity, failure } = view.finding;
  const { subject } = failureOf(view);
  return [
    emoji(SEVERITY_SIGNS[severity]),
    " ",
    bold(literal(failure.headline, HEADLINE)),
    "  ·  ",
    ...placeOf(subject),
  ];
}

/** The newest failing answer of a finding, with whose it is. */
export function failureOf({ finding, account }: FindingView): SubjectFailure {
  const { failure, severity, subject } = finding;
  const shown = { ...failure, severity };
  if (subject.kind === "organization") return { subject, failure: shown };
  const { accountId } = subject;
  const unknown = {
    id: accountId,
    name: accountId,
    isManagement: false,
    partition: "aws",
    ouPath: [],
  } as const;
  return { subject: { kind: "account", account: account ?? unknown }, failure: shown };
}

/** The finding that an account's failing check stands for. */
export function findingOf(
  findings: readonly FindingView[] | undefined,
  { accountId, failure }: { readonly accountId: string; readonly failure: Failure },
): FindingView | undefined {
  return findings?.find((view) => isOf(view, accountId, failure));
}

function isOf({ finding: { subject, check } }: FindingView, key: string, failure: Failure): boolean {
  return check === failure.check && key === (subject.kind === "account" ? subject.accountId : ORGANIZATION);
}

function placeOf(subject: FailingSubject): readonly Span[] {
  return subject.kind === "account" ? whereabouts(subject.account) : [bold("The organization")];
}

/** What a button calls the subject by: the account's id, or the word for the organization. */
function keyOf(subject: FailingSubject): string {
  return subject.kind === "account" ? subject.account.id : ORGANIZATION;
}
