import { rootTasks } from "../../root-tasks/root-tasks.ts";
import { searchTasks } from "../../root-tasks/search-tasks.ts";
import { allTasksMessage, foundTasksMessage, noTaskMessage } from "../views/tasks.ts";
import type { Command } from "./command.ts";

/** More would be a list to read rather than an answer. */
const BEST = 3;

export const tasks: Command = {
  word: "tasks",
  parameters: "[words]",
  does: "What still takes the root user today, what no longer does, and what replaces it.",
  needs: "viewer",
  async run(_, { words }) {
    if (!words) return allTasksMessage(rootTasks);
    const found = searchTasks(words, BEST);
    return found.length > 0 ? foundTasksMessage(found) : noTaskMessage(words, rootTasks);
  },
};
