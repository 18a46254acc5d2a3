import type { Account } from "../../domain/account.ts";
import { broken, called, good, type Judgement, off, refusal, trouble, waitsFor } from "./judgement.ts";
import type { Line } from "./line.ts";
import { allowing, homeArn, makingMemberRole, sparing, trusting } from "./mends.ts";
import { coreReads } from "./reads.ts";
import type { Denial, Entry, Inside, Place } from "./seen.ts";
import { isUndelegated, subjects, withoutOrganization } from "./standing.ts";
import type { Refused } from "./trying.ts";

/** What is seen of the accounts, on a sample of them. */
export const accountLines: readonly Line<Inside>[] = [
  { area: "accounts", subject: subjects.list, tried: "organizations:ListAccounts", judge: judgeList },
  {
    area: "accounts",
    subject: "Member role",
    tried: "sts:AssumeRole of ROOTCHECK_MEMBER_ROLE, in the management account and some others",
    judge: judgeEntries,
  },
  {
    area: "accounts",
    subject: "What an audit reads",
    tried:
      "iam:GetAccountSummary, GenerateCredentialReport, GetCredentialReport and ListVirtualMFADevices, at home and in one account of each kind",
    judge: judgeCoreReads,
  },
  {
    area: "accounts",
    subject: subjects.policies,
    tried: "organizations:ListPolicies and DescribePolicy, for the accounts that were tried",
    judge: judgePolicies,
  },
];

function judgeList(inside: Inside): Judgement {
  const { accounts } = inside;
  if (!inside.organization.ok) return waitsFor(subjects.organization);
  if (!accounts.ok) {
    if (isUndelegated(inside)) return waitsFor(subjects.delegation);
    return refusal(accounts, { sid: "KnowTheOrganization", role: "home" }, inside);
  }
  const { count, areAll, sample } = accounts.value;
  if (!inside.organization.value) return good("There is the one account.");
  return good(`${areAll ? "" : "More than "}${count}, of which ${sample.length} were tried.`);
}

type Entered = Entry & { readonly outcome: Refused };

function judgeEntries(inside: Inside): Judgement {
  const { accounts, entries } = inside;
  if (!accounts.ok) return waitsFor(subjects.list);
  if (entries.length === 0) return off("There is no other account to enter.");
  const refused = entries.filter((entry): entry is Entered => !entry.outcome.ok);
  const [first] = refused;
  if (!first) return good(`${entries.length} of ${entries.length} accounts that were tried can be entered.`);
  const many = `${refused.length} of ${entries.length} accounts that were tried cannot be entered: ${listed(refused.map(({ account }) => account))}.`;
  const { found, mend } = whyNotEntered(first.outcome, inside);
  const members = entries.filter(({ account }) => !account.isManagement);
  // Root sessions tell most of what the role would have told, but not of the management account.
  const isNoMemberSeen = inside.config.rootSessions === "off" && refused.length >= members.length;
  const isGrave = isNoMemberSeen || refused.some(({ account }) => account.isManagement);
  return { verdict: isGrave ? "broken" : "warning", found: `${many} ${found}`, ...(mend && { mend }) };
}

function whyNotEntered(outcome: Refused, inside: Inside): Judgement {
  const { config } = inside;
  if (outcome.because === "policy")
    return broken(
      `The policy of ${homeArn(inside)} does not let it take on ${config.memberRole} (ROOTCHECK_MEMBER_ROLE).`,
      allowing("EnterOtherAccounts", ["home"], inside),
    );
  if (outcome.because !== "denied") return trouble(outcome, inside);
  const externalId = config.externalId
    ? ", or wants another sts:ExternalId than ROOTCHECK_EXTERNAL_ID"
    : ", or wants an sts:ExternalId (ROOTCHECK_EXTERNAL_ID)";
  return broken(
    `AWS does not say which: there is no role ${config.memberRole}, or its trust policy does not name ${homeArn(inside)}${externalId}.`,
    {
      does: "With credentials of such an account make the role, or where it is there, put its trust right (for many of them, the StackSet of README.md does it):",
      text: `${makingMemberRole(inside)}\n${trusting("member", inside)}`,
    },
  );
}

/** The first ones by name, the rest by number. */
function listed(accounts: readonly Account[]): string {
  const MOST = 3;
  const named = accounts.slice(0, MOST).map(called).join(", ");
  return accounts.length > MOST ? `${named} and ${accounts.length - MOST} more` : named;
}

function judgeCoreReads(inside: Inside): Judgement {
  const { places, policies } = inside;
  for (const place of places) {
    const refused = coreReads.map((call) => place.refusals.get(call)).find((each) => each !== undefined);
    if (!refused) continue;
    if (refused.because === "scp" && policies.denials.length > 0) return waitsFor(subjects.policies);
    const judgement = refusal(refused, { sid: "ReadAboutRoot", role: place.kind }, inside);
    return { ...judgement, found: `In ${placeName(place)}: ${judgement.found}` };
  }
  return good(`It can be read in ${places.map(placeName).join(", ")}.`);
}

/** Where something was tried. */
export function placeName({ kind, account }: Place): string {
  if (kind === "home") return `the home account (${account.id})`;
  return kind === "management" ? `the management account (${account.id})` : called(account);
}

function judgePolicies(inside: Inside): Judgement {
  const { policies, accounts } = inside;
  const without = withoutOrganization(inside);
  if (without) return without;
  if (!accounts.ok) return waitsFor(subjects.list);
  const [first] = policies.denials;
  if (first) return judgeDenial(first, inside);
  if (policies.unread) {
    if (isUndelegated(inside)) return waitsFor(subjects.delegation);
    const { because, why } = policies.unread;
    if (because === "unreachable")
      return off(`Not all could be read, as AWS gives few a second (${why.call}: ${why.detail}).`);
    return refusal(policies.unread, { sid: "KnowTheOrganization", role: "home" }, inside);
  }
  return good("None surely denies what rootcheck does in the accounts that were tried.");
}

function judgeDenial({ by, policy, statement, action }: Denial, inside: Inside): Judgement {
  const all = inside.policies.denials;
  const same = all.filter((each) => each.by === by && each.policy === policy && each.statement === statement);
  const others = all.length > same.length ? ` It is not the only one: ${all.length} denials were found.` : "";
  const where = listed(same.map(({ account }) => account));
  const found = `${policy}, statement ${statement}, denies ${action} to the ${by} in ${where}.${others}`;
  if (by === "member role") return broken(found, sparing(inside));
  return broken(found, {
    does: "In the management account, spare root sessions in that statement's condition:",
    text: '"Null": { "aws:AssumedRoot": "true" }',
  });
}
