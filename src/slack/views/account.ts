import type { AccountReport } from "../../audit/account-report.ts";
import type { Account } from "../../domain/account.ts";
import type { FindingView } from "../../domain/finding-view.ts";
import { maskEmail } from "../../domain/mask.ts";
import type { Result } from "../../domain/result.ts";
import type { Failure } from "../../domain/standing.ts";
import { type Block, button, context, controls, header, type Message } from "../blocks.ts";
import { withinBudget } from "../budget.ts";
import { counted, verb } from "../count-words.ts";
import { actionIds } from "../ids.ts";
import { escaped } from "../text.ts";
import { ago } from "../time-words.ts";
import { canonicalIdMarkup } from "./canonical-words.ts";
import { findingOf } from "./finding.ts";
import { findingControls } from "./finding-controls.ts";
import { statusBlocks } from "./finding-status.ts";
import { nameOf, pathOf, stateOf } from "./names.ts";
import { notice } from "./notice.ts";
import {
  countBySeverity,
  type FailureOptions,
  failureBlocks,
  failuresOf,
  otherResults,
  rungsOf,
  shortFailures,
} from "./results.ts";

/** One account on one screen. */
export function accountMessage(
  { account, reading, findings, canonicalId }: AccountReport,
  now: Date,
): Message {
  if (!reading) return notice(`${nameOf(account)} could not be read in time. Ask again in a minute.`);
  const { results, readAt } = reading;
  const particulars = [...particularsOf(account), `read ${ago(readAt, now)} ${rungsOf(results)}`.trim()];
  return {
    text: `${escaped(nameOf(account))}: ${summaryOf(results)}`,
    blocks: withinBudget(failuresOf(results).length, (shown) => [
      header(nameOf(account)),
      identityLine(account, particulars),
      ...(canonicalId ? [context({ markup: canonicalIdMarkup(canonicalId) })] : []),
      ...resultBlocks(account, { results, shown, now, findings }),
      controls(
        button({ id: actionIds.accountRecheck, label: "Re-check all", value: account.id }),
        button({ id: actionIds.evidence, label: "Evidence", value: account.id }),
      ),
    ]),
  };
}

export interface ShownResults {
  readonly results: readonly Result[];
  /** How many failures are shown with what to do about them; the others take one line each. */
  readonly shown: number;
  readonly now: Date;
  /** Those that the failures stand for. */
  readonly findings?: readonly FindingView[] | undefined;
}

/** The failures with what to do about them, then everything else. */
export function resultBlocks(account: Account, { results, shown, now, findings }: ShownResults): Block[] {
  const failures = failuresOf(results);
  const inFull = failures.slice(0, shown);
  return [
    ...inFull.flatMap((failure) => blocksOf(failure, { accountId: account.id, now, findings })),
    ...shortFailures(failures.slice(shown)),
    ...otherResults(results, now),
  ];
}

/** A finding's buttons stand in the place of the mere remedy; its place is the account's own screen. */
function blocksOf(
  failure: Failure,
  { accountId, now, findings }: FailureOptions & Pick<ShownResults, "findings">,
): Block[] {
  const view = findingOf(findings, { accountId, failure });
  const blocks = failureBlocks(failure, { accountId, now });
  if (!view) return blocks;
  return [...blocks.slice(0, -1), ...statusBlocks(view, now), findingControls(view.finding, now)];
}

/** "1 critical finding, 9 checks pass, 1 unknown". */
export function summaryOf(results: readonly Result[]): string {
  const failures = failuresOf(results);
  const passes = results.filter(({ status }) => status === "pass").length;
  const unknown = results.filter(({ status }) => status === "unknown").length;
  const parts = [
    findingsIn(failures),
    passes > 0 && `${counted(passes, "check")} ${verb(passes, "passes", "pass")}`,
    unknown > 0 && `${unknown} unknown`,
  ];
  return parts.filter(Boolean).join(", ");
}

/** "no findings", "1 critical finding", "6 findings (2 critical, 4 medium)". */
function findingsIn(failures: readonly Failure[]): string {
  const [first] = failures;
  if (!first) return "no findings";
  if (failures.every(({ severity }) => severity === first.severity))
    return counted(failures.length, `${first.severity} finding`);
  return `${counted(failures.length, "finding")} (${countBySeverity(failures)})`;
}

/** The id to copy, then what else tells the account from others. Nothing here is parsed as markup. */
export function identityLine(account: Account, particulars: readonly string[]): Block {
  const more = particulars.join("  ·  ");
  return context({ markup: `\`${account.id}\`` }, ...(more ? [more] : []));
}

function particularsOf(account: Account): string[] {
  const particulars = [
    account.isManagement && "management account",
    account.alias && `alias ${account.alias}`,
    pathOf(account),
    stateOf(account),
    account.joinedAt && `in the organization since ${account.joinedAt.getUTCFullYear()}`,
    account.email && `root e-mail ${maskEmail(account.email)}`,
  ];
  return particulars.filter((part) => typeof part === "string").filter(Boolean);
}
