import { constants, existsSync } from "node:fs";
import { access, readdir, statfs } from "node:fs/promises";
import { join } from "node:path";
import type { Clock } from "../../clock.ts";
import type { Diagnosis, Probe } from "../../domain/diagnosis.ts";
import { messageOf } from "../../domain/errors.ts";
import { DATA_FOLDER, DataFolderVersionError, readHolder, requireReadableVersion } from "../data-folder.ts";
import { newestDump } from "../dumps.ts";

export interface DataFolderProbeDependencies {
  readonly directory: string;
  readonly clock: Clock;
  /** Bytes that are free where a folder lies. */
  readonly freeBytes: (directory: string) => Promise<number>;
  /** Outside of the running app: whether that says on its port that it is ready. */
  readonly isAppReady?: (signal: AbortSignal) => Promise<boolean>;
}

type Finding = Pick<Diagnosis, "verdict" | "found" | "mend">;

/** Looks at the folder of the embedded database from without, and takes no lock. */
export function dataFolderProbe(dependencies: DataFolderProbeDependencies): Probe {
  const { directory } = dependencies;
  const line = (subject: string, finding: Finding): Diagnosis => ({
    ...{ area: "store", subject, tried: directory },
    ...finding,
  });
  return {
    area: "store",
    subject: "Data folder",
    async look(signal) {
      if (!existsSync(join(directory, DATA_FOLDER.postgres)))
        return [line("Data folder", await notYet(directory))];
      const [folder, space, backup, holder] = await Promise.all([
        lookAtFolder(directory),
        lookAtSpace(dependencies),
        lookAtBackup(dependencies),
        lookAtHolder(dependencies, signal),
      ]);
      return [
        line("Data folder", folder),
        line("Free space", space),
        line("Backup", backup),
        ...(holder ? [line("Data folder's holder", holder)] : []),
      ];
    },
  };
}

/** What is free to the user that runs rootcheck. */
export async function freeBytes(directory: string): Promise<number> {
  const { bavail, bsize } = await statfs(directory);
  return bavail * bsize;
}

/** Nothing is written to find out whether something could be. */
async function mayWrite(directory: string): Promise<string | undefined> {
  try {
    await access(directory, constants.R_OK | constants.W_OK | constants.X_OK);
    return undefined;
  } catch (error) {
    return messageOf(error);
  }
}

async function notYet(directory: string): Promise<Finding> {
  const obstacle = existsSync(directory) ? await mayWrite(directory) : undefined;
  if (obstacle) return unwritable(directory, obstacle);
  return { verdict: "off", found: "There is no database in it yet; rootcheck makes one as it starts." };
}

function unwritable(directory: string, obstacle: string): Finding {
  const does = "Let the user that runs rootcheck own the folder (ROOTCHECK_DATA_DIR):";
  const mend = { does, text: `sudo chown -R "$(id -u)" ${directory}` };
  return { verdict: "broken", found: `It cannot be written: ${obstacle}.`, mend };
}

async function lookAtFolder(directory: string): Promise<Finding> {
  const obstacle = (await mayWrite(directory)) ?? (await mayWrite(join(directory, DATA_FOLDER.postgres)));
  if (obstacle) return unwritable(directory, obstacle);
  try {
    requireReadableVersion(directory);
  } catch (error) {
    if (!(error instanceof DataFolderVersionError)) throw error;
    const does = "Run the release of rootcheck that wrote it, or begin with an empty folder:";
    const mend = { does, text: `mv ${directory} ${directory}.old` };
    return { verdict: "broken", found: error.message, mend };
  }
  return { verdict: "good", found: "It can be read and written." };
}

const MIB = 1024 * 1024;
const TIGHT_BYTES = 1024 * MIB;
const TOO_TIGHT_BYTES = 200 * MIB;

async function lookAtSpace({ directory, freeBytes: ask }: DataFolderProbeDependencies): Promise<Finding> {
  const free = await ask(directory);
  const found = `${free >= TIGHT_BYTES ? `${Math.floor(free / TIGHT_BYTES)} GiB` : `${Math.floor(free / MIB)} MiB`} are free.`;
  if (free >= TIGHT_BYTES) return { verdict: "good", found };
  const does =
    "A full disk stops rootcheck. Free some, or move the folder (ROOTCHECK_DATA_DIR); this says what takes it:";
  const mend = { does, text: `du -sh ${directory}/*; df -h ${directory}` };
  return { verdict: free < TOO_TIGHT_BYTES ? "broken" : "warning", found: `Only ${found}`, mend };
}

const HOUR = 3_600_000;
/** One is made every day. */
const OLD_HOURS = 48;

async function lookAtBackup({ directory, clock }: DataFolderProbeDependencies): Promise<Finding> {
  const folder = join(directory, DATA_FOLDER.dumps);
  const newest = newestDump(existsSync(folder) ? await readdir(folder) : []);
  if (!newest)
    return { verdict: "off", found: "There is none yet; the first is made a day after the first start." };
  const hours = Math.max(0, Math.floor((clock.now().getTime() - newest.at.getTime()) / HOUR));
  const found = `The newest, ${newest.name}, is ${hours} h old.`;
  if (hours < OLD_HOURS) return { verdict: "good", found };
  const does =
    "One is made every day that rootcheck runs. If it has been running, “Looking after the database failed” in its log says why none was made.";
  return { verdict: "warning", found, mend: { does } };
}

async function lookAtHolder(
  { directory, isAppReady }: DataFolderProbeDependencies,
  signal: AbortSignal,
): Promise<Finding | undefined> {
  if (!isAppReady) return undefined;
  const holder = readHolder(directory);
  if (!holder) return { verdict: "off", found: "No rootcheck is running with it." };
  const who = `process ${holder.pid} on ${holder.host}, since ${holder.since}`;
  if (await isAppReady(signal))
    return { verdict: "good", found: `rootcheck has it (${who}) and says that it is ready.` };
  const does =
    "If that process is alive, its log says what it waits for, and PORT has to be the same here as there. If it was killed, nothing is lost: start rootcheck again.";
  const found = `It was taken by ${who}, which does not say on PORT that it is ready.`;
  return { verdict: "warning", found, mend: { does, text: "npm start" } };
}
