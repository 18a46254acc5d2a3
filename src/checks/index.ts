import type { Check } from "./check.ts";
import { rootAccessKey } from "./root-access-key.ts";
import { rootMfa } from "./root-mfa.ts";

/** Every check, in the order in which reports name them. */
export const checks: readonly Check[] = [rootAccessKey, rootMfa];
