import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import type { Readable } from "node:stream";

/** A process of the bench, ended when it is disposed of. */
export interface Running extends AsyncDisposable {
  readonly child: ChildProcess;
  /** Resolves with what it answers to a message. */
  ask<Answer>(message: unknown): Promise<Answer>;
  /** Resolves with the next message that it sends by itself. */
  next<Message>(): Promise<Message>;
  /** Resolves with the first match in what it prints; rejects if it ends before. */
  prints(shape: RegExp): Promise<RegExpMatchArray>;
}

export interface ProcessOptions {
  readonly parameters?: readonly string[];
  readonly flags?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

/** Starts a file in a process of its own, with nothing of the environment but what is given. */
export function startProcess(file: string, options: ProcessOptions = {}): Running {
  const { parameters = [], flags = [], environment = {} } = options;
  const { PATH = "", HOME = "" } = process.env;
  const child = fork(file, [...parameters], {
    execArgv: [...flags],
    env: { PATH, HOME, ...environment },
    silent: true,
    serialization: "advanced",
  });
  let printed = "";
  for (const output of [child.stdout, child.stderr]) collect(output, (text) => (printed += text));

  async function next<Message>(): Promise<Message> {
    const over = new AbortController();
    const { signal } = over;
    const ended = once(child, "exit", { signal }).then(([code]) => {
      throw new Error(`${file} ended with ${code}:\n${printed}`);
    });
    ended.catch(() => undefined); // it loses the race as a rule
    const [message] = await Promise.race([once(child, "message", { signal }), ended]);
    over.abort();
    return message;
  }

  return {
    child,
    next,
    ask: (message) => {
      const answer = next();
      child.send(message as object);
      return answer as Promise<never>;
    },
    async prints(shape) {
      for (;;) {
        const match = printed.match(shape);
        if (match) return match;
        if (child.exitCode !== null) throw new Error(`${file} ended before it printed ${shape}:\n${printed}`);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
    async [Symbol.asyncDispose]() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, "exit");
      child.kill("SIGKILL");
      await gone;
    },
  };
}

function collect(output: Readable | null, take: (text: string) => void): void {
  output?.setEncoding("utf8").on("data", take);
}
