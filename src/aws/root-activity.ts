import type { Clock } from "../clock.ts";
import { known, type Read, type Rung, type Unreadable, unread } from "../domain/read.ts";
import type { Place, RootActivityAlert, RootActivityAlerts } from "../domain/root-activity.ts";
import type { Lookout } from "./alert-outlook.ts";
import { abortable, type Caller } from "./caller.ts";
import type { Call } from "./calls.ts";
import { readEventRules } from "./event-rules.ts";
import { failureOf } from "./failure.ts";
import { OPENED_BY } from "./ladder.ts";
import { readMetricFilters } from "./metric-filters.ts";
import type { OrganizationReader } from "./organization.ts";
import { type Scene, signInRegion } from "./root-events.ts";
import type { Home, Session, Sessions } from "./sessions.ts";

export interface RootActivityDependencies {
  readonly sessions: Sessions;
  readonly organization: Pick<OrganizationReader, "ownIdentity" | "membership">;
  readonly call: Caller;
  readonly clock: Clock;
}

/** Rejects only with the signal's reason. */
export type RootActivityReader = (purpose: string, signal: AbortSignal) => Promise<Read<RootActivityAlerts>>;

/** An account to be looked at, and how to get in. */
interface Opening {
  readonly scene: Scene;
  readonly rung: Rung;
  open(): Promise<Session>;
}

/** What one look yields: alerts, or why it could not be taken. */
type Look = Place & ({ readonly alerts: readonly RootActivityAlert[] } | { readonly why: Unreadable });

/**
 * Reads who would notice a sign-in as root: in the app's own account and the management account, in the Region that
 * root's sign-ins are recorded in.
 */
export function createRootActivityReader(dependencies: RootActivityDependencies): RootActivityReader {
  const { sessions, organization, call, clock } = dependencies;

  async function openings(home: Home, purpose: string): Promise<readonly Opening[]> {
    const { accountId, partition } = await organization.ownIdentity(home);
    const scene: Scene = { account: accountId, partition, region: signInRegion(partition) };
    const own: Opening = { scene, rung: "own credentials", open: async () => home };
    const id = (await organization.membership(home))?.managementId;
    if (!id || id === accountId) return [own];
    const open = () => sessions.member({ id, partition }, purpose);
    return [own, { scene: { ...scene, account: id }, rung: "member role", open }];
  }

  async function look(
    { scene, rung, open }: Opening,
    { organizationId, signal }: { readonly organizationId: string | undefined; readonly signal: AbortSignal },
  ): Promise<readonly Look[]> {
    const { account, region } = scene;
    let session: Session;
    try {
      session = await open();
    } catch (error) {
      return [{ account, region, why: failureOf(error, OPENED_BY[rung], rung) }];
    }
    const lookout: Lookout = {
      ...{ scene, rung, clock, call: abortable(call, signal) },
      monitoring: session.monitoring(region),
      ...(organizationId && { organizationId }),
    };
    return Promise.all([
      lookFor(readEventRules, "events:ListRules", lookout),
      lookFor(readMetricFilters, "logs:DescribeMetricFilters", lookout),
    ]);
  }

  return async (purpose, signal) => {
    try {
      const home = await sessions.home(purpose);
      const organizationId = (await organization.membership(home))?.organizationId;
      const places = await openings(home, purpose);
      const looks = await Promise.all(places.map((place) => look(place, { organizationId, signal })));
      signal.throwIfAborted();
      return summedUp(looks.flat(), clock.now());
    } catch (error) {
      signal.throwIfAborted();
      return unread(failureOf(error, "sts:GetCallerIdentity", "own credentials"));
    }
  };
}

async function lookFor(
  read: (lookout: Lookout) => Promise<readonly RootActivityAlert[]>,
  name: Call,
  lookout: Lookout,
): Promise<Look> {
  const { account, region } = lookout.scene;
  try {
    return { account, region, alerts: await read(lookout) };
  } catch (error) {
    return { account, region, why: failureOf(error, name, lookout.rung) };
  }
}

function summedUp(looks: readonly Look[], readAt: Date): Read<RootActivityAlerts> {
  const unseen = looks.filter((look) => "why" in look);
  const seen = looks.filter((look) => "alerts" in look);
  const [first] = unseen;
  if (seen.length === 0 && first) return unread(first.why);
  const whole = seen.filter(({ account }) => !unseen.some((other) => other.account === account));
  const looked = new Map(whole.map(({ account, region }) => [account, { account, region }]));
  const alerts = seen.flatMap((look) => look.alerts);
  const value = { alerts, looked: [...looked.values()], unseen };
  return known(value, { call: "events:ListRules", field: "Rules", rung: "own credentials", readAt });
}
