/** Undefined where a step about a slot is done; otherwise in how many milliseconds to go on with it. */
export type GoOnIn = number | undefined;

/** After trouble that may pass. */
export const RETRY_MILLISECONDS = 30_000;

/** While something is under way, here or in another process. */
export const LOOK_AGAIN_MILLISECONDS = 5_000;
