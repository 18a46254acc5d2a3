import {
  DescribePermissionSetCommand,
  GetInlinePolicyForPermissionSetCommand,
  ListInstancesCommand,
  ListManagedPoliciesInPermissionSetCommand,
  ListPermissionSetsCommand,
  ListPermissionSetsProvisionedToAccountCommand,
  type SSOAdminClient,
} from "@aws-sdk/client-sso-admin";
import { type Clock, rememberFor } from "../clock.ts";
import { known, type Read, type Rung, unread } from "../domain/read.ts";
import type { Administrator } from "../domain/root-facts.ts";
import { administratorPolicy } from "./administrators.ts";
import type { Caller } from "./caller.ts";
import { grantsEverything } from "./grants-everything.ts";
import type { OrganizationReader } from "./organization.ts";
import { pagesOf } from "./pages.ts";
import { attempt, originOf } from "./reading.ts";
import type { Session, Sessions, Target } from "./sessions.ts";

export interface IdentityCenterDependencies {
  readonly sessions: Sessions;
  readonly organization: Pick<OrganizationReader, "ownIdentity" | "managementId">;
  readonly call: Caller;
  readonly clock: Clock;
}

/** The organization's Identity Center, and how to ask it: a session ends sooner than this is forgotten. */
interface Instance {
  readonly arn: string;
  readonly rung: Rung;
  open(): Promise<Session>;
}

/** The same, open, and what for. */
interface OpenInstance extends Omit<Instance, "open"> {
  readonly client: SSOAdminClient;
  readonly purpose: string;
}

/** Whether a permission set has administrator access, as it was then. */
interface PermissionSet {
  readonly administrator: Administrator | undefined;
  readonly readAt: Date;
}

const INSTANCES = "sso:ListInstances";
const PROVISIONED = "sso:ListPermissionSetsProvisionedToAccount";
/** A refusal holds for many accounts, and permission sets are the same in all of them; kept for one purpose alone. */
const KEPT_MILLISECONDS = 10 * 60_000;

/**
 * Reads which permission sets with administrator access are assigned in an account, without a way into the account:
 * as the app's own account, or else the management account, is told. Only Identity Center in the Region that the app
 * is set to is seen.
 */
export function createIdentityCenterReader({
  sessions,
  organization,
  call,
  clock,
}: IdentityCenterDependencies) {
  const instances = rememberFor<Read<Instance>>(clock, KEPT_MILLISECONDS);
  const administrators = rememberFor<PermissionSet>(clock, KEPT_MILLISECONDS);

  /** Whoever may list the permission sets may also ask about an account. */
  function openBy(rung: Rung, open: () => Promise<Session>): Promise<Read<Instance>> {
    return attempt(INSTANCES, rung, async () => {
      const client = (await open()).identityCenter();
      const answer = await call("sso:ListInstances", () => client.send(new ListInstancesCommand({})));
      const InstanceArn = answer.Instances?.[0]?.InstanceArn;
      if (!InstanceArn) {
        const detail = `an Identity Center in ${await client.config.region()}`;
        return unread({ code: "missing-in-answer", call: INSTANCES, detail, rung });
      }
      const probe = new ListPermissionSetsCommand({ InstanceArn, MaxResults: 1 });
      return attempt("sso:ListPermissionSets", rung, async () => {
        await call("sso:ListPermissionSets", () => client.send(probe));
        const origin = originOf({ rung, call, clock }, INSTANCES, "InstanceArn", answer);
        return known({ arn: InstanceArn, rung, open }, origin);
      });
    });
  }

  async function findInstance(purpose: string): Promise<Read<Instance>> {
    const home = await sessions.home(purpose);
    const { accountId, partition } = await organization.ownIdentity(home);
    const byHome = await openBy("own credentials", () => sessions.home(purpose));
    const id = await organization.managementId(home);
    if (byHome.known || !id || id === accountId) return byHome;
    const byManagement = await openBy("member role", () => sessions.member({ id, partition }, purpose));
    return byManagement.known ? byManagement : byHome;
  }

  async function isAdministrator({ client, arn }: OpenInstance, PermissionSetArn: string, policy: string) {
    const about = { InstanceArn: arn, PermissionSetArn };
    const ask = (token: string | undefined) =>
      call("sso:ListManagedPoliciesInPermissionSet", () =>
        client.send(new ListManagedPoliciesInPermissionSetCommand({ ...about, ...next(token) })),
      );
    const pages = await Array.fromAsync(pagesOf(ask, ({ NextToken }) => NextToken));
    const attached = pages.flatMap(({ AttachedManagedPolicies = [] }) => AttachedManagedPolicies);
    if (attached.some(({ Arn }) => Arn === policy)) return true;
    const { InlinePolicy } = await call("sso:GetInlinePolicyForPermissionSet", () =>
      client.send(new GetInlinePolicyForPermissionSetCommand(about)),
    );
    return grantsEverything(InlinePolicy ?? "");
  }

  async function administratorBy(instance: OpenInstance, PermissionSetArn: string, policy: string) {
    if (!(await isAdministrator(instance, PermissionSetArn, policy))) return undefined;
    const command = new DescribePermissionSetCommand({ InstanceArn: instance.arn, PermissionSetArn });
    const answer = await call("sso:DescribePermissionSet", () => instance.client.send(command));
    const name = answer.PermissionSet?.Name ?? PermissionSetArn;
    return { kind: "permission set", name } as const satisfies Administrator;
  }

  async function readAssigned(
    instance: OpenInstance,
    { id, partition }: Target,
  ): Promise<Read<readonly Administrator[]>> {
    const { client, arn, rung, purpose } = instance;
    const ask = (token: string | undefined) =>
      call("sso:ListPermissionSetsProvisionedToAccount", () =>
        client.send(
          new ListPermissionSetsProvisionedToAccountCommand({
            InstanceArn: arn,
            AccountId: id,
            ...next(token),
          }),
        ),
      );
    const pages = await Array.fromAsync(pagesOf(ask, ({ NextToken }) => NextToken));
    const policy = administratorPolicy(partition);
    const sets: PermissionSet[] = [];
    for (const set of pages.flatMap(({ PermissionSets = [] }) => PermissionSets))
      sets.push(
        await administrators(`${purpose} ${set}`, async () => ({
          administrator: await administratorBy(instance, set, policy),
          readAt: clock.now(),
        })),
      );
    const origin = originOf({ rung, call, clock }, PROVISIONED, "PermissionSets", pages[0]);
    const readAt = new Date(Math.min(...[origin, ...sets].map((read) => read.readAt.getTime())));
    return known(
      sets.flatMap(({ administrator }) => administrator ?? []),
      { ...origin, readAt },
    );
  }

  return async (account: Target, purpose: string): Promise<Read<readonly Administrator[]>> => {
    const instance = await instances(purpose, () => findInstance(purpose));
    if (!instance.known) return instance;
    const { open, ...rest } = instance.value;
    return attempt(PROVISIONED, rest.rung, async () =>
      readAssigned({ ...rest, purpose, client: (await open()).identityCenter() }, account),
    );
  };
}

function next(token: string | undefined) {
  return token ? { NextToken: token } : {};
}
