import type { AuditReport } from "../../audit/audit-messenger.ts";
import type { FindingView } from "../../domain/finding-view.ts";
import type { Standing } from "../../domain/standing.ts";
import { type Block, button, context, controls, divider, header, type Message } from "../blocks.ts";
import { withinBudget } from "../budget.ts";
import { counted } from "../count-words.ts";
import { actionIds } from "../ids.ts";
import { escaped } from "../text.ts";
import { auditAgainButton, filesBlocks, filesLine, troubleBlocks, trustLine } from "./audit-trust.ts";
import { baselineBlocks } from "./baseline.ts";
import {
  badCoverageBlocks,
  isCoverageBad,
  notActiveBlocks,
  unansweredBlocks,
  unreadBlocks,
} from "./coverage.ts";
import { findingBlocks } from "./finding.ts";
import { scopeName } from "./names.ts";
import {
  changeInMarkup,
  coverageInWords,
  greenHeadline,
  isGreen,
  standingHeadline,
  standingInWords,
} from "./standing-headline.ts";

type Result = AuditReport & { readonly standing: Standing };

/** What an audit of the organization or one of its units came to. */
export function organizationResultMessage(report: Result, now: Date): Message {
  const text = escaped(standingInWords(report));
  if (isGreen(report)) return { text, blocks: greenBlocks(report) };
  const worst = worstFindings(report.standing);
  return {
    text,
    blocks: withinBudget(worst.length, (shown) => [
      header(standingHeadline(report)),
      context({ markup: trustOf(report) }),
      ...troubleBlocks(report.audit),
      ...baselineBlocks(report.baseline),
      ...standingBlocks(report.standing, { shown, now, findings: report.findings }),
      controls(...allFindingsButton(report), auditAgainButton(report.audit)),
      ...filesBlocks(report),
    ]),
  };
}

export interface ShownFindings {
  readonly shown: number;
  readonly now: Date;
  /** Those that the failures stand for. */
  readonly findings?: readonly FindingView[] | undefined;
}

/** What was found and what could not be; coverage that is bad comes before the findings. */
export function standingBlocks(standing: Standing, { shown, now, findings }: ShownFindings): Block[] {
  const worst = worstFindings(standing)
    .slice(0, shown)
    .flatMap((failure) => findingBlocks(failure, { now, findings }));
  const isBad = isCoverageBad(standing);
  const unknown = [
    ...(isBad ? [] : unreadBlocks(standing)),
    ...unansweredBlocks(standing),
    ...notActiveBlocks(standing),
  ];
  return [
    ...(isBad ? [divider(), ...badCoverageBlocks(standing)] : []),
    ...(worst.length > 0 ? [divider(), ...worst] : []),
    ...(unknown.length > 0 ? [divider(), ...unknown] : []),
  ];
}

/** The worst that somebody has to act on; what is only for information is not among them. */
export function worstFindings({ worst }: Standing) {
  return worst.filter(({ failure }) => failure.severity !== "info");
}

/** "All 9 findings"; none where there are none. */
export function allFindingsButton({ audit, standing }: Pick<Result, "audit" | "standing">) {
  const total = Object.values(standing.failures).reduce((sum, count) => sum + count, 0);
  if (total === 0) return [];
  const label = total === 1 ? "The one finding" : `All ${counted(total, "finding")}`;
  return [button({ id: actionIds.findingsAll, label, value: String(audit.id) })];
}

function trustOf({ audit, standing }: Result): string {
  return trustLine(audit, coverageInWords(standing), changeInMarkup(standing));
}

/** One small line; the accounts that nobody reads are still named. */
function greenBlocks(report: Result): Block[] {
  const { audit, standing } = report;
  const headline = greenHeadline(standing);
  const parts = ["every account read", changeInMarkup(standing), filesLine(report)].filter(Boolean);
  const lead = `:white_check_mark: *${headline}*`;
  const rest = `·  ${parts.join("  ·  ")}`;
  const line =
    audit.scope.kind === "unit"
      ? context({ markup: lead }, scopeName(audit.scope), { markup: rest })
      : context({ markup: `${lead}  ${rest}` });
  return [line, ...notActiveBlocks(standing)];
}
