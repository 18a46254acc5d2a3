import { expect, test } from "vitest";
import { z } from "zod";
import { rootTaskStates } from "../../src/root-tasks/root-task.ts";
import { rootTasks } from "../../src/root-tasks/root-tasks.ts";

const sentence = z.string().min(10).max(300);
const words = z.string().regex(/^[a-z0-9]+$/);

const entry = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  title: z.string().min(8).max(90),
  classic: z.int().min(1).max(14).optional(),
  state: z.enum(rootTaskStates),
  today: sentence.regex(/\.$/),
  since: z
    .string()
    .regex(/^20\d\d-\d\d(-\d\d)?$/)
    .optional(),
  instead: sentence.regex(/[^.]$/).optional(),
  inMembers: z
    .strictObject({
      how: sentence.regex(/[^.]$/),
      taskPolicy: z
        .enum([
          "IAMCreateRootUserPassword",
          "IAMDeleteRootUserCredentials",
          "S3UnlockBucketPolicy",
          "SQSUnlockQueuePolicy",
        ])
        .optional(),
    })
    .optional(),
  words: z.array(words).min(2),
  source: z.url({ protocol: /^https$/, hostname: /^docs\.aws\.amazon\.com$/ }),
  checked: z.iso.date(),
});

test.each(rootTasks.map((task) => [task.id, task] as const))(
  "%s has what an entry has to have",
  (_, task) => {
    entry.parse(task);
    const isMoved = task.state === "partly" || task.state === "no longer";
    if (task.since) expect(isMoved).toBe(true);
    if (task.since) expect(task.since <= task.checked).toBe(true);
  },
);

test("the fourteen are all there, in AWS's order, and none twice", () => {
  const numbers = rootTasks.flatMap(({ classic }) => classic ?? []);
  expect(numbers).toEqual(Array.from({ length: 14 }, (_, index) => index + 1));
  expect(rootTasks.slice(14).filter(({ classic }) => classic !== undefined)).toEqual([]);
  expect(new Set(rootTasks.map(({ id }) => id)).size).toBe(rootTasks.length);
});

/** By hand from AWS's list as it is today. */
test("what AWS lists as root's alone is said to be so", () => {
  const rootOnly = rootTasks.filter(({ state }) => state === "root only").map(({ id }) => id);
  expect(rootOnly).toEqual([
    "tax-invoices",
    "mfa-delete",
    "restore-permissions",
    "kms-key",
    "reserved-instance-seller",
    "mechanical-turk",
    "govcloud-credentials",
  ]);
  const noLonger = rootTasks.flatMap(({ state, classic }) => (state === "no longer" ? (classic ?? []) : []));
  expect(noLonger).toEqual([2, 6, 8, 11, 12]);
});
