import type { AwsConfig } from "../../config.ts";
import { type Account, rootArn } from "../../domain/account.ts";
import type { Refused as Attempt, CulpritFinder } from "../find-culprit.ts";
import type { OwnIdentity } from "../organization.ts";
import type { PolicyQuestion } from "../service-control-policies.ts";
import { memberRoleArn } from "../sessions.ts";
import { coreReads } from "./reads.ts";
import type { Denial, DenialsSeen } from "./seen.ts";
import { refusedFor, type Tried } from "./trying.ts";

export interface PolicySearch {
  /** Whether service control policies hold for the home account; they do for all but the management account. */
  readonly isHomeBound: boolean;
  readonly config: Pick<AwsConfig, "memberRole" | "homeRole" | "rootSessions">;
  readonly findCulprit: CulpritFinder;
  readonly question: PolicyQuestion;
}

/** What is asked in a root session. */
const ROOT_SESSION_READS = [
  "iam:GetAccountSummary",
  "iam:ListAccessKeys",
  "iam:ListMFADevices",
  "iam:GetUser",
];

/** Finds what policies surely deny the member role and, where these are on, root sessions in some accounts. */
export async function findDenials(accounts: readonly Account[], search: PolicySearch): Promise<DenialsSeen> {
  const denials: Denial[] = [];
  // No policy concerns the management account. One account after the other: all of them wait for the same texts.
  for (const account of accounts.filter(({ isManagement }) => !isManagement))
    for (const by of ["member role", "root session"] as const) {
      const denial = await firstDenial(account, by, search);
      if (denial && "why" in denial) return { denials, unread: refusedFor(denial.why) };
      if (denial) denials.push(denial);
    }
  return { denials };
}

async function firstDenial(account: Account, by: Denial["by"], search: PolicySearch) {
  const { config, findCulprit, question } = search;
  if (by === "root session" && config.rootSessions === "off") return undefined;
  const assumedRoot = by === "root session";
  const principalArn = assumedRoot ? rootArn(account.partition, account.id) : memberRoleArn(account, config);
  for (const action of assumedRoot ? ROOT_SESSION_READS : coreReads) {
    const found = await findCulprit(question, { account, action, assumedRoot, principalArn });
    if (!found.known) return found;
    if (found.value) return { ...found.value, account, by, action };
  }
  return undefined;
}

/**
 * The same outcome, with the statement that surely denies the home account's own attempt, where a policy does. Of some
 * calls AWS says no, and not that it was a policy.
 */
export async function withCulprit<T>(
  outcome: Tried<T>,
  { action, own }: { readonly action: string; readonly own: OwnIdentity },
  { config, findCulprit, question, isHomeBound }: PolicySearch,
): Promise<Tried<T>> {
  if (!isHomeBound || outcome.ok || (outcome.because !== "scp" && outcome.because !== "denied"))
    return outcome;
  const principalArn = config.homeRole ?? (own.arn.includes(":assumed-role/") ? undefined : own.arn);
  const attempt: Attempt = { account: { id: own.accountId }, action, assumedRoot: false };
  const found = await findCulprit(question, { ...attempt, ...(principalArn && { principalArn }) });
  return found.known && found.value ? { ...outcome, because: "scp", culprit: found.value } : outcome;
}
