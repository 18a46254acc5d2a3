import { findingFilters } from "../../findings/finding-view.ts";
import { filterOf } from "../list-place.ts";
import { showList } from "../show-list.ts";
import type { Command } from "./command.ts";
import { withAccount } from "./find-account.ts";

export const findings: Command = {
  word: "findings",
  parameters: `[${findingFilters.join("|")}] [account]`,
  does: "The findings, worst first, each with its buttons; all that need somebody unless you say which.",
  needs: "viewer",
  async run(dependencies, request) {
    const { user } = request;
    const [, word = "", rest = ""] = /^(\S*)\s*(.*)$/s.exec(request.words) ?? [];
    const known = filterOf(word.toLowerCase());
    const filter = known ?? "open";
    const words = known ? rest : request.words;
    if (!words) return showList(dependencies, { user, place: { filter, offset: 0 } });
    const command = `${findings.word} ${filter}`;
    return withAccount(dependencies, { ...request, words, command }, ({ id }) =>
      showList(dependencies, { user, place: { filter, offset: 0, accountId: id } }),
    );
  },
};
