import { AsyncLocalStorage } from "node:async_hooks";
import { RootcheckError } from "../domain/errors.ts";

/** The database was used after its close was asked for. */
export class DatabaseClosedError extends RootcheckError {
  constructor() {
    super(
      "database_closed",
      "The database was asked for something after it was closed. Stop what asks before the database.",
    );
  }
}

/** The database itself was used inside one of its transactions. */
export class NestedUseError extends RootcheckError {
  constructor() {
    super(
      "database_nested_use",
      "The database was asked for something inside a transaction, where only the transaction may be used. Pass the transaction on, or call after it.",
    );
  }
}

/** The way into a database: refuses nested use, and once closed everything, while what is inside may finish. */
export interface Gate {
  enter<T>(work: () => Promise<T>): Promise<T>;
  /** Runs the body of a transaction; whatever it starts may not enter until the body has ended. */
  insideTransaction<T>(body: () => Promise<T>): Promise<T>;
  /** Closes the gate, and runs `letGo` once when everything inside has left; resolves after that. */
  close(letGo: () => Promise<void>): Promise<void>;
}

/** Makes the gate of one database. */
export function createGate(): Gate {
  const bodies = new AsyncLocalStorage<{ running: boolean }>();
  const inside = new Set<Promise<unknown>>();
  let closing: Promise<void> | undefined;
  return {
    async enter(work) {
      if (closing) throw new DatabaseClosedError();
      if (bodies.getStore()?.running) throw new NestedUseError();
      const entered = work();
      inside.add(entered);
      try {
        return await entered;
      } finally {
        inside.delete(entered);
      }
    },
    async insideTransaction(body) {
      const state = { running: true };
      try {
        return await bodies.run(state, body);
      } finally {
        state.running = false;
      }
    },
    close(letGo) {
      closing ??= Promise.allSettled(inside).then(letGo);
      return closing;
    },
  };
}
