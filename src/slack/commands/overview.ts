import { overviewMessage } from "../views/overview.ts";
import type { Command } from "./command.ts";

export const overview: Command = {
  word: "overview",
  parameters: "",
  does: "Where the organization stands, and what to do next. The command alone shows the same.",
  needs: "viewer",
  run: async ({ useCases, now }) => overviewMessage(await useCases.overview(), now()),
};
