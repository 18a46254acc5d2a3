import { Worker } from "node:worker_threads";
import { AccountSourceError } from "../accounts/account-source.ts";
import type { Clock } from "../clock.ts";
import type { Config } from "../config.ts";
import type { Account } from "../domain/account.ts";
import type { Spent } from "../domain/canonical-id.ts";
import { RootcheckError } from "../domain/errors.ts";
import { type Log, writeForwarded } from "../log.ts";
import type { Attempt } from "./attempts.ts";
import {
  type Abort,
  LOADED,
  type Logged,
  type Operation,
  type Operations,
  type Request,
  type Response,
} from "./protocol.ts";
import { sdkEnvironment } from "./sdk-environment.ts";

/** The AWS thread ended while it was being waited for; the next request starts another. */
export class AwsThreadError extends RootcheckError {
  constructor(cause: unknown) {
    super(
      "aws_thread",
      "The thread that reads from AWS stopped unexpectedly. Ask again; if it repeats, see the log.",
      { cause },
    );
  }
}

export interface Asking {
  /** Gives up on both sides. */
  readonly signal?: AbortSignal;
  readonly onPage?: (page: readonly Account[]) => void;
  readonly onProgress?: (progress: Spent) => void;
  /** How many calls of AWS it took, just before the answer. */
  readonly onCalls?: (calls: number) => void;
}

/** The app's end of the AWS thread. */
export interface AwsThread {
  /** @throws {AccountSourceError} what AWS said, {AwsThreadError}, or the signal's reason. */
  ask<Name extends Operation>(
    operation: Name,
    argument: Operations[Name]["argument"],
    asking?: Asking,
  ): Promise<Operations[Name]["answer"]>;
  close(): Promise<void>;
}

interface Waiting extends Omit<Asking, "signal"> {
  resolve(answer: unknown): void;
  reject(error: unknown): void;
}

export interface AwsThreadDependencies {
  readonly config: Pick<Config, "aws" | "logLevel">;
  readonly clock: Clock;
  readonly log: Log;
  /** Is told, a little later, of every request that was made to AWS. */
  readonly onAttempts?: (attempts: readonly Attempt[]) => void;
}

/** Starts the thread at once, since loading the SDK takes a second, and again with the next request if it should die. */
export function createAwsThread({ config, clock, log, onAttempts }: AwsThreadDependencies): AwsThread {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | undefined;
  let loaded = Promise.resolve();
  let lastId = 0;
  let closing = false;

  function running(): Worker {
    if (worker) return worker;
    const started = new Worker(new URL("./worker.ts", import.meta.url), {
      workerData: { aws: config.aws, logLevel: config.logLevel },
      env: sdkEnvironment(process.env),
      resourceLimits: { maxYoungGenerationSizeMb: 16, maxOldGenerationSizeMb: 128 },
    });
    const loading = Promise.withResolvers<void>();
    loaded = loading.promise;
    started.on("message", (message: Response | Logged | typeof LOADED) => {
      if (message === LOADED) loading.resolve();
      else if (message.kind === "log") writeForwarded(log, message.line);
      else settle(message);
    });
    started.on("error", (error) => log.error({ err: error }, "The AWS thread failed"));
    started.on("exit", (code) => {
      loading.resolve();
      worker = undefined;
      if (!closing) log.error({ code }, "The AWS thread ended");
      for (const { reject } of waiting.values()) reject(new AwsThreadError(code));
      waiting.clear();
    });
    worker = started;
    return started;
  }

  function settle(response: Response): void {
    const waiter = waiting.get(response.id);
    if (response.kind !== "page" && response.kind !== "progress") waiting.delete(response.id);
    if ("attempts" in response) onAttempts?.(response.attempts);
    if ("calls" in response) waiter?.onCalls?.(response.calls);
    if (response.kind === "page") waiter?.onPage?.(response.page);
    else if (response.kind === "progress") waiter?.onProgress?.(response.progress);
    else if (response.kind === "answer") waiter?.resolve(response.answer);
    else waiter?.reject(new AccountSourceError(response.why));
  }

  running();
  return {
    async ask(operation, argument, { signal, ...listening } = {}) {
      signal?.throwIfAborted();
      lastId += 1;
      const id = lastId;
      const answer = Promise.withResolvers<unknown>();
      waiting.set(id, { ...listening, resolve: answer.resolve, reject: answer.reject });
      const abandon = () => {
        waiting.delete(id);
        answer.reject(signal?.reason);
        worker?.postMessage({ kind: "abort", id } satisfies Abort);
      };
      signal?.addEventListener("abort", abandon, { once: true });
      try {
        running().postMessage({
          kind: "request",
          id,
          operation,
          argument,
          now: clock.now(),
        } satisfies Request);
        return (await answer.promise) as Operations[typeof operation]["answer"];
      } finally {
        signal?.removeEventListener("abort", abandon);
      }
    },
    close: async () => {
      closing = true;
      await loaded; // cut short while it loads, Node would print warnings about the modules that it is in the middle of
      await worker?.terminate();
    },
  };
}
