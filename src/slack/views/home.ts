import type { HomeView as HomeTab } from "@slack/types";
import { auditName } from "../../domain/audit.ts";
import type { FindingView } from "../../domain/finding-view.ts";
import type { Baseline } from "../../domain/findings-shown.ts";
import type { FindingFilter, HomeView } from "../../findings/finding-view.ts";
import {
  type Block,
  bold,
  button,
  context,
  controls,
  divider,
  header,
  type Message,
  paragraph,
} from "../blocks.ts";
import { withinBudget } from "../budget.ts";
import { counted, figure, outOf } from "../count-words.ts";
import { actionIds } from "../ids.ts";
import { listPlaceText } from "../list-place.ts";
import { dateToken } from "../time-words.ts";
import { baselineBlocks } from "./baseline.ts";
import { viewBlocks, viewLine } from "./finding.ts";
import { statusBlocks } from "./finding-status.ts";
import { answerButtons, requestLine } from "./request.ts";
import { bySeverity } from "./results.ts";
import { type SchedulesShown, scheduleBlocks } from "./schedules.ts";

export interface HomeShown {
  readonly home: HomeView;
  readonly baseline?: Baseline;
  readonly schedules: SchedulesShown;
  readonly now: Date;
}

/** What is one person's: what they own, what waits for them, what is about to end; where things stand, and what happens by itself. */
export function homeTab(shown: HomeShown): HomeTab {
  const { home, now, baseline, schedules } = shown;
  return tab(
    withinBudget(home.mine.length, (inFull) => [
      header(headlineOf(home)),
      context({ markup: postureOf(home) }),
      nextSteps(home),
      ...baselineBlocks(baseline),
      ...waitingBlocks(home),
      ...mineBlocks(home, { now, inFull }),
      ...expiringBlocks(home.expiring, now),
      ...scheduleBlocks(schedules),
    ]),
  );
}

/** A message in the Home tab's place: a refusal, or what went wrong. */
export function homeNotice({ blocks }: Message): HomeTab {
  return tab(blocks);
}

function tab(blocks: readonly Block[]): HomeTab {
  return { type: "home", blocks: blocks.slice(0, 100) };
}

function headlineOf({ mineTotal, waitingTotal }: HomeView): string {
  const own = mineTotal === 0 ? "Nothing is yours to do" : `${counted(mineTotal, "finding")} of yours`;
  return waitingTotal === 0 ? own : `${own}, ${counted(waitingTotal, "request")} waiting for you`;
}

function postureOf({ open, overdue, lastAudit }: HomeView): string {
  const parts = [
    `open: ${bySeverity(open) || "nothing"}`,
    overdue > 0 && `*${figure(overdue)} overdue*`,
    lastAudit
      ? `audit ${auditName(lastAudit.id)} ${dateToken(lastAudit.finishedAt)}, ${outOf(lastAudit.read, lastAudit.inScope, "account")} read`
      : "not audited yet",
  ];
  return parts.filter(Boolean).join("  ·  ");
}

function nextSteps({ open }: HomeView): Block {
  const isAnythingOpen = Object.values(open).some((count) => count > 0);
  return controls(
    button({ id: actionIds.auditAgain, label: "Audit now", value: "organization" }),
    ...(isAnythingOpen ? [listButton("Open findings", "open")] : []),
  );
}

function listButton(label: string, filter: FindingFilter) {
  return button({ id: actionIds.findingsList, label, value: listPlaceText({ filter, offset: 0 }) });
}

function waitingBlocks({ waiting, waitingTotal }: HomeView): Block[] {
  if (waiting.length === 0) return [];
  return [
    divider(),
    paragraph(bold("Waiting for you")),
    ...waiting.flatMap((view) => [
      paragraph(...requestLine(view)),
      controls(...answerButtons(view).filter(({ action_id }) => action_id !== actionIds.requestWithdraw)),
    ]),
    ...(waitingTotal > waiting.length ? [controls(listButton("All requests", "requests"))] : []),
  ];
}

function mineBlocks(
  { mine, mineTotal }: HomeView,
  { now, inFull }: { readonly now: Date; readonly inFull: number },
): Block[] {
  if (mine.length === 0) return [];
  return [
    divider(),
    paragraph(bold("Yours")),
    ...mine.slice(0, inFull).flatMap((view) => viewBlocks(view, now)),
    ...mine.slice(inFull).map((view) => paragraph(...viewLine(view))),
    ...(mineTotal > mine.length ? [controls(listButton(`All ${figure(mineTotal)} of yours`, "mine"))] : []),
  ];
}

function expiringBlocks(expiring: readonly FindingView[], now: Date): Block[] {
  if (expiring.length === 0) return [];
  return [
    divider(),
    paragraph(bold("About to end")),
    ...expiring.flatMap((view) => [paragraph(...viewLine(view)), ...statusBlocks(view, now)]),
  ];
}
