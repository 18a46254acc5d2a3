import { accessChanges, reinstate } from "./access.ts";
import type { Change, Changed } from "./change.ts";
import { contactChanges } from "./contacts.ts";
import { keyChanges } from "./keys.ts";
import { signInChanges } from "./sign-in.ts";

/** What can happen to an account that is active, in the order in which it is offered. */
const activeChanges: readonly Change[] = [
  ...signInChanges,
  ...keyChanges,
  ...contactChanges,
  ...accessChanges,
];

/** Every change there is. */
export const changes: readonly Change[] = [...activeChanges, reinstate];

/** The changes that make sense for an account as it stands. */
export function changesFor(changed: Changed): readonly Change[] {
  const possible = changed.account.state === "ACTIVE" ? activeChanges : [reinstate];
  return possible.filter((change) => change.applies(changed));
}
