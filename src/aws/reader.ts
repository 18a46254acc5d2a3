import { Worker } from "node:worker_threads";
import { type AccountSource, AccountSourceError } from "../accounts/account-source.ts";
import type { AccountReader } from "../audit/account-reader.ts";
import type { Clock } from "../clock.ts";
import type { Config } from "../config.ts";
import { RootcheckError } from "../domain/errors.ts";
import type { Log } from "../log.ts";
import type { OwnIdentity } from "./organization.ts";
import type { Operation, Operations, Request, Response } from "./protocol.ts";

/** The app's side of the AWS thread. */
export interface AwsReader extends AccountReader, AccountSource {
  /** The account that the app's credentials belong to. @throws {AccountSourceError} */
  identity(purpose: string): Promise<OwnIdentity>;
  close(): Promise<void>;
}

/** The AWS thread ended while it was being waited for; the next request starts another. */
export class AwsThreadError extends RootcheckError {
  constructor(cause: unknown) {
    super(
      "aws_thread",
      "The thread that reads from AWS stopped unexpectedly. Ask again; if it repeats, see the log.",
      {
        cause,
      },
    );
  }
}

interface Waiting {
  resolve(answer: unknown): void;
  reject(error: unknown): void;
}

export interface AwsReaderDependencies {
  readonly config: Pick<Config, "aws" | "logLevel">;
  readonly clock: Clock;
  readonly log: Log;
}

/** Starts the AWS thread with the first request, and again if it should die. */
export function createAwsReader({ config, clock, log }: AwsReaderDependencies): AwsReader {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | undefined;
  let lastId = 0;
  let closing = false;

  function running(): Worker {
    if (worker) return worker;
    const started = new Worker(new URL("./worker.ts", import.meta.url), {
      workerData: { aws: config.aws, logLevel: config.logLevel },
      resourceLimits: { maxYoungGenerationSizeMb: 16 },
    });
    started.on("message", settle);
    started.on("error", (error) => log.error({ err: error }, "The AWS thread failed"));
    started.on("exit", (code) => {
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
    waiting.delete(response.id);
    if (response.ok) waiter?.resolve(response.answer);
    else waiter?.reject(new AccountSourceError(response.why));
  }

  function ask<Name extends Operation>(
    operation: Name,
    argument: Operations[Name]["argument"],
    signal?: AbortSignal,
  ): Promise<Operations[Name]["answer"]> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      lastId += 1;
      const id = lastId;
      const abandon = () => {
        waiting.delete(id);
        reject(signal?.reason);
      };
      signal?.addEventListener("abort", abandon, { once: true });
      const settled = () => signal?.removeEventListener("abort", abandon);
      waiting.set(id, {
        resolve: (answer) => {
          settled();
          resolve(answer as Operations[Name]["answer"]);
        },
        reject: (error) => {
          settled();
          reject(error);
        },
      });
      running().postMessage({ id, operation, argument, now: clock.now() } satisfies Request);
    });
  }

  return {
    identity: (purpose) => ask("identity", { purpose }),
    listAccounts: (purpose) => ask("listAccounts", { purpose }),
    describeAccount: (id, purpose) => ask("describeAccount", { id, purpose }),
    readAccount: (request, signal) => ask("readAccount", request, signal),
    close: async () => {
      closing = true;
      await worker?.terminate();
    },
  };
}
