import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { onTestFinished } from "vitest";
import { scanPrinted, secretsIn } from "./secrecy/scan.ts";
import { START_FLAGS } from "./start-flags.ts";

/** A program of the project in a process of its own, killed when the test that started it ends. */
export interface Program {
  readonly pid: number;
  /** All that it has printed so far, on both outputs. */
  printed(): string;
  /** Resolves with the first match in what it prints; rejects if it ends before. */
  prints(shape: RegExp): Promise<RegExpMatchArray>;
  /** Its exit code, once it has ended. */
  ended(): Promise<number | null>;
  signal(name: NodeJS.Signals): void;
  /** Writes a line to its input; lost if it has ended. */
  say(line: string): void;
}

/** Settings of the machine that a program may have; everything else it has to be given. */
const INHERITED = ["PATH", "HOME", "TMPDIR", "NODE_COMPILE_CACHE"];

/** Runs a file with the Node that runs the tests, or an npm script; in this project unless another folder is given. */
export function startProgram(
  command: readonly [string, ...string[]],
  variables: Readonly<Record<string, string>> = {},
  folder = ".",
): Program {
  const [name, ...parameters] = command;
  const inherited = Object.fromEntries(INHERITED.map((variable) => [variable, process.env[variable] ?? ""]));
  const isNpm = name === "npm";
  const child = spawn(isNpm ? "npm" : process.execPath, isNpm ? parameters : [...START_FLAGS, ...command], {
    env: { ...inherited, ...variables },
    cwd: folder,
    stdio: ["pipe", "pipe", "pipe"],
    detached: true,
  });
  // What is said to a program that is being killed breaks off, and how it ended is told by its exit.
  child.stdin.on("error", () => undefined);
  let printed = "";
  const listeners = new Set<() => void>();
  for (const output of [child.stdout, child.stderr]) {
    output.setEncoding("utf8").on("data", (text: string) => {
      printed += text;
      for (const listener of listeners) listener();
    });
  }
  const exit = once(child, "close").then(([code]) => code as number | null);
  onTestFinished(async () => {
    await end(child, exit);
    scanPrinted(command.join(" "), withoutHandedOut(command, printed), secretsIn(variables));
  });
  return {
    pid: child.pid ?? 0,
    printed: () => printed,
    prints: (shape) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const match = printed.match(shape);
          if (!match) return;
          listeners.delete(look);
          resolve(match);
        };
        listeners.add(look);
        look();
        exit.then((code) => reject(new Error(`Ended with ${code} before it printed ${shape}:\n${printed}`)));
      }),
    ended: () => exit,
    signal: (signal) => child.kill(signal),
    say: (line) => void child.stdin.write(`${line}\n`),
  };
}

/** The local ends print the settings of whoever is to use them, which are worth nothing elsewhere. */
const LOCAL_END = /^src\/local-(?:aws|slack)\/main\.ts$/;

function withoutHandedOut([name]: readonly string[], printed: string): string {
  return LOCAL_END.test(name ?? "") ? printed.replaceAll(/^(?:AWS|SLACK)_\w+=.*$/gm, "") : printed;
}

/** Ends the program with everything that it started. */
async function end(child: ChildProcess, exit: Promise<unknown>): Promise<void> {
  if (child.pid && child.exitCode === null && child.signalCode === null) process.kill(-child.pid, "SIGKILL");
  await exit;
}

/** A port that nothing listens on. */
export async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (typeof address !== "object" || !address) throw new Error("No port.");
  return address.port;
}

/** Resolves once an address answers with this status; asks again and again until then. */
export async function answers(url: string, status: number): Promise<void> {
  for (;;) {
    const response = await fetch(url).catch(() => undefined);
    if (response?.status === status) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Passes connections on from one port to another until disposed. */
export async function forward(from: number, to: number): Promise<AsyncDisposable> {
  const sockets = new Set<Socket>();
  const server = createServer((incoming) => {
    const outgoing = connect(to, "127.0.0.1");
    for (const socket of [incoming, outgoing]) sockets.add(socket.on("error", () => socket.destroy()));
    incoming.pipe(outgoing).pipe(incoming);
  });
  server.listen(from, "127.0.0.1");
  await once(server, "listening");
  return {
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}
