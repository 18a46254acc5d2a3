import { setImmediate } from "node:timers/promises";
import type { People, PersonDetails } from "../access/access.ts";
import { isGroup } from "../access/roles.ts";
import type { Clock } from "../clock.ts";
import { daysAfter } from "../domain/finding-policy.ts";
import type { Log } from "../log.ts";
import { postOnce } from "../outbox/post-once.ts";
import type { Database } from "../store/database.ts";
import { viewsOf } from "../store/finding-views.ts";
import { findFindings } from "../store/findings.ts";
import { findPost } from "../store/posts.ts";
import { type DueFinding, findReminded, listDueFindings, saveReminded } from "../store/reminders.ts";
import type { FindingMessenger, Reminder } from "./finding-messenger.ts";
import { createLocalClock, type LocalClock, localTime } from "./local-time.ts";
import { type DueReminder, heldUntil, reminderDue } from "./reminder-times.ts";

export interface RemindDependencies {
  readonly db: Database;
  readonly clock: Clock;
  readonly log: Log;
  readonly people: Pick<People, "detailsOf">;
  /** The people behind a user or user group; undefined where Slack cannot say. */
  readonly peopleBehind: (id: string) => Promise<readonly string[] | undefined>;
  /** Users and user groups who may take a finding on. */
  readonly operators: readonly string[];
  readonly messenger: Pick<FindingMessenger, "postReminder">;
}

/** One finding that one person is to be reminded of. */
interface Item extends DueReminder {
  readonly findingId: number;
  readonly person: string;
}

const PAGE = 500;
/** What is due later is nobody's business yet, in whichever time zone. */
const AHEAD_DAYS = 3;

/**
 * Reminds people of what is theirs and due: each of everything in one message, at most one a day, and not at night or
 * on weekends where they are. Safe to repeat, and for several processes at once.
 */
export async function remind(dependencies: RemindDependencies): Promise<void> {
  const { db, clock } = dependencies;
  const byPerson = new Map<string, Item[]>();
  const clockIn = rememberedClocks();
  const before = daysAfter(clock.now(), AHEAD_DAYS);
  for (let after = 0; ; ) {
    const page = await listDueFindings(db, { before, after, limit: PAGE });
    for (const due of page)
      for (const item of await itemsOf({ ...dependencies, clockIn }, due))
        byPerson.set(item.person, [...(byPerson.get(item.person) ?? []), item]);
    const last = page.at(-1);
    if (!last || page.length < PAGE) break;
    after = last.finding.id;
    await setImmediate();
  }
  for (const [person, items] of byPerson) await remindPerson(dependencies, person, items);
}

/** Who is to be reminded of a finding, each by the calendar of where they are. */
async function itemsOf(
  dependencies: RemindDependencies & { readonly clockIn: ClockIn },
  due: DueFinding,
): Promise<readonly Item[]> {
  const { finding } = due;
  const now = dependencies.clock.now();
  const { owners, leads, isDeserted, hasLead } = await remindedOf(dependencies, due);
  const remindedAs = (role: DueReminder["to"], { id, timeZone }: Person): readonly Item[] => {
    const reminder = reminderDue({ ...finding, hasLead }, now, dependencies.clockIn(timeZone));
    const isMeant = reminder?.to === role || (role === "lead" && isDeserted);
    if (!reminder || !isMeant) return [];
    const key = `${reminder.key} of ${finding.dueAt?.toISOString()}`;
    return [{ ...reminder, key, to: role, findingId: finding.id, person: id }];
  };
  return [
    ...owners.flatMap((person) => remindedAs("owner", person)),
    ...leads.flatMap((person) => remindedAs("lead", person)),
  ];
}

interface RemindedOf {
  readonly owners: readonly Person[];
  readonly leads: readonly Person[];
  /** The owner has left, or everybody in the group has. */
  readonly isDeserted: boolean;
  readonly hasLead: boolean;
}

/** The owners and leads; for owners who have all left, where there is no lead either, whoever stands in for them. */
async function remindedOf(dependencies: RemindDependencies, due: DueFinding): Promise<RemindedOf> {
  const { owner, lead } = due;
  const [owners, leads] = await Promise.all([
    activePeople(dependencies, owner),
    activePeople(dependencies, lead),
  ]);
  const isDeserted = owner !== undefined && owners?.length === 0;
  const hasLead = leads?.length !== 0;
  const standIns = isDeserted && !hasLead ? await standInsFor(dependencies, due) : [];
  return { owners: [...(owners ?? []), ...standIns], leads: leads ?? [], isDeserted, hasLead };
}

/** Whoever the rules name, else the operators who are named in person. */
async function standInsFor(
  dependencies: RemindDependencies,
  { owner, ruledOwner }: DueFinding,
): Promise<readonly Person[]> {
  const ruled = ruledOwner === owner ? [] : await activePeople(dependencies, ruledOwner);
  if (ruled === undefined || ruled.length > 0) return ruled ?? [];
  const operators = dependencies.operators.filter((id) => !isGroup(id));
  const active = await Promise.all(operators.map((id) => activePeople(dependencies, id)));
  return active.flatMap((people) => people ?? []);
}

type ClockIn = (timeZone: string | undefined) => LocalClock;

/** One clock for each zone: making one takes a while, and there may be thousands of findings. */
function rememberedClocks(): ClockIn {
  const clocks = new Map<string | undefined, LocalClock>();
  return (timeZone) => {
    const made = clocks.get(timeZone) ?? createLocalClock(timeZone);
    clocks.set(timeZone, made);
    return made;
  };
}

interface Person {
  readonly id: string;
  readonly timeZone: string | undefined;
}

/** The people behind an owner or lead who are still there; undefined where Slack cannot say. */
async function activePeople(
  dependencies: RemindDependencies,
  id: string | undefined,
): Promise<readonly Person[] | undefined> {
  const ids = id === undefined ? [] : await dependencies.peopleBehind(id);
  const found = ids?.map(async (person) => ({ id: person, details: await detailsOf(dependencies, person) }));
  return (
    found &&
    (await Promise.all(found))
      .filter(({ details }) => details?.isActive !== false)
      .map(({ id: person, details }) => ({ id: person, timeZone: details?.timeZone }))
  );
}

async function detailsOf(
  { people, log }: Pick<RemindDependencies, "people" | "log">,
  person: string,
): Promise<PersonDetails | undefined> {
  try {
    return await people.detailsOf(person);
  } catch (error) {
    log.warn({ err: error, user: person }, "Slack could not say when it is morning for somebody");
    return undefined;
  }
}

async function remindPerson(
  dependencies: RemindDependencies,
  person: string,
  items: readonly Item[],
): Promise<void> {
  const { db, clock, log, messenger } = dependencies;
  const now = clock.now();
  const timeZone = (await detailsOf(dependencies, person))?.timeZone;
  if (heldUntil(now, timeZone)) return;
  const given = await findReminded(db, items);
  const wanted = items.filter(
    ({ findingId, key }) => !given.some((done) => done.findingId === findingId && done.key === key),
  );
  if (wanted.length === 0) return;
  const { year, month, day } = localTime(now, timeZone);
  const key = `reminder to ${person} on ${year}-${month}-${day}`;
  if (await findPost(db, key)) return;
  const reminder = await reminderOf(db, person, wanted);
  const posted = await postOnce({ db, clock, log }, { key, post: () => messenger.postReminder(reminder) });
  if (typeof posted === "object") await saveReminded(db, wanted, now);
}

async function reminderOf(db: Database, to: string, items: readonly Item[]): Promise<Reminder> {
  const findings = await findFindings(
    db,
    items.map(({ findingId }) => findingId),
  );
  const views = new Map((await viewsOf(db, findings)).map((view) => [view.finding.id, view]));
  return {
    to,
    items: items.flatMap(({ findingId, why, to: role }) => {
      const view = views.get(findingId);
      if (!view) return [];
      return [{ view, why: role === "lead" ? ("overdue, told as the owner's lead" as const) : why }];
    }),
  };
}
