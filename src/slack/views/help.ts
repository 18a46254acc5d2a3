import { bold, bullets, code, type Message, paragraph, type Span } from "../blocks.ts";
import type { Command } from "../commands/command.ts";
import type { Slip } from "../commands/route.ts";
import { COMMAND } from "../ids.ts";
import { clamped, escaped } from "../text.ts";
import { rolesPhrase } from "./role-words.ts";

/** Everything that can be asked. */
export function helpMessage(commands: readonly Command[]): Message {
  return {
    text: `What you can ask: ${commands.map(({ word }) => `${COMMAND} ${word}`).join(", ")}`,
    blocks: [
      paragraph(bold("What you can ask")),
      bullets(commands.map(lineOf)),
      paragraph(
        "An account is named by its 12-digit id (dashes and spaces are fine), its name or alias, or its " +
          "root e-mail address; a unit by its id (ou-…), its name or its path. ",
        "For a quick look its name alone will do: ",
        code(`${COMMAND} 123456789012`),
        ".",
      ),
    ],
  };
}

/** A word that is no command, with the command that was probably meant. */
export function unknownWordMessage({ word, nearest }: Slip): Message {
  const typed = clamped(word, 100);
  return {
    text: `There is no command ${escaped(typed)}. Did you mean ${COMMAND} ${nearest.word}?`,
    blocks: [
      paragraph("There is no command ", bold(typed), ". Did you mean ", code(usageOf(nearest)), "?"),
      paragraph(nearest.does, " ", code(`${COMMAND} help`), " lists everything."),
    ],
  };
}

function lineOf(command: Command): Span[] {
  const people = command.needs === "viewer" ? "" : ` For ${rolesPhrase(command.needs)}.`;
  return [code(usageOf(command)), `  ${command.does}${people}`];
}

function usageOf({ word, parameters }: Command): string {
  return [COMMAND, word, parameters].filter(Boolean).join(" ");
}
