import type { Account } from "../../domain/account.ts";
import { auditName } from "../../domain/audit.ts";
import { bold, type Message } from "../blocks.ts";
import type { PlaceChoice } from "../places.ts";
import { notice } from "./notice.ts";

export interface RequestedAudit {
  readonly auditId: number;
  readonly account: Account;
  readonly joined: boolean;
  readonly choice: PlaceChoice;
}

/** What the asker is told at once: which audit it is, and where its result will be. */
export function auditRequestedMessage({ auditId, account, joined, choice }: RequestedAudit): Message {
  const lead = joined ? "Already being audited: " : "Auditing ";
  const reason = choice.why ? `: ${choice.why}` : "";
  const where = choice.isDirect
    ? ` The result comes to you as a direct message${reason}.`
    : " The result is posted here.";
  return notice(lead, bold(account.name), ` (audit ${auditName(auditId)}).`, where);
}
