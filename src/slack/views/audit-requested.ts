import type { RequestedAudit } from "../../audit/request-audit.ts";
import type { AccountName } from "../../domain/account.ts";
import { auditName, type Scope } from "../../domain/audit.ts";
import { bold, button, controls, type Message } from "../blocks.ts";
import { actionIds } from "../ids.ts";
import type { PlaceChoice } from "../places.ts";
import { ago, dateSpan } from "../time-words.ts";
import { scopeName } from "./names.ts";
import { notice } from "./notice.ts";

/** What came of asking for an audit of a scope. */
export interface AskedAudit {
  readonly requested: RequestedAudit;
  readonly scope: Scope;
  /** Of an audit of one account. */
  readonly account?: AccountName;
  readonly choice: PlaceChoice;
  readonly now: Date;
}

/** What the asker is told at once: which audit it is and where its result will be, or from when on it is possible. */
export function auditRequestedMessage({ requested, scope, account, choice, now }: AskedAudit): Message {
  if (requested.kind === "too-soon") return tooSoonMessage(requested, now);
  const name = bold(scopeName(scope, account));
  const id = auditName(requested.id);
  const where = whereOf(
    choice,
    requested.kind === "joined" ? "You will be told here too." : "The result is posted here.",
  );
  return requested.kind === "joined"
    ? notice("Already being audited: ", name, ` (audit ${id}). ${where}`)
    : notice("Auditing ", name, ` (audit ${id}). ${where}`);
}

function whereOf({ isDirect, why }: PlaceChoice, here: string): string {
  return isDirect ? `The result comes to you as a direct message${why ? `: ${why}` : ""}.` : here;
}

/** The organization was audited not long ago; what that found is a button away. */
function tooSoonMessage(
  { latest, againAt }: Extract<RequestedAudit, { kind: "too-soon" }>,
  now: Date,
): Message {
  const when = ago(latest.finishedAt ?? latest.requestedAt, now);
  const { text, blocks } = notice(
    bold(`The organization was audited ${when}`),
    ` (audit ${auditName(latest.id)}). It can be audited again `,
    dateSpan(againAt),
    "; a unit or an account at any time.",
  );
  const findings = button({ id: actionIds.findingsAll, label: "All findings", value: String(latest.id) });
  return { text, blocks: [...blocks, controls(findings)] };
}
