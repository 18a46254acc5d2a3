import type { Audit } from "../../domain/audit.ts";
import type { FindingsShown, FindingTally } from "../../domain/findings-shown.ts";
import type { Overview } from "../../domain/standing.ts";
import {
  type Block,
  bold,
  button,
  context,
  controls,
  emoji,
  header,
  type Message,
  paragraph,
} from "../blocks.ts";
import { withinBudget } from "../budget.ts";
import { counted, figure } from "../count-words.ts";
import { actionIds } from "../ids.ts";
import { escaped } from "../text.ts";
import { ago } from "../time-words.ts";
import { accountSearch } from "./account-choice.ts";
import { progressInWords } from "./audit-running.ts";
import { auditAgainButton } from "./audit-trust.ts";
import { baselineBlocks } from "./baseline.ts";
import { allFindingsButton, standingBlocks, worstFindings } from "./organization-result.ts";
import { bySeverity } from "./results.ts";
import {
  changeInMarkup,
  coverageInWords,
  type Ended,
  isGreen,
  standingHeadline,
  standingInWords,
} from "./standing-headline.ts";

const WORST = 3;

/** Where the organization stands by its last audit, and what to do next. */
export function overviewMessage(overview: Overview & FindingsShown, now: Date): Message {
  const { latest, running, findings, baseline, tally } = overview;
  if (!latest) return beforeFirstAudit(overview);
  const headline = standingHeadline(latest);
  const most = Math.min(WORST, worstFindings(latest.standing).length);
  return {
    text: escaped(standingInWords(latest)),
    blocks: withinBudget(most, (shown) => [
      isGreen(latest) ? paragraph(emoji("white_check_mark"), " ", bold(headline)) : header(headline),
      context({ markup: ageAndCoverage(latest, now) }),
      ...(tally ? tallyBlocks(tally) : []),
      ...(running ? [runningLine(running)] : []),
      ...baselineBlocks(baseline),
      ...standingBlocks(latest.standing, { shown, now, findings }),
      controls(auditAgainButton(latest.audit, "Audit now"), ...allFindingsButton(latest)),
      controls(accountSearch("Look at an account…")),
    ]),
  };
}

function ageAndCoverage({ audit, standing }: Ended, now: Date): string {
  const parts = [
    audit.finishedAt && `audited ${ago(audit.finishedAt, now)}`,
    coverageInWords(standing),
    changeInMarkup(standing),
  ];
  return parts.filter(Boolean).join("  ·  ");
}

/** An audit counts what failed then, whatever has been done about it since; this is what is left to do. */
function tallyBlocks({ open, overdue, accepted }: FindingTally): Block[] {
  const parts = [
    `Open findings: ${bySeverity(open) || "none"}`,
    overdue > 0 && `*${figure(overdue)} overdue*`,
    accepted > 0 && `${figure(accepted)} accepted`,
  ];
  return [context({ markup: parts.filter(Boolean).join("  ·  ") })];
}

function runningLine(audit: Audit): Block {
  return paragraph(bold("Being audited now"), `  ·  ${progressInWords(audit)}`);
}

function beforeFirstAudit({ running, accounts }: Overview): Message {
  const search = controls(accountSearch("Look at an account…"));
  if (running) {
    const text = "The organization is being audited for the first time";
    return {
      text: `${text}: ${progressInWords(running)}.`,
      blocks: [paragraph(bold(text), `  ·  ${progressInWords(running)}`), search],
    };
  }
  const lead = "The organization has not been audited yet.";
  const all = accounts === undefined ? "every account" : `each of its ${counted(accounts, "account")}`;
  const what = ` An audit reads the root user of ${all} and says which need attention. It changes nothing.`;
  return {
    text: `${lead}${what}`,
    blocks: [
      paragraph(bold(lead), what),
      controls(
        button({
          id: actionIds.auditAgain,
          label: "Audit the organization",
          value: "organization",
          style: "primary",
        }),
      ),
      search,
    ],
  };
}
