import type { AccountName } from "../../accounts/nearest-names.ts";
import { bold, bullets, code, type Message, paragraph, type Span } from "../blocks.ts";
import { COMMAND } from "../ids.ts";
import { clamped, escaped } from "../text.ts";

const SHOWN = 10;

/** No account is called that; the nearest names may be what was meant. */
export function noAccountMessage(words: string, nearest: readonly AccountName[]): Message {
  const asked = clamped(words, 100);
  const lead = ["No account is called ", bold(asked), "."];
  const text = `No account is called ${escaped(asked)}.`;
  if (nearest.length === 0) {
    const advice = " Give its 12-digit id, its name or its root e-mail address.";
    return { text: `${text}${advice}`, blocks: [paragraph(...lead, advice)] };
  }
  return {
    text: `${text} Nearest: ${namesOf(nearest)}`,
    blocks: [paragraph(...lead, " Nearest:"), choices(nearest)],
  };
}

/** Several accounts share the name; only the id tells them apart. */
export function ambiguousMessage(words: string, accounts: readonly AccountName[]): Message {
  const asked = clamped(words, 100);
  const more = accounts.length > SHOWN ? ` (the first ${SHOWN})` : "";
  return {
    text: `${accounts.length} accounts are called ${escaped(asked)}. Ask by id.`,
    blocks: [
      paragraph(`${accounts.length} accounts are called `, bold(asked), `. Ask by id${more}:`),
      choices(accounts.slice(0, SHOWN)),
    ],
  };
}

/** A command that needs an account was given none. */
export function accountWantedMessage(word: string): Message {
  const text = `Which account? ${COMMAND} ${word} <account>: its 12-digit id, its name or its root e-mail address.`;
  return {
    text: escaped(text),
    blocks: [
      paragraph(
        "Which account? ",
        code(`${COMMAND} ${word} <account>`),
        ": its 12-digit id, its name or its root e-mail address.",
      ),
    ],
  };
}

function choices(accounts: readonly AccountName[]) {
  return bullets(accounts.map(({ id, name }): Span[] => [bold(name), "  ", code(`${COMMAND} ${id}`)]));
}

function namesOf(accounts: readonly AccountName[]): string {
  return accounts.map(({ id, name }) => `${escaped(name)} (${id})`).join(", ");
}
