import { setTimeout as pause } from "node:timers/promises";
import { createRandom } from "../../../src/local-aws/generated/random.ts";
import { createMovableClock } from "../../../src/playground/movable-clock.ts";
import { type Deployment, deploy, type Replica } from "../../support/deployment.ts";
import { settingsOf } from "../../support/generated-truth.ts";
import { type Pager, startPager } from "../../support/pager.ts";
import type { Program } from "../../support/programs.ts";
import type { Act } from "../acts/act.ts";
import { acts } from "../acts/index.ts";
import { setUp } from "../acts/schedules.ts";
import { calmDown } from "../calm.ts";
import { createDeck } from "../draw.ts";
import { type Evidence, lookAround, readDatabase } from "../evidence.ts";
import { hostileOrganization } from "../hostile-organization.ts";
import { houseSettings, MOODS } from "../house-settings.ts";
import { count, countAll, type Tally } from "../kinds.ts";
import type { Stage } from "../stage.ts";
import { tallyUp } from "../tally-up.ts";
import type { Outcome } from "./scenario.ts";

const ACCOUNTS = 12;
const ACTS = 5;
/** Another process's clock only goes forward. */
const inProcesses: readonly Act[] = acts.filter(({ name }) => name !== "the clock jumps");

/** A stage whose app runs in processes, which may come to harm. */
export interface ProcessStage extends Stage {
  readonly deployment: Deployment;
  /** Kills a process as `kill -9` does; resolves when it is back and ready. */
  kill(replica: Replica): Promise<void>;
  /** From here on nobody has to be answered, or again. */
  excuse(isExcused: boolean): void;
}

export interface ProcessPlay {
  readonly replicas: number;
  readonly database: Readonly<Record<string, string>>;
  /** What happens while people do something; resolves when everything is there again. */
  readonly harm: (stage: ProcessStage) => Promise<void>;
}

/** Plays some acts on processes of the app while harm comes to them. */
export async function playProcesses(
  seed: number,
  { replicas, database, harm }: ProcessPlay,
): Promise<Outcome> {
  const random = createRandom(seed);
  const clock = createMovableClock();
  const pager = await startPager(() => random.pick(MOODS));
  try {
    const generated = hostileOrganization({ accounts: ACCOUNTS, seed, now: clock.now() });
    const deployment = await deploy({
      ...{ organization: generated.organization, replicas, database, clock },
      settings: { ...settingsOf("off"), ...houseSettings(pager) },
    });
    const tally: Tally = new Map();
    const killed: string[] = [];
    let excuses = 0;
    const stage: ProcessStage = {
      ...{ deployment, slack: deployment.slack, organization: deployment.organization, random, tally },
      ...{
        truth: generated.truth,
        way: "off",
        deck: createDeck(random, { isPatient: false }),
        asked: [],
        broken: [],
      },
      now: () => clock.now(),
      setAwsFaults(faults) {
        for (const { aws } of deployment.replicas) aws.setFaults(faults);
      },
      awsCalls: () => deployment.replicas.reduce((sum, { aws }) => sum + aws.calls.length, 0),
      going: () => ({ [Symbol.dispose]: () => undefined }),
      async leap(milliseconds) {
        count(tally, "process clock forward");
        deployment.forward(milliseconds);
      },
      isExcused: () => excuses > 0,
      excuse(isExcused) {
        excuses += isExcused ? 1 : -1;
      },
      async kill(replica) {
        count(tally, "process killed");
        stage.excuse(true);
        replica.program.signal("SIGKILL");
        await replica.program.ended();
        killed.push(replica.program.printed());
        await replica.restart();
        stage.excuse(false);
      },
    };
    await setUp(stage);
    const ran = await playUnderHarm(stage, harm);
    await calmDown(stage);
    return { ran, tally, evidence: await evidenceOf(stage, { pager, database, kills: killed.length }) };
  } finally {
    await pager.close();
  }
}

/** Something happens at some moment of every act. */
async function playUnderHarm(stage: ProcessStage, harm: ProcessPlay["harm"]): Promise<readonly string[]> {
  const ran: string[] = [];
  for (const act of stage.random.shuffle(inProcesses).slice(0, ACTS)) {
    ran.push(act.name);
    const rest = stage.random.below(200);
    const harming = pause(rest).then(() => harm(stage));
    await Promise.all([act.run(stage), harming]);
  }
  return ran;
}

interface Ending {
  readonly pager: Pager;
  readonly database: Readonly<Record<string, string>>;
  readonly kills: number;
}

async function evidenceOf(stage: ProcessStage, { pager, database, kills }: Ending): Promise<Evidence> {
  const { deployment, tally, truth, way, broken, asked } = stage;
  const outside = await lookAround(stage);
  const ended = await Promise.all(
    deployment.replicas.map(async ({ program }) => {
      const isOver = await hasEnded(program);
      program.signal("SIGKILL");
      const code = await program.ended();
      return isOver ? [`with ${code}: ${program.printed().trimEnd().split("\n").at(-1)}`] : [];
    }),
  );
  for (const { aws } of deployment.replicas) countAll(tally, "aws", aws.faultHits());
  await tallyUp(stage, pager);
  const inside = await readDatabase(database);
  return {
    ...{ ...outside, ...inside, truth, way, broken, asked },
    ...{ pages: pager.calls, ended: ended.flat(), leaks: [], kills, growth: 0 },
  };
}

/** Starts a process anew if it has ended by itself; answers what it had said. */
export async function reviveIfOver(replica: Replica): Promise<string | undefined> {
  if (!(await hasEnded(replica.program))) return undefined;
  const said = replica.program.printed();
  await replica.restart();
  return said;
}

async function hasEnded(program: Program): Promise<boolean> {
  return Promise.race([program.ended().then(() => true), pause(50, false)]);
}
