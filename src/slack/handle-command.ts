import type { RespondFn, SlashCommand } from "@slack/bolt";
import { type Answerer, createAnswerer } from "./answer.ts";
import type { Message } from "./blocks.ts";
import { account } from "./commands/account.ts";
import type { Command, CommandRequest, Form } from "./commands/command.ts";
import { commands } from "./commands/index.ts";
import { routeOf } from "./commands/route.ts";
import { asMessage, type HandlerDependencies, permitted } from "./handler.ts";
import { unknownWordMessage } from "./views/help.ts";
import { notice } from "./views/notice.ts";

/** No name or reason is as long; comparing so much with what there is would keep everybody else waiting. */
const MOST_TEXT = 2_000;
const TOO_LONG = `That is too long to be understood: a command takes ${MOST_TEXT} characters. Say less, or give an id.`;

/** Answers `/rootcheck`, whatever follows it. */
export async function handleCommand(
  dependencies: HandlerDependencies,
  { command, respond }: { readonly command: SlashCommand; readonly respond: RespondFn },
): Promise<void> {
  const { user_id: user, channel_id: channel, text } = command;
  const answerer = createAnswerer(dependencies, { respond, user, channel, replaces: "meanwhile" });
  if (text.length > MOST_TEXT) return answerer.answer(notice(TOO_LONG));
  const route = routeOf(text, commands);
  const request = { user, channel, words: route.words, meanwhile: answerer.meanwhile };
  const show = (answer: Message | Form) => give(dependencies, { answer, answerer, command });
  if (route.kind === "command") return show(await run(dependencies, route.command, request));
  const { slip, words } = route;
  const answer = await permitted<Message | Form>(dependencies, {
    user,
    needs: account.needs,
    instead: asMessage,
    work: async () => {
      const isSlip = slip && !(await dependencies.useCases.accounts.isKnown(words));
      return isSlip ? unknownWordMessage(slip) : run(dependencies, account, request);
    },
  });
  await show(answer);
}

/** A form opens by itself as long as Slack allows it, which is three seconds from the command on. */
async function give(
  { client, log }: HandlerDependencies,
  {
    answer,
    answerer,
    command,
  }: { readonly answer: Message | Form; readonly answerer: Answerer; readonly command: SlashCommand },
): Promise<void> {
  if (!("form" in answer)) return answerer.answer(answer);
  try {
    await client.views.open({ trigger_id: command.trigger_id, view: answer.form });
  } catch (error) {
    log.info({ err: error, user: command.user_id }, "A form did not open by itself");
    return answerer.answer(answer.otherwise);
  }
  await answerer.leave();
}

function run(
  dependencies: HandlerDependencies,
  command: Command,
  request: CommandRequest,
): Promise<Message | Form> {
  const { useCases, places, clock } = dependencies;
  return permitted<Message | Form>(dependencies, {
    user: request.user,
    needs: command.needs,
    instead: asMessage,
    work: () => command.run({ useCases, places, commands, now: () => clock.now() }, request),
  });
}
