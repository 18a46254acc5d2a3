import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

/** A script that runs in a process of its own, and is killed when the test that started it ends. */
export interface Child {
  readonly pid: number | undefined;
  /** The next line that it prints. */
  nextLine(): Promise<string>;
  /** Writes a line to its input. */
  say(line: string): void;
  /** Kills it as `kill -9` does and waits until it is gone. */
  kill(): Promise<void>;
}

/** Starts a script of `processes/` beside this file. */
export function startChild(script: string, ...parameters: string[]): Child {
  const path = fileURLToPath(new URL(`processes/${script}`, import.meta.url));
  const child = spawn(process.execPath, [path, ...parameters], { stdio: ["pipe", "pipe", "inherit"] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  onTestFinished(() => kill(child));
  return {
    pid: child.pid,
    async nextLine() {
      const line = await lines.next();
      if (line.done) throw new Error(`${script} ended without another line.`);
      return line.value;
    },
    say(line) {
      child.stdin.write(`${line}\n`);
    },
    kill: () => kill(child),
  };
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, "exit");
  child.kill("SIGKILL");
  await gone;
}
