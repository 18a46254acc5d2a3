/**
 * Gives what a statement rejects with the stack of whoever ran it; by itself it would end where the answer came
 * in, at a socket or a thread.
 */
export async function withCallersStack<T>(statement: Promise<T>): Promise<T> {
  try {
    return await statement;
  } catch (error) {
    if (error instanceof Error) Error.captureStackTrace(error, withCallersStack);
    throw error;
  }
}
