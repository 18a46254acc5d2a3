import type { RespondFn, SlashCommand } from "@slack/bolt";
import { createAnswerer } from "./answer.ts";
import type { Message } from "./blocks.ts";
import { account } from "./commands/account.ts";
import type { Command, CommandRequest } from "./commands/command.ts";
import { commands } from "./commands/index.ts";
import { routeOf } from "./commands/route.ts";
import { asMessage, type HandlerDependencies, permitted } from "./handler.ts";
import { unknownWordMessage } from "./views/help.ts";

/** Answers `/rootcheck`, whatever follows it. */
export async function handleCommand(
  dependencies: HandlerDependencies,
  { command, respond }: { readonly command: SlashCommand; readonly respond: RespondFn },
): Promise<void> {
  const { user_id: user, channel_id: channel, text } = command;
  const answerer = createAnswerer(dependencies, { respond, user, channel, replaces: "meanwhile" });
  const route = routeOf(text, commands);
  const request = { user, channel, words: route.words, meanwhile: answerer.meanwhile };
  if (route.kind === "command") return answerer.answer(await run(dependencies, route.command, request));
  const { slip, words } = route;
  const message = await permitted(dependencies, {
    user,
    needs: account.needs,
    instead: asMessage,
    work: async () => {
      const isSlip = slip && !(await dependencies.useCases.accounts.isKnown(words));
      return isSlip ? unknownWordMessage(slip) : run(dependencies, account, request);
    },
  });
  await answerer.answer(message);
}

function run(dependencies: HandlerDependencies, command: Command, request: CommandRequest): Promise<Message> {
  const { useCases, places, clock } = dependencies;
  return permitted(dependencies, {
    user: request.user,
    needs: command.needs,
    instead: asMessage,
    work: () => command.run({ useCases, places, commands, now: () => clock.now() }, request),
  });
}
