import type { PersonKind } from "../../src/access/roles.ts";
import type { DigestMessenger, DigestShown, DigestTrouble } from "../../src/digests/digest-messenger.ts";
import { createDigests, type Digests } from "../../src/digests/digests.ts";
import type { Scope } from "../../src/domain/audit.ts";
import { ROOTCHECK } from "../../src/domain/audit-log.ts";
import type { Digest, DigestReport, DigestSettings, Slot } from "../../src/domain/digest.ts";
import type { Charted, Posture } from "../../src/domain/posture.ts";
import type { ChannelFitness } from "../../src/outbox/channel-fitness.ts";
import type { PostOutcome } from "../../src/outbox/post-outcome.ts";
import { insertOrJoinAudit } from "../../src/store/audits.ts";
import type { Database, Transaction } from "../../src/store/database.ts";
import { listSlots } from "../../src/store/digest-slots.ts";
import { setFollowed } from "../../src/store/followed-audits.ts";
import { auditOf, idOf, organization, pass } from "./audits.ts";
import { type FindingsBench, findingsBench, people } from "./findings.ts";
import { scannedLog } from "./secrecy/scan.ts";

const log = scannedLog("the log of digests");

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** Every day at nine in UTC, of the whole organization. */
export const daily: DigestSettings = {
  channel: "C1",
  scope: organization,
  schedule: { cron: "0 9 * * *", timeZone: "UTC" },
  content: "changes",
  isSilentWhenGreen: false,
  maxAgeHours: 24,
};

/** A digest as people see it now. */
export interface SeenDigest {
  readonly channel: string;
  readonly ts: string;
  shown: DigestShown;
  /** The names of the files in its thread. */
  readonly thread: string[];
  /** What those of them that are pictures say to who cannot see them. */
  readonly alts: string[];
}

/** What a call to Slack comes to where it does not go well. */
export type Coming = "uncertain" | "not-sent" | { readonly refused: string };

/** Slack in memory, as far as digests go. */
export function createDigestSlack() {
  const posted: SeenDigest[] = [];
  const troubles: { readonly person: string; readonly trouble: DigestTrouble }[] = [];
  const coming: Coming[] = [];
  const uploads: Coming[] = [];
  const kinds = new Map<string, PersonKind>();
  const slack = { hasCharts: true, gone: new Set<string>(), kinds, edits: 0 };
  const messenger: DigestMessenger = {
    async postDigest(shown, channel) {
      const failure = outcomeOf(coming.shift());
      const message = { channel, ts: `${posted.length + 1}.0` };
      if (!failure) posted.push({ ...message, shown, thread: [], alts: [] });
      return { outcome: failure ?? { state: "posted", ...message }, hasChart: slack.hasCharts };
    },
    async updateDigest({ ts }, shown) {
      const message = posted.find((each) => each.ts === ts);
      slack.edits += 1;
      if (message) message.shown = shown;
      return message !== undefined;
    },
    async postFiles({ ts }, files) {
      const failure = outcomeOf(uploads.shift());
      if (failure) return failure;
      const message = posted.find((each) => each.ts === ts);
      message?.thread.push(...files.map(({ name }) => name));
      message?.alts.push(...files.flatMap(({ alt }) => alt ?? []));
      return { state: "posted" };
    },
    async postTrouble(person, trouble) {
      if (slack.gone.has(person)) return { state: "refused", detail: "account_inactive" };
      troubles.push({ person, trouble });
      return { state: "posted", channel: person, ts: `t${troubles.length}` };
    },
  };
  return { messenger, posted, troubles, coming, uploads, slack };
}

function outcomeOf(coming: Coming | undefined): Exclude<PostOutcome, { state: "posted" }> | undefined {
  if (coming === undefined) return undefined;
  return typeof coming === "object"
    ? { state: "refused", detail: coming.refused }
    : { state: coming, detail: "as the test wants it" };
}

/** A process over a database: when it is dead, it does nothing any more. */
export interface Engine {
  readonly digests: Digests;
  /** Does what is to be done now; a death in the middle of it is no trouble of the test's. */
  tick(): Promise<void>;
  readonly life: { isOver: boolean };
}

/** Digests over a store, with a clock that a test moves. */
export interface DigestsBench extends FindingsBench {
  readonly slack: ReturnType<typeof createDigestSlack>;
  readonly fitness: Map<string, ChannelFitness>;
  readonly trend: Posture[];
  /** What was drawn. */
  readonly drawn: (readonly Posture[])[];
  /** Of what each drawing was. */
  readonly charted: Charted[];
  /** A process, which dies as soon as it is about to send SQL that, with its first parameter, fits, or after it has called Slack. */
  engine(dying?: {
    readonly atSql?: RegExp;
    readonly afterPosting?: true;
    readonly onPosting?: () => void;
  }): Engine;
  /** An audit that ends now and is followed; the findings are what the test answers. */
  audit(given?: { readonly scope?: Scope; readonly accounts?: readonly number[] }): Promise<number>;
  /** Makes a digest, and answers its id. */
  make(settings?: Partial<DigestSettings>): Promise<number>;
  find(id?: number): Promise<Digest>;
  slots(id?: number): Promise<readonly Slot[]>;
  states(id?: number): Promise<readonly string[]>;
  /** Goes on to the next day, nine o'clock, with an audit; then every process does what is to be done. */
  nextDay(...engines: readonly Engine[]): Promise<void>;
  /** Goes on in small steps. */
  pass(milliseconds: number, ...engines: readonly Engine[]): Promise<void>;
  /** What the newest digest says. */
  said(): DigestReport;
}

export const ann = people.ann;
const asker = { by: ann, place: "C1" };

export async function digestsBench(
  db: Database,
  { clockRuns = false }: { readonly clockRuns?: boolean } = {},
): Promise<DigestsBench> {
  const findings = await findingsBench(db, { clockRuns });
  const { clock } = findings;
  const slack = createDigestSlack();
  const fitness = new Map<string, ChannelFitness>();
  const trend: Posture[] = [];
  const drawn: (readonly Posture[])[] = [];
  const charted: Charted[] = [];

  function engine(dying: Parameters<DigestsBench["engine"]>[0] = {}): Engine {
    const life = { isOver: false };
    const digests = createDigests({
      ...{ clock, log, appendToLog: findings.appendToLog, operators: [people.bob] },
      people: { kindOf: async (id) => slack.slack.kinds.get(id) ?? "member" },
      peopleIn: async (ids) => ids,
      db: mortal(db, life, dying.atSql),
      messenger: {
        ...slack.messenger,
        async postDigest(shown, channel) {
          const answer = await slack.messenger.postDigest(shown, channel);
          dying.onPosting?.();
          if (dying.afterPosting) life.isOver = true;
          return answer;
        },
      },
      fitnessOf: async (channel) => fitness.get(channel) ?? { isFit: true },
      startAudit: async (scope) =>
        (await insertOrJoinAudit(db, { scope, requestedBy: ROOTCHECK, at: clock.now() })).id,
      trendOf: async () => trend,
      drawChart: async (postures, what) => {
        drawn.push(postures);
        charted.push(what);
        return new Uint8Array([1, 2, 3]);
      },
    });
    return {
      digests,
      life,
      tick: () =>
        digests.tick().catch((error: unknown) => {
          if (!life.isOver) throw error;
        }),
    };
  }

  const main = engine();

  async function audit({ scope = organization, accounts = [1] }: Parameters<DigestsBench["audit"]>[0] = {}) {
    const found = accounts.map((number) => ({ id: idOf(number), results: [pass("root-mfa")] }));
    const from = new Date(clock.now().getTime() - 10_000);
    const { id } = await auditOf(db, found, { scope, from });
    await setFollowed(db, id, clock.now());
    return id;
  }

  return {
    ...findings,
    ...{ slack, fitness, trend, drawn, charted, engine, audit },
    make: async (settings = {}) => (await main.digests.add({ ...daily, ...settings }, asker)).digest.id,
    find: async (id = 1) => {
      const view = await main.digests.find(id);
      if (!view) throw new Error(`there is no digest ${id}`);
      return view.digest;
    },
    slots: (id = 1) => listSlots(db, id),
    states: async (id = 1) => (await listSlots(db, id)).map(({ state }) => state),
    nextDay: async (...engines) => {
      const day = new Date(clock.now().getTime() + DAY);
      day.setUTCHours(9, 0, 0, 0);
      await clock.advance(day.getTime() - clock.now().getTime());
      await audit();
      for (const each of engines.length > 0 ? engines : [main]) await each.tick();
    },
    pass: async (milliseconds, ...engines) => {
      const step = Math.max(5_000, milliseconds / 20);
      for (let passed = 0; passed < milliseconds; passed += step) {
        await clock.advance(step);
        for (const each of engines.length > 0 ? engines : [main]) await each.tick();
      }
    },
    said: () => {
      const last = slack.posted.at(-1);
      if (!last) throw new Error("nothing was posted");
      return last.shown.report;
    },
  };
}

/** The same database for a process that can die: nothing it does afterwards arrives. */
function mortal(db: Database, life: { isOver: boolean }, atSql: RegExp | undefined): Database {
  function live(sql: string, parameters: readonly unknown[] = []): void {
    if (atSql?.test(`${sql} ${String(parameters[0])}`)) life.isOver = true;
    if (life.isOver) throw new Error("the process is dead");
  }
  return {
    ...db,
    query: async (sql, parameters) => {
      live(sql, parameters);
      return db.query(sql, parameters);
    },
    transaction: (work) =>
      db.transaction((tx) => {
        const mortalTx: Transaction = {
          exec: async (sql) => {
            live(sql);
            return tx.exec(sql);
          },
          query: async (sql, parameters) => {
            live(sql, parameters);
            return tx.query(sql, parameters);
          },
        };
        return work(mortalTx);
      }),
  };
}
