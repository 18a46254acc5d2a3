import type { Clock } from "../../clock.ts";
import type { Probe } from "../../domain/diagnosis.ts";
import { digestName } from "../../domain/digest.ts";
import type { Pause } from "../../domain/schedule.ts";
import { countUnconfirmedAlerts } from "../alerts.ts";
import { findLatestFinished } from "../audits.ts";
import { findClockStart } from "../baseline.ts";
import type { Queryable } from "../database.ts";
import { countOverdueSlots } from "../digest-slots.ts";
import { listDigests } from "../digests.ts";
import { listWatches } from "../watches.ts";
import { ageInWords } from "./age.ts";
import type { TableFinding, Tables } from "./tables.ts";

export interface SchedulesProbeDependencies {
  readonly db: Queryable;
  readonly tables: Tables;
  readonly clock: Clock;
}

type Look = (db: Queryable, now: Date) => Promise<TableFinding>;

/** What happens by itself, line by line. */
const LINES: readonly { readonly subject: string; readonly tried: string; readonly look: Look }[] = [
  {
    subject: "Last complete audit",
    tried: "audits of the organization that came to their end",
    look: lastAudit,
  },
  { subject: "Watches", tried: "when each audits next", look: watches },
  { subject: "Alerts", tried: "what was not confirmed", look: alerts },
  { subject: "Digests", tried: "when each is posted next", look: digests },
  { subject: "Reminders", tried: "the clock of the first audit's findings", look: reminders },
];

/** Looks at everything that has to happen by itself. */
export function scheduleProbes({ db, tables, clock }: SchedulesProbeDependencies): readonly Probe[] {
  return LINES.map(({ look, ...line }) =>
    tables.probe({ ...line, area: "schedules", look: () => look(db, clock.now()) }),
  );
}

const DAY = 86_400_000;
const OLD_MILLISECONDS = 7 * DAY;

async function lastAudit(db: Queryable, now: Date): Promise<TableFinding> {
  const audit = await findLatestFinished(db, { kind: "organization" });
  if (!audit?.finishedAt) return { verdict: "off", found: "There was none yet; /rootcheck audit makes one." };
  const found = `It ended ${ageInWords(audit.finishedAt, now)} ago.`;
  if (now.getTime() - audit.finishedAt.getTime() < OLD_MILLISECONDS) return { verdict: "good", found };
  const does = "Audit again, and have a watch do it from now on; in Slack:";
  return { verdict: "warning", found, mend: { does, text: "/rootcheck audit\n/rootcheck watch on" } };
}

/** The rounds look every five seconds. */
const LATE_MILLISECONDS = 5 * 60_000;

interface Scheduled {
  readonly name: string;
  readonly nextAt: Date;
  readonly paused?: Pause;
}

async function watches(db: Queryable, now: Date): Promise<TableFinding> {
  const listed = await listWatches(db);
  const scheduled = listed.map(({ channel, ...rest }) => ({ ...rest, name: `the one of ${channel}` }));
  if (scheduled.length === 0)
    return { verdict: "off", found: "There are none; /rootcheck watch on in a channel makes one." };
  return findingOn(scheduled, now, { resume: "/rootcheck watch on", noun: ["watch", "watches"] });
}

async function digests(db: Queryable, now: Date): Promise<TableFinding> {
  const listed = await listDigests(db);
  if (listed.length === 0)
    return { verdict: "off", found: "There are none; /rootcheck digest add in a channel makes one." };
  const scheduled = listed.map(({ id, ...rest }) => ({ ...rest, name: digestName(id) }));
  const finding = findingOn(scheduled, now, {
    resume: "/rootcheck digest resume",
    noun: ["digest", "digests"],
  });
  const overdue = await countOverdueSlots(db, new Date(now.getTime() - LATE_MILLISECONDS));
  if (overdue === 0 || finding.verdict === "broken") return finding;
  const does = "They may wait for an audit. If not, “digest” in rootcheck's log says what they wait for.";
  return { verdict: "warning", found: `${overdue} that were due are not posted yet.`, mend: { does } };
}

interface Wording {
  /** The command that ends a pause. */
  readonly resume: string;
  readonly noun: readonly [string, string];
}

function findingOn(scheduled: readonly Scheduled[], now: Date, { resume, noun }: Wording): TableFinding {
  const [one, several] = noun;
  const count = `${scheduled.length} ${scheduled.length === 1 ? one : several}`;
  const late = scheduled.filter(
    ({ paused, nextAt }) => !paused && now.getTime() - nextAt.getTime() > LATE_MILLISECONDS,
  );
  if (late.length > 0) {
    const named = late.map(({ name, nextAt }) => `${name} for ${ageInWords(nextAt, now)}`).join(", ");
    const does =
      "Nothing happens by itself now. Start rootcheck; if it is running, “A round was cut short” in its log says why:";
    return { verdict: "broken", found: `Overdue: ${named}.`, mend: { does, text: "npm start" } };
  }
  const stopped = scheduled.filter(({ paused }) => paused && !paused.by);
  if (stopped.length > 0) {
    const named = stopped
      .map(({ name, paused }) => `${name} (${paused?.why ?? "no reason given"})`)
      .join(", ");
    const does = "Put right what it says there, then in that channel:";
    return { verdict: "warning", found: `Paused by rootcheck: ${named}.`, mend: { does, text: resume } };
  }
  const paused = scheduled.filter((each) => each.paused).length;
  return {
    verdict: "good",
    found: `${count}${paused > 0 ? `, ${paused} paused by somebody` : ", none late"}.`,
  };
}

async function alerts(db: Queryable, now: Date): Promise<TableFinding> {
  const before = new Date(now.getTime() - LATE_MILLISECONDS);
  const unconfirmed = await countUnconfirmedAlerts(db, before);
  if (unconfirmed.length === 0) return { verdict: "good", found: "All were delivered." };
  const named = unconfirmed.map(({ destination, count }) => `${count} to ${destination}`).join(", ");
  const does =
    "They are tried again until they are confirmed. See that the channel takes messages, or that what ROOTCHECK_ALERT_WEBHOOK names answers 200; “not confirmed” in the log says what it answered.";
  return { verdict: "warning", found: `Not confirmed yet: ${named}.`, mend: { does } };
}

async function reminders(db: Queryable, now: Date): Promise<TableFinding> {
  const started = await findClockStart(db);
  if (started)
    return { verdict: "good", found: `Started ${ageInWords(started.at, now)} ago; owners are reminded.` };
  return {
    verdict: "off",
    found:
      "Nobody is reminded before an operator has looked through what the first audit found (/rootcheck) and started the clock.",
  };
}
