import type { Account } from "../../domain/account.ts";
import type { Call } from "../calls.ts";
import { createCulpritFinder } from "../find-culprit.ts";
import { createOrganizationReader, type OwnIdentity } from "../organization.ts";
import { createPolicyReader } from "../service-control-policies.ts";
import type { Home, Session, Sessions } from "../sessions.ts";
import { findDenials, type PolicySearch, withCulprit } from "./denials.ts";
import type { Examining } from "./examining.ts";
import {
  describeOrganization,
  listAdministrators,
  listRootFeatures,
  listTrustedServices,
  sampleAccounts,
} from "./organization.ts";
import {
  askAlternateContact,
  askPrimaryEmail,
  coreReads,
  furtherReads,
  type ReadToTry,
  read,
} from "./reads.ts";
import type { AccountsSeen, DoctorRequest, Entry, FromOutside, Inside, Place } from "./seen.ts";
import { type Refused, type Tried, tried } from "./trying.ts";

/** An examination that has got as far as acting as rootcheck acts. */
export interface AtHome extends Examining, DoctorRequest {
  readonly sessions: Sessions;
  readonly home: Home;
  readonly own: OwnIdentity;
}

const RUNG = "own credentials";

/** Asks for everything at the same time that does not wait for something else. */
export async function examineInside(at: AtHome): Promise<Inside> {
  const { config, home, call, own } = at;
  const atHome = placeOf("home", { id: own.accountId, name: own.accountId }, home, at);
  const organization = tried("organizations:DescribeOrganization", RUNG, () =>
    describeOrganization(home, call),
  );
  const accounts = organization.then((seen) =>
    seen.ok
      ? tried("organizations:ListAccounts", RUNG, () =>
          sampleAccounts(home, call, {
            ...{ own, organization: seen.value, wanted: at.memberSample, readAt: at.clock.now() },
          }),
        )
      : seen,
  );
  const [administrators, trustedServices, rootFeatures, ofAccounts] = await Promise.all([
    tried("organizations:ListDelegatedAdministrators", RUNG, () => listAdministrators(home, call)),
    tried("organizations:ListAWSServiceAccessForOrganization", RUNG, () => listTrustedServices(home, call)),
    tried("iam:ListOrganizationsFeatures", RUNG, () => listRootFeatures(home, call)),
    accounts.then((seen) => examineAccounts(seen, at)),
  ]);
  return {
    ...{ config, own, organization: await organization, accounts: await accounts },
    ...{ administrators, trustedServices, rootFeatures, ...ofAccounts },
    places: [await atHome, ...ofAccounts.places],
  };
}

/** The management account is in every sample, unless it is home. */
function policySearch(at: AtHome, sample: readonly Account[]): PolicySearch {
  const { config, home, purpose, call, clock, log } = at;
  const policies = createPolicyReader({ call, clock });
  const { unitsAbove } = createOrganizationReader({ call, clock, log });
  const findCulprit = createCulpritFinder({ policies, unitsAbove });
  const isHomeBound = sample.some(({ isManagement }) => isManagement);
  return { config, findCulprit, isHomeBound, question: { home, purpose } };
}

type OfAccounts = Pick<Inside, "entries" | "places" | "fromOutside" | "rootSession" | "policies">;

async function examineAccounts(accounts: Tried<AccountsSeen>, at: AtHome): Promise<OfAccounts> {
  const sample = accounts.ok ? accounts.value.sample : [];
  const search = policySearch(at, sample);
  const member = sample.find(({ isManagement }) => !isManagement);
  const [entered, fromOutside, rootSession, policies] = await Promise.all([
    enterAll(sample, at, search),
    member && askFromOutside(member, at),
    member && at.config.rootSessions !== "off" ? openRootSession(member, at, search) : undefined,
    findDenials(sample, search),
  ]);
  const { entries, places } = entered;
  return {
    entries,
    places,
    policies,
    ...(fromOutside && { fromOutside }),
    ...(rootSession && { rootSession }),
  };
}

async function enterAll(sample: readonly Account[], at: AtHome, search: PolicySearch) {
  const { own, sessions, purpose } = at;
  const opened = await Promise.all(
    sample.map(async (account) => {
      const entry = await tried("sts:AssumeRole", "member role", () => sessions.member(account, purpose));
      return { account, outcome: await withCulprit(entry, { action: "sts:AssumeRole", own }, search) };
    }),
  );
  const inside = opened.flatMap(({ account, outcome }) =>
    outcome.ok ? [{ account, session: outcome.value }] : [],
  );
  const management = inside.find(({ account }) => account.isManagement);
  const member = inside.find(({ account }) => !account.isManagement);
  const places = await Promise.all([
    ...(member ? [placeOf("member", member.account, member.session, at)] : []),
    ...(management ? [placeOf("management", management.account, management.session, at)] : []),
  ]);
  return { entries: opened satisfies readonly Entry[], places };
}

/** Nobody needs a member's contacts from inside; the management account tells its own nobody else. */
async function placeOf(
  kind: Place["kind"],
  { id, name }: Pick<Account, "id" | "name">,
  session: Session,
  { call, own }: AtHome,
): Promise<Place> {
  const rung = kind === "home" ? RUNG : "member role";
  const contacts = kind === "member" ? [] : (["account:GetContactInformation"] as const);
  const names: readonly ReadToTry[] = [...coreReads, ...furtherReads, ...contacts];
  const refusals = new Map<Call, Refused | undefined>();
  await Promise.all(
    names.map(async (each) => {
      const asked = await tried(each, rung, () => read(each, { session, call, partition: own.partition }));
      refusals.set(each, asked.ok ? undefined : asked);
    }),
  );
  return { kind, account: { id, name }, rung, refusals };
}

async function askFromOutside(account: Account, { home: session, call, own }: AtHome): Promise<FromOutside> {
  const asking = { session, call, partition: own.partition };
  const [primaryEmail, alternateContact] = await Promise.all([
    tried("account:GetPrimaryEmail", RUNG, () => askPrimaryEmail(asking, account.id)),
    tried("account:GetAlternateContact", RUNG, () => askAlternateContact(asking, account.id)),
  ]);
  return { account, primaryEmail, alternateContact };
}

/** Takes the session and makes no call with it; even so it is an event of root's in that account. */
async function openRootSession(account: Account, { sessions, purpose, own }: AtHome, search: PolicySearch) {
  const outcome = await tried("sts:AssumeRoot", RUNG, () => sessions.root(account, purpose));
  return { account, outcome: await withCulprit(outcome, { action: "sts:AssumeRoot", own }, search) };
}
