import { createKeyReader } from "../../src/aws/account-keys.ts";
import type { Caller } from "../../src/aws/caller.ts";
import { type CallEntry, calls } from "../../src/aws/calls.ts";
import { createCanonicalReader } from "../../src/aws/canonical-ids.ts";
import { createDoctor } from "../../src/aws/doctor/diagnose.ts";
import { createOrganizationReader } from "../../src/aws/organization.ts";
import { createOrganizationFactsReader } from "../../src/aws/organization-facts.ts";
import { createProfileReader } from "../../src/aws/profile.ts";
import { createAccountReader } from "../../src/aws/read-account.ts";
import { createRootEmailReader } from "../../src/aws/root-email/index.ts";
import { createPolicyReader } from "../../src/aws/service-control-policies.ts";
import { createSessions } from "../../src/aws/sessions.ts";
import { systemClock } from "../../src/clock.ts";
import type { AwsConfig } from "../../src/config.ts";
import type { Account } from "../../src/domain/account.ts";
import { emailSourceIds } from "../../src/email-recovery/email-reader.ts";
import type { LoggedCall } from "../../src/local-aws/call-log.ts";
import type { LocalAws } from "../../src/local-aws/start.ts";
import { everyRootFact, impatientClients, quiet } from "../aws/support.ts";
import { START } from "../local-aws/support.ts";
import {
  HOME,
  MANAGEMENT,
  MEMBER,
  OUTSIDE,
  type RoleName,
  roleNameOf,
  SHUT,
} from "./enforced-organization.ts";

const CONFIG: AwsConfig = {
  memberRole: "rootcheck-audit",
  homeRole: `arn:aws:iam::${HOME}:role/rootcheck`,
  rootSessions: "fallback",
  concurrency: 5,
};
const clock = { ...systemClock, now: () => START };
export const purpose = "A1";
export const { signal } = new AbortController();

/** Everything that asks AWS, made anew, so that nothing is answered from memory. */
export function readersFor(clients: ReturnType<typeof impatientClients>) {
  // Nobody else has to be left room here.
  const call: Caller = (_name, send) => send();
  const sessions = createSessions({ config: CONFIG, clients, call, clock });
  const organization = createOrganizationReader({ call, clock, log: quiet });
  const policies = createPolicyReader({ call, clock });
  const parts = { config: CONFIG, sessions, organization, policies, clients, call, clock, log: quiet };
  return {
    ...parts,
    readAccount: createAccountReader(parts),
    readProfile: createProfileReader(parts),
    readOrganization: createOrganizationFactsReader(parts),
    readKeys: createKeyReader(parts),
    readSightings: createRootEmailReader(parts),
    canonicalIds: createCanonicalReader(parts),
    diagnose: createDoctor({ ...parts, realNow: () => new Date() }),
  };
}

type Readers = ReturnType<typeof readersFor>;

export function accountNamed(id: string): Account {
  const about = { name: id, email: "root@example.com", state: "ACTIVE", partition: "aws" } as const;
  return { id, ...about, isManagement: id === MANAGEMENT, ouPath: [] };
}

type Step = (readers: Readers, aws: LocalAws) => Promise<unknown>;

const inside = [MANAGEMENT, HOME, MEMBER];
const each = (
  what: string,
  ids: readonly string[],
  read: (readers: Readers, account: Account) => Promise<unknown>,
) =>
  ids.map((id): readonly [string, Step] => [`${what} ${id}`, (readers) => read(readers, accountNamed(id))]);

/** An audit and a round of look-ups, in pieces that stand for themselves. */
export const steps: ReadonlyMap<string, Step> = new Map([
  [
    "the accounts",
    async ({ organization, sessions, call }) => {
      const home = await sessions.home(purpose);
      await Array.fromAsync(organization.listAccounts(home, call));
      const [unit] = await organization.listUnits(home, call);
      await organization.listAccountIdsIn(home, unit?.id ?? "", call);
      await organization.describeAccount(home, MEMBER);
    },
  ],
  ["the organization", ({ readOrganization }) => readOrganization(purpose, signal)],
  ...each("root of", [...inside, SHUT], ({ readAccount }, account) =>
    readAccount({ account, wanted: everyRootFact, purpose }, signal),
  ),
  ...each("the profile of", [...inside, SHUT], ({ readProfile }, account) =>
    readProfile({ account, purpose, withTags: true }, signal),
  ),
  ...each("the keys of", inside, ({ readKeys }, account) =>
    readKeys({ account, report: "ask", isThorough: true, purpose }, signal),
  ),
  ...each("the canonical id of", inside, ({ canonicalIds }, account) =>
    canonicalIds.readCanonicalId(
      { account, budget: { buckets: 5, objects: 50, seconds: 60 }, purpose },
      signal,
    ),
  ),
  ...each("the e-mail address of", [...inside, OUTSIDE], ({ readSightings }, account) =>
    Promise.all(emailSourceIds.map((source) => readSightings({ source, account, purpose }, signal))),
  ),
  [
    "whose a key is",
    ({ canonicalIds }) => canonicalIds.findKeyOwner({ accessKeyId: "AKIAMEMBER0000000000", purpose }),
  ],
  [
    "the profile where Identity Center is not delegated",
    async ({ readProfile }, { organization }) => {
      const [home] = organization.delegatedAdministrators;
      const { services = [] } = home ?? {};
      if (home) home.services = services.filter((service) => !service.startsWith("sso"));
      await readProfile({ account: accountNamed(SHUT), purpose }, signal);
      if (home) home.services = services;
    },
  ],
  ["the doctor", ({ diagnose }) => diagnose({ purpose, memberSample: 3 }, signal)],
] satisfies (readonly [string, Step])[]);

/** One right that was made use of: whose, and the action as policies name it. */
export interface Use {
  readonly role: RoleName;
  readonly action: string;
  readonly isDenied: boolean;
}

/** Takes a step, and says of which rights AWS was asked for something; that something was refused is no failure. */
export async function take(aws: LocalAws, name: string): Promise<readonly Use[]> {
  const step = steps.get(name);
  if (!step) throw new Error(`There is no step ${name}.`);
  aws.clearCalls();
  const clients = impatientClients(aws.url);
  try {
    await step(readersFor(clients), aws);
  } catch (error) {
    if (!(error instanceof Error && error.name.startsWith("AccessDenied"))) throw error;
  } finally {
    clients.close();
  }
  return usesIn(aws);
}

/** The rights that were made use of since the calls were cleared. */
export function usesIn({ calls: made }: Pick<LocalAws, "calls">): readonly Use[] {
  return made.flatMap(useOf);
}

const actionOf = new Map(
  Object.entries<CallEntry>(calls).map(([call, { action }]) => [call.split(":")[1] ?? "", action]),
);

/** Nothing where it was not by one of the roles. */
function useOf({ action, principal, outcome }: LoggedCall): readonly Use[] {
  const account = /::(\d{12}):assumed-role\/rootcheck(?:-audit)?\//.exec(principal)?.[1];
  if (!account) return [];
  const known = actionOf.get(action);
  if (!known) throw new Error(`${action} was called, and is not in the table of calls.`);
  return [
    {
      role: roleNameOf(account),
      action: known,
      isDenied: /Denied|NotAuthorized|Authorization/.test(outcome),
    },
  ];
}
