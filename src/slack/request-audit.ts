import type { AccountName } from "../domain/account.ts";
import type { Scope } from "../domain/audit.ts";
import type { Message } from "./blocks.ts";
import type { Places } from "./places.ts";
import type { UseCases } from "./use-cases.ts";
import { auditRequestedMessage } from "./views/audit-requested.ts";

export interface RequestAuditDependencies {
  readonly useCases: Pick<UseCases, "requestAudit">;
  readonly places: Places;
  readonly now: () => Date;
}

/** Who asks for an audit of what, and where. */
export interface AskedFor {
  readonly user: string;
  readonly channel: string;
  readonly scope: Scope;
  readonly account?: AccountName;
}

/** Asks for an audit whose result goes where it may be shown, and says what came of asking. */
export async function requestAudit(
  { useCases, places, now }: RequestAuditDependencies,
  { user, channel, scope, account }: AskedFor,
): Promise<Message> {
  const choice = await places.choose({ user, channel });
  const requested = await useCases.requestAudit({
    scope,
    requestedBy: user,
    place: choice.place,
    askedIn: channel,
  });
  return auditRequestedMessage({ requested, scope, choice, now: now(), ...(account && { account }) });
}
