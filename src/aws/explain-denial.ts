import type { AwsConfig } from "../config.ts";
import { type Account, rootArn } from "../domain/account.ts";
import { type Read, type Unreadable, unread } from "../domain/read.ts";
import type { RootFacts } from "../domain/root-facts.ts";
import { type CallEntry, calls } from "./calls.ts";
import { POLICY_NOT_NAMED } from "./failure.ts";
import type { CulpritFinder, Refused } from "./find-culprit.ts";
import type { OwnIdentity } from "./organization.ts";
import { type Home, memberRoleArn } from "./sessions.ts";

export interface DenialExplainerDependencies {
  readonly config: Pick<AwsConfig, "memberRole">;
  readonly findCulprit: CulpritFinder;
}

/** What a denial happened in. */
export interface Denial {
  readonly home: Home;
  readonly account: Account;
  readonly own: OwnIdentity;
  /** What the account was read for. */
  readonly purpose: string;
}

/** Puts the policy and its statement into every reason that says that a service control policy denies something. */
export function createDenialExplainer({ config, findCulprit }: DenialExplainerDependencies) {
  async function explain(why: Unreadable, denial: Denial): Promise<Unreadable> {
    const culprit = await findCulprit(denial, refusedBy(why, denial, config));
    if (culprit.known && culprit.value)
      return { ...why, detail: `${culprit.value.policy}, statement ${culprit.value.statement}` };
    if (culprit.known || !why.detail.includes(POLICY_NOT_NAMED)) return why;
    return { ...why, detail: `${why.call} (the policy could not be read: ${culprit.why.detail})` };
  }

  /** Facts that share a reason share its explanation. */
  return async (facts: RootFacts, denial: Denial): Promise<RootFacts> => {
    const explained = new Map<Unreadable, Promise<Unreadable>>();
    async function told<T>(read: Read<T>): Promise<Read<T>> {
      if (read.known || read.why.code !== "denied-by-scp") return read;
      const explanation = explained.get(read.why) ?? explain(read.why, denial);
      explained.set(read.why, explanation);
      return unread(await explanation);
    }
    return {
      passwordPresent: await told(facts.passwordPresent),
      mfaEnabled: await told(facts.mfaEnabled),
      accessKeysPresent: await told(facts.accessKeysPresent),
      signingCertificatesPresent: await told(facts.signingCertificatesPresent),
      accessKeys: await told(facts.accessKeys),
      mfaDevices: await told(facts.mfaDevices),
      passwordLastUsed: await told(facts.passwordLastUsed),
    };
  };
}

/** STS refuses the caller in the own account, every other service whoever the session stands for. */
function refusedBy(
  { call, rung, detail }: Unreadable,
  { account, own }: Denial,
  config: Pick<AwsConfig, "memberRole">,
): Refused {
  const action = Object.entries<CallEntry>(calls).find(([name]) => name === call)?.[1].action ?? call;
  const common = { action, policy: /^p-[\w-]+/.exec(detail)?.[0] };
  if (call.startsWith("sts:") || rung === "own credentials") {
    const principalArn = principalIn(own.arn);
    const ownAccount = account.id === own.accountId ? account : { id: own.accountId };
    return { ...common, account: ownAccount, assumedRoot: false, ...(principalArn && { principalArn }) };
  }
  if (rung === "root session")
    return { ...common, account, assumedRoot: true, principalArn: rootArn(account.partition, account.id) };
  return { ...common, account, assumedRoot: false, principalArn: memberRoleArn(account, config) };
}

/** A role's session does not tell the path that its role's ARN has, so that policies may name it otherwise. */
function principalIn(arn: string): string | undefined {
  return arn.includes(":assumed-role/") ? undefined : arn;
}
