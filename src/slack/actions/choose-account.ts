import { NotAllowedError } from "../../access/access.ts";
import type { Message } from "../blocks.ts";
import { type ChosenAccount, chosenAccountIn } from "../chosen-account.ts";
import { commands } from "../commands/index.ts";
import { actionIds } from "../ids.ts";
import { showAccount } from "../show-account.ts";
import type { Action, ActionDependencies, ActionRequest } from "./action.ts";
import { knownAccount } from "./known-account.ts";
import { UnknownButtonError } from "./unknown-button.ts";

/** An account chosen from a menu or by search is taken as if its id had been typed: after the command that wants it, or alone. */
export const chooseAccount: Action = {
  id: actionIds.accountChosen,
  kind: "answer",
  needs: "viewer",
  async run(dependencies, request) {
    const { accountId, asked } = chosenAccountIn(request.value);
    if (asked) return goOn(dependencies, request, asked);
    const account = await knownAccount(dependencies, accountId);
    return showAccount(dependencies, { ...request, account, anew: false });
  },
};

/** Runs the command, if the person may have that done at this moment. */
async function goOn(
  dependencies: ActionDependencies,
  request: ActionRequest,
  { word, words }: NonNullable<ChosenAccount["asked"]>,
): Promise<Message> {
  const command = commands.find((candidate) => candidate.word === word);
  if (!command) throw new UnknownButtonError();
  const permission = await dependencies.useCases.access.mayAct(request.user, command.needs);
  if (!permission.allowed) throw new NotAllowedError(permission, command.needs);
  const answer = await command.run({ ...dependencies, commands }, { ...request, words });
  return "form" in answer ? answer.otherwise : answer;
}
