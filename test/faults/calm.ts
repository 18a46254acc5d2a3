import { setTimeout as pause } from "node:timers/promises";
import { cast, places } from "../../src/local-slack/workspace.ts";
import { disarm, type Stage } from "./stage.ts";

const HOUR = 3_600_000;
const MINUTE = 60_000;
const QUIET_MILLISECONDS = 700;
const LOOK_MILLISECONDS = 50;
/** An audit calls AWS more often than that. */
const FEW_CALLS = 10;
/** Alerts that were not heard are told again after a quarter of an hour. */
const RESTS = 4;

/** Both ends behave; the watch audits twice more, and time passes until everything has been told. */
export async function calmDown(stage: Stage): Promise<void> {
  await disarm(stage);
  await quiet(stage);
  for (let audits = 0; audits < 2; audits += 1) {
    const before = stage.awsCalls();
    await stage.leap(HOUR);
    await until(stage, () => stage.awsCalls() > before + FEW_CALLS);
    await quiet(stage);
  }
  const asked = { user: cast.operator, channel: places.security };
  await stage.slack.command({ ...asked, text: "/rootcheck watch off" });
  await stage.slack.command({ ...asked, text: "/rootcheck digest pause" });
  for (let rest = 0; rest < RESTS; rest += 1) {
    await stage.leap(16 * MINUTE);
    await quiet(stage);
  }
}

/** Waits until nothing has crossed either wire for a moment. */
async function quiet(stage: Stage): Promise<void> {
  let last = "";
  let since = Date.now();
  await until(stage, async () => {
    const now = `${(await stage.slack.wire()).at(-1)?.number} ${stage.awsCalls()}`;
    if (now !== last) since = Date.now();
    last = now;
    return Date.now() - since >= QUIET_MILLISECONDS;
  });
}

/** Lets time go by until something has come about; what never does is for the invariants to tell. */
async function until({ going }: Stage, isSo: () => boolean | Promise<boolean>): Promise<void> {
  using _going = going();
  const end = Date.now() + MINUTE;
  while (!(await isSo()) && Date.now() < end) await pause(LOOK_MILLISECONDS);
}
