import type { CommandRequest, Delivery } from "../control.ts";
import { SlackRefusal } from "../refusal.ts";
import { respond } from "../respond.ts";
import type { Origin } from "../response-urls.ts";
import type { Slack } from "../slack.ts";
import { commandText } from "./command-text.ts";
import { commandPayload } from "./payload.ts";
import { presentPerson, visibleChannel } from "./presence.ts";

/** Somebody types a slash command. */
export async function runCommand(slack: Slack, request: CommandRequest): Promise<Delivery> {
  const person = presentPerson(slack, request.user);
  const channel = visibleChannel(slack, person, request.channel);
  const [typed = "", ...rest] = request.text.split(" ");
  const command = slack.manifest.commands.find((known) => known.command === typed);
  const foreign = person.kind === "other-company" && !slack.switches.commandsFromOtherCompanies;
  if (!command || foreign) return { outcome: "unreachable", notice: `${typed} is not a valid command.` };
  if (channel.archived) return { outcome: "unreachable", notice: "This channel is archived." };

  const origin: Origin = { kind: "command", user: person.id, channel: channel.id };
  const payload = {
    ...commandPayload(slack, person, channel),
    command: command.command,
    text: commandText(slack, rest.join(" ").trim(), command.shouldEscape),
    response_url: slack.responseUrls.issue(origin),
    trigger_id: slack.triggers.issue(person.id),
  };
  const delivery = await slack.dispatcher.deliver({ type: "slash_commands", name: command.command, payload });
  const notice = failureNotice(command.command, delivery) ?? showAnswer(slack, origin, delivery);
  return { ...delivery, ...(notice !== undefined && { notice }) };
}

function failureNotice(command: string, { outcome }: Delivery): string | undefined {
  if (outcome === "acknowledged") return undefined;
  const word = outcome === "timeout" ? "operation_timeout" : "dispatch_failed";
  return `${command} failed with the error "${word}"`;
}

/** A body in the acknowledgement is a message, as if it had come through the response_url. */
function showAnswer(slack: Slack, origin: Origin, { answer }: Delivery): string | undefined {
  if (answer === undefined) return undefined;
  try {
    respond(slack, origin, typeof answer === "string" ? { text: answer } : answer);
    return undefined;
  } catch (thrown) {
    if (!(thrown instanceof SlackRefusal)) throw thrown;
    return `The command's answer could not be shown (${thrown.error}).`;
  }
}
