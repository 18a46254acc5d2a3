import type { Clock } from "../clock.ts";
import type { AccountId } from "../domain/account.ts";
import { known, type Read, type Rung, type Unreadable, unread } from "../domain/read.ts";
import type {
  Place,
  RootActivityAlert,
  RootActivityAlerts,
  RootActivityLook,
} from "../domain/root-activity.ts";
import type { Lookout } from "./alert-outlook.ts";
import { abortable, type Caller } from "./caller.ts";
import { readEventRules } from "./event-rules.ts";
import { failureOf } from "./failure.ts";
import { OPENED_BY } from "./ladder.ts";
import { readMembership } from "./membership.ts";
import { readMetricFilters } from "./metric-filters.ts";
import type { Membership, OrganizationReader, OwnIdentity } from "./organization.ts";
import { signInRegion } from "./root-events.ts";
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
  readonly account: AccountId;
  readonly rung: Rung;
  open(): Promise<Session>;
}

/** What all looks have in common. */
interface Surroundings {
  readonly own: OwnIdentity;
  /** The Region that the app is set to. */
  readonly ownRegion: string;
  readonly membership: Membership | undefined;
  readonly signal: AbortSignal;
}

/** What one look yields: alerts, or why it could not be taken. */
type Look =
  | (RootActivityLook & { readonly alerts: readonly RootActivityAlert[] })
  | (Place & { readonly why: Unreadable });

/**
 * Reads who would notice a sign-in as root: in the app's own account and the management account, in the Region that
 * root's sign-ins are recorded in, and by the logs of the app's own Region, which a trail of all Regions may write to.
 */
export function createRootActivityReader(dependencies: RootActivityDependencies): RootActivityReader {
  const { sessions, organization, call, clock } = dependencies;

  function openings(home: Home, { own, membership }: Surroundings, purpose: string): readonly Opening[] {
    const ourselves: Opening = { account: own.accountId, rung: "own credentials", open: async () => home };
    const id = membership?.managementId;
    if (!id || id === own.accountId) return [ourselves];
    const open = () => sessions.member({ id, partition: own.partition }, purpose);
    return [ourselves, { account: id, rung: "member role", open }];
  }

  async function look(
    { account, rung, open }: Opening,
    accounts: readonly AccountId[],
    { own: { partition }, ownRegion, membership, signal }: Surroundings,
  ): Promise<readonly Look[]> {
    const recordedIn = signInRegion(partition);
    let session: Session;
    try {
      session = await open();
    } catch (error) {
      return [{ account, region: recordedIn, why: failureOf(error, OPENED_BY[rung], rung) }];
    }
    const lookoutIn = (region: string): Lookout => ({
      ...{ scene: { account, partition, region: recordedIn }, region },
      ...{ rung, clock, call: abortable(call, signal), monitoring: session.monitoring(region) },
      watched: accounts.map((each) => ({ account: each, region: recordedIn })),
      ...(membership && { organizationId: membership.organizationId }),
    });
    return Promise.all([
      lookFor("event rule", lookoutIn(recordedIn)),
      lookFor("metric filter", lookoutIn(recordedIn)),
      ...(ownRegion === recordedIn ? [] : [lookFor("metric filter", lookoutIn(ownRegion))]),
    ]);
  }

  return async (purpose, signal) => {
    try {
      const home = await sessions.home(purpose);
      const own = await organization.ownIdentity(home);
      const membership = await readMembership(dependencies, home);
      signal.throwIfAborted();
      if (!membership.known) return membership;
      const ownRegion = await home.sts.config.region();
      const surroundings = { own, ownRegion, membership: membership.value, signal };
      const places = openings(home, surroundings, purpose);
      const accounts = places.map(({ account }) => account);
      const looks = await Promise.all(places.map((place) => look(place, accounts, surroundings)));
      signal.throwIfAborted();
      return summedUp(looks.flat(), clock.now());
    } catch (error) {
      signal.throwIfAborted();
      return unread(failureOf(error, "sts:GetCallerIdentity", "own credentials"));
    }
  };
}

const READERS = {
  "event rule": { read: readEventRules, call: "events:ListRules" },
  "metric filter": { read: readMetricFilters, call: "logs:DescribeMetricFilters" },
} as const satisfies Record<RootActivityLook["kind"], object>;

async function lookFor(kind: RootActivityLook["kind"], lookout: Lookout): Promise<Look> {
  const { scene, region, rung } = lookout;
  const { account } = scene;
  const { read, call } = READERS[kind];
  try {
    return { kind, account, region, rung, alerts: await read(lookout) };
  } catch (error) {
    return { account, region, why: failureOf(error, call, rung) };
  }
}

function summedUp(looks: readonly Look[], readAt: Date): Read<RootActivityAlerts> {
  const unseen = looks.filter((look) => "why" in look);
  const seen = looks.filter((look) => "alerts" in look);
  const [first] = unseen;
  if (seen.length === 0 && first) return unread(first.why);
  const alerts = seen.flatMap((look) => look.alerts);
  const looked = seen.map(({ alerts: _, ...taken }) => taken);
  const { rung = "own credentials" } = looked[0] ?? {};
  return known({ alerts, looked, unseen }, { call: "events:ListRules", field: "Rules", rung, readAt });
}
