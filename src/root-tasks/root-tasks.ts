import { accountTasks } from "./account-tasks.ts";
import { billingTasks } from "./billing-tasks.ts";
import type { RootTask } from "./root-task.ts";
import { serviceTasks } from "./service-tasks.ts";
import { signInTasks } from "./sign-in-tasks.ts";

/** What takes the root user, what does no longer, and what never did: the classic fourteen first, in AWS's order. */
export const rootTasks: readonly RootTask[] = [
  ...accountTasks,
  ...billingTasks,
  ...signInTasks,
  ...serviceTasks,
].toSorted(({ classic: one = Infinity }, { classic: other = Infinity }) => (one === other ? 0 : one - other));
