import { RootcheckError } from "../domain/errors.ts";
import type { Transaction } from "./database.ts";
import type { Gate } from "./gate.ts";
import { withCallersStack } from "./stack.ts";

/** A transaction was used after it had been committed or rolled back. */
export class TransactionOverError extends RootcheckError {
  constructor() {
    super(
      "transaction_over",
      "A transaction was used after its end. Await every statement before the function given to transaction() returns.",
    );
  }
}

/** One connection that nobody else uses meanwhile. */
export interface Session {
  query<Row>(sql: string, parameters?: readonly unknown[]): Promise<Row[]>;
  exec<Row>(sql: string): Promise<Row[]>;
  /** Never rejects: a connection that cannot roll back is dropped, which rolls back too. */
  rollback(): Promise<void>;
}

/** Runs `work` in a transaction on the session: the one meaning of a transaction for both engines. */
export async function runTransaction<T>(
  session: Session,
  gate: Gate,
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  const statements = createStatements(session);
  await session.exec("begin");
  try {
    const result = await gate.insideTransaction(() => work(statements.transaction));
    const failure = await statements.end();
    if (failure) throw failure.error;
    await session.exec("commit");
    return result;
  } catch (error) {
    await statements.end();
    await session.rollback();
    throw error;
  }
}

/**
 * Hands the statements of one transaction to the session one after the other. PostgreSQL answers `commit` after
 * a failed statement with a silent rollback, so `end`, which waits for the last statement, tells the first failure.
 */
function createStatements(session: Session): {
  transaction: Transaction;
  end(): Promise<{ readonly error: unknown } | undefined>;
} {
  let over = false;
  let last: Promise<unknown> = Promise.resolve();
  let failure: { readonly error: unknown } | undefined;

  async function next<Row>(statement: () => Promise<Row[]>): Promise<Row[]> {
    if (over) throw new TransactionOverError();
    const current = last.then(statement);
    last = current.catch((error: unknown) => {
      failure ??= { error };
    });
    return withCallersStack(current);
  }

  return {
    transaction: {
      query: (sql, parameters) => next(() => session.query(sql, parameters)),
      exec: (sql) => next(() => session.exec(sql)),
    },
    async end() {
      over = true;
      await last;
      return failure;
    },
  };
}

/** Runs several statements on the session and leaves no transaction open when one of them fails. */
export async function execOrRollBack<Row>(session: Session, sql: string): Promise<Row[]> {
  try {
    return await session.exec<Row>(sql);
  } catch (error) {
    await session.rollback();
    throw error;
  }
}
