import { setTimeout as pause } from "node:timers/promises";
import { createRandom } from "../../../src/local-aws/generated/random.ts";
import { organization } from "../../../src/local-aws/organization.ts";
import { settingsOf, WAYS_OF_READING } from "../../support/generated-truth.ts";
import type { ManualClock } from "../../support/manual-clock.ts";
import { type Pager, startPager } from "../../support/pager.ts";
import { NOW, startWorld, type World } from "../../support/world.ts";
import { acts } from "../acts/index.ts";
import { setUp } from "../acts/schedules.ts";
import { calmDown } from "../calm.ts";
import { createDeck } from "../draw.ts";
import { type Evidence, lookAround, readDatabase } from "../evidence.ts";
import { hostileOrganization } from "../hostile-organization.ts";
import { houseSettings, MOODS } from "../house-settings.ts";
import { countAll, type Tally } from "../kinds.ts";
import type { Stage } from "../stage.ts";
import { tallyUp } from "../tally-up.ts";
import type { Outcome, Scenario } from "./scenario.ts";

const ACCOUNTS = 18;
const ACTS = 8;

/** How often the seeds have PostgreSQL, the patience for what is silent, and an organization of hundreds. */
const EVERY = { postgres: 5, silent: 6, many: 25 };

/** The whole app in this process, on a clock moved by hand. */
export const flows: Scenario = {
  name: "flows",
  async run(seed, acts = ACTS) {
    const random = createRandom(seed);
    const pager = await startPager(() => random.pick(MOODS));
    try {
      return await play({ seed, pager, howMany: acts });
    } finally {
      await pager.close();
    }
  },
};

interface Play {
  readonly seed: number;
  readonly pager: Pager;
  readonly howMany: number;
}

async function play({ seed, pager, howMany }: Play): Promise<Outcome> {
  const random = createRandom(seed);
  const way = WAYS_OF_READING[seed % WAYS_OF_READING.length] ?? "off";
  const accounts = seed % EVERY.many === 0 ? 10 * ACCOUNTS : ACCOUNTS;
  const generated = hostileOrganization({ accounts, seed, now: NOW });
  const world = await startWorld({
    organization: () => organization(generated.organization),
    engine: seed % EVERY.postgres === 0 ? "postgres" : "pglite",
    mode: seed % 2 === 0 ? "http" : "socket",
    slack: { unruly: { seed } },
    settings: { ...settingsOf(way), ...houseSettings(pager) },
  });
  const tally: Tally = new Map();
  const isPatient = seed % EVERY.silent === 0;
  const stage: Stage = {
    ...{
      slack: world.slack,
      organization: world.aws.organization,
      truth: generated.truth,
      way,
      random,
      tally,
    },
    ...{ deck: createDeck(random, { isPatient }), asked: [], broken: [] },
    now: () => world.clock.now(),
    setAwsFaults: (faults) => world.aws.setFaults(faults),
    awsCalls: () => world.aws.calls.length,
    going: () => letGo(world.clock),
    leap: (milliseconds) => world.clock.leap(milliseconds),
    isExcused: () => false,
  };
  const ran: string[] = [];
  const timers = world.clock.timers();
  let isStopped = false;
  try {
    await setUp(stage);
    for (const act of random.shuffle(acts).slice(0, howMany)) {
      ran.push(act.name);
      await act.run(stage);
    }
    await calmDown(stage);
    const growth = world.clock.timers() - timers;
    countAll(tally, "aws", world.aws.faultHits());
    await tallyUp(stage, pager);
    const outside = await lookAround(stage);
    await world.app.stop();
    const inside = await readDatabase(world.database);
    isStopped = true;
    const leaks = await leaksAtTheEnd(world);
    const evidence: Evidence = {
      ...{ ...outside, ...inside, truth: stage.truth, way, broken: stage.broken, asked: stage.asked },
      ...{ pages: pager.calls, ended: [], leaks, kills: 0, growth },
    };
    return { ran, tally, evidence };
  } finally {
    if (!isStopped) await world.stop();
  }
}

const STEP_MILLISECONDS = 500;
const REST_MILLISECONDS = 50;

/** Lets a clock go fast, one step after the other: on a busy machine more slowly, but never later than asked for. */
function letGo(clock: ManualClock): Disposable {
  const stopping = new AbortController();
  const go = async () => {
    while (!stopping.signal.aborted) {
      await clock.advance(STEP_MILLISECONDS);
      await pause(REST_MILLISECONDS);
    }
  };
  void go();
  return { [Symbol.dispose]: () => stopping.abort() };
}

/** The world looks through all that was printed and shown when it ends. */
async function leaksAtTheEnd(world: World): Promise<readonly string[]> {
  try {
    await world.stop();
    return [];
  } catch (error) {
    return [String(error)];
  }
}
