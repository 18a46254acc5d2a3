import { expect, test } from "vitest";
import { rootTasks } from "../../../src/root-tasks/root-tasks.ts";
import { allTasksMessage, foundTasksMessage, noTaskMessage } from "../../../src/slack/views/tasks.ts";
import { HOSTILE } from "./samples.ts";
import { expectSendable, wordsIn } from "./sendable.ts";

test("all tasks fit in one message, each under its state", () => {
  const message = allTasksMessage(rootTasks);
  expectSendable(message);
  const words = wordsIn(message);
  for (const { title } of rootTasks) expect(words).toContain(title);
  expect(message.text).toBe("7 tasks still take the root user, of 23 that are said to");
  expectSendable(noTaskMessage(HOSTILE, rootTasks));
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
