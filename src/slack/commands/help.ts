import { helpMessage } from "../views/help.ts";
import type { Command } from "./command.ts";

export const help: Command = {
  word: "help",
  parameters: "",
  does: "Lists everything that you can ask.",
  needs: "viewer",
  run: async ({ commands }) => helpMessage(commands),
};
