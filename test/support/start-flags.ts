/** The flag of `npm start` that counts: code of the embedded database that runs for seconds is not worth optimizing. */
export const START_FLAGS: readonly string[] = ["--liftoff-only"];
