import { expect, test } from "vitest";
import { rootTasks } from "../../../src/root-tasks/root-tasks.ts";
import type { Message } from "../../../src/slack/blocks.ts";
import { allTasksMessage, foundTasksMessage, noTaskMessage } from "../../../src/slack/views/tasks.ts";
import { HOSTILE } from "./samples.ts";
import { expectSendable, wordsIn } from "./sendable.ts";

/** What each line with a dot before it says. */
function bulletsIn({ blocks }: Message): readonly string[] {
  const parts = blocks.flatMap((block) => (block.type === "rich_text" ? block.elements : []));
  const items = parts.flatMap((part) => (part.type === "rich_text_list" ? part.elements : []));
  return items.map(({ elements }) =>
    elements.map((element) => (element.type === "text" ? element.text : "")).join(""),
  );
}

test("all tasks fit in one message, each under its state", () => {
  const message = allTasksMessage(rootTasks);
  expectSendable(message);
  const words = wordsIn(message);
  for (const { title } of rootTasks) expect(words).toContain(title);
  expect(message.text).toBe("7 tasks still take the root user, of 23 that are said to");
  for (const asked of [HOSTILE, '"'.repeat(200)]) expectSendable(noTaskMessage(asked, rootTasks));
});

test("all tasks come with since when they stand so and what replaces them, each under its title", () => {
  const lines = bulletsIn(allTasksMessage(rootTasks));
  expect(lines).toHaveLength(rootTasks.length);
  for (const { title, state, since, instead, inMembers } of rootTasks) {
    const line = lines.find((words) => words.startsWith(title));
    const { taskPolicy, how } = inMembers ?? {};
    for (const part of [since, instead, state === "partly" ? (taskPolicy ?? how) : how])
      expect(line).toContain(part ?? "");
  }
  expect(lines).toContain(
    "Change the Support plan  (2)\nSince 2022-09-29. Instead: The supportplans actions, as in the managed policy AWSSupportPlansFullAccess.",
  );
  expect(lines).toContain(
    "Unlock an S3 bucket whose policy denies everybody  (10)\nSince 2024-11-14. In a member account: task policy S3UnlockBucketPolicy.",
  );
  expect(lines.find((line) => line.startsWith("Give an IAM administrator"))).toContain(
    "In a member account: Often a role such as OrganizationAccountAccessRole can still do it. No task policy does",
  );
  expect(lines).toContain("See certain tax invoices  (3)");
});

test.each(rootTasks.map((task) => [task.id, task] as const))("%s says all there is to say", (_, task) => {
  const message = foundTasksMessage([task]);
  expectSendable(message);
  const words = wordsIn(message);
  const said = [
    task.title,
    task.today,
    task.since,
    task.instead,
    task.inMembers?.how,
    task.inMembers?.taskPolicy,
  ];
  for (const part of [...said, task.checked]) expect(words).toContain(part ?? "");
  expect(JSON.stringify(message.blocks)).toContain(`"url":"${task.source}"`);
  expect(words).not.toContain("..");
});

test("three tasks fit in one message", () => {
  const longest = rootTasks.toSorted(
    (one, other) => JSON.stringify(other).length - JSON.stringify(one).length,
  );
  const message = foundTasksMessage(longest.slice(0, 3));
  expectSendable(message);
  expect(message.blocks).toHaveLength(3);
});
