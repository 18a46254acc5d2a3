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

/** By hand from AWS's documentation, in the order in which they are listed. */
const STANDING = [
  ["account-settings", "partly", "2025-04-22", "IAMDeleteRootUserCredentials"],
  ["support-plan", "no longer", "2022-09-29"],
  ["tax-invoices", "root only"],
  ["close-account", "partly"],
  ["govcloud-sign-up", "partly"],
  ["reverse-dns", "no longer", "2021-02-03"],
  ["cloudfront-key-pair", "partly"],
  ["long-ids", "no longer", "2018-06"],
  ["mfa-delete", "root only"],
  ["bucket-policy", "partly", "2024-11-14", "S3UnlockBucketPolicy"],
  ["port-25", "no longer"],
  ["canonical-id", "no longer"],
  ["restore-permissions", "root only", undefined, "IAMCreateRootUserPassword"],
  ["billing-access", "partly"],
  ["contacts", "never was"],
  ["reserved-instance-seller", "root only"],
  ["member-credentials", "partly", "2024-11-14", "IAMDeleteRootUserCredentials"],
  ["password-recovery", "partly", "2024-11-14", "IAMCreateRootUserPassword"],
  ["lost-mfa", "partly", "2024-11-14", "IAMDeleteRootUserCredentials"],
  ["govcloud-credentials", "root only"],
  ["queue-policy", "partly", "2024-11-14", "SQSUnlockQueuePolicy"],
  ["kms-key", "root only"],
  ["mechanical-turk", "root only"],
] as const;

test("each stands as AWS says", () => {
  const standing = rootTasks.map(({ id, state, since, inMembers }) => [
    id,
    state,
    since,
    inMembers?.taskPolicy,
  ]);
  expect(standing).toEqual(STANDING.map(([id, state, since, policy]) => [id, state, since, policy]));
});
