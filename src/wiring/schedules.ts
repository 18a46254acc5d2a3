import type { People } from "../access/access.ts";
import { type Grants, grantedTo } from "../access/roles.ts";
import { startAudit } from "../audit/request-audit.ts";
import type { Clock } from "../clock.ts";
import type { Config } from "../config.ts";
import { createDigests, type Digests } from "../digests/digests.ts";
import type { SettledState } from "../digests/settle.ts";
import { ROOTCHECK } from "../domain/audit-log.ts";
import { createGroups } from "../findings/groups.ts";
import { createHistory, type HistoryKeeper } from "../history/history.ts";
import type { Log } from "../log.ts";
import { createAlertMessenger } from "../slack/alert-messenger.ts";
import { drawChart } from "../slack/chart-image.ts";
import { createDigestMessenger } from "../slack/digest-messenger.ts";
import type { Places } from "../slack/places.ts";
import type { PostingDependencies } from "../slack/post-outcome.ts";
import type { AppendToLog } from "../store/audit-log.ts";
import type { Database } from "../store/database.ts";
import { createWatches, type Watches } from "../watches/watches.ts";
import { createAlertWebhook } from "../watches/webhook.ts";

export interface SchedulesWiring {
  readonly config: Config;
  readonly db: Database;
  readonly clock: Clock;
  readonly log: Log;
  readonly people: People;
  readonly grants: Grants;
  readonly places: Places;
  readonly posting: PostingDependencies;
  readonly appendToLog: AppendToLog;
  /** Wakes a worker for an audit. */
  readonly ring: (auditId: number) => Promise<void>;
  /** Is told what came of a digest's time. */
  readonly onSettled: (state: SettledState) => void;
}

/** What happens by itself, and what there is to look back at. */
export interface Schedules {
  readonly digests: Digests;
  readonly watches: Watches;
  readonly history: HistoryKeeper;
  /** What the end of an audit sets off: its postures are kept, and what is wrong now is alerted of at once. */
  ended(auditId: number): Promise<void>;
}

/** The part of the object graph that is about digests, watches and history. */
export function wireSchedules(wiring: SchedulesWiring): Schedules {
  const { config, clock, log, people, grants, places, posting, ...shared } = wiring;
  const operators = grantedTo(grants, "operator");
  const common = { ...shared, clock, log, people, fitnessOf: places.fitnessOf, operators };
  const { peopleIn } = createGroups(common);
  const history = createHistory({ ...common, resultsDays: config.resultsDays });
  const digests = createDigests({
    ...common,
    messenger: createDigestMessenger(posting),
    peopleIn,
    drawChart: async (trend, charted) => (trend.length > 0 ? drawChart(trend, charted) : undefined),
    trendOf: history.trendOf,
    startAudit: async (scope) => (await startAudit(common, { scope, requestedBy: ROOTCHECK })).id,
  });
  const watches = createWatches({
    ...common,
    ...(config.alertWebhook && { webhook: createAlertWebhook({ ...config.alertWebhook, log }) }),
    messenger: createAlertMessenger({ ...posting, log }),
    channels: config.channels,
    peopleIn,
  });
  return {
    digests,
    watches,
    history,
    async ended(auditId) {
      await history.noteAudit(auditId);
      if ((await watches.raise()) === 0) return;
      // Slack and the webhook may be slow, and the rounds deliver what this does not.
      watches
        .deliver()
        .catch((error: unknown) => log.warn({ err: error }, "Alerts were left to the next round"));
    },
  };
}
