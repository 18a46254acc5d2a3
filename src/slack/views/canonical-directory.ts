import type { CanonicalDirectory, Part } from "../../canonical-ids/directory.ts";
import type { StoredCanonicalId } from "../../domain/canonical-id.ts";
import { type Block, bold, bullets, code, context, type Message, paragraph, type Span } from "../blocks.ts";
import { withinBudget } from "../budget.ts";
import { counted, figure } from "../count-words.ts";
import { COMMAND } from "../ids.ts";
import { daySpan } from "../time-words.ts";
import { partyBullets } from "./canonical-parties.ts";
import { outsideWords } from "./canonical-words.ts";
import { nameOf } from "./names.ts";

/** Every canonical id that is remembered, with how to learn another. */
export function directoryMessage({ accounts, foreign, known }: CanonicalDirectory): Message {
  const how: readonly Span[] = ["Learn one with ", code(`${COMMAND} canonical <account>`), "."];
  if (accounts.total === 0)
    return {
      text: "No canonical user id is known yet",
      blocks: [paragraph("No canonical user id is known yet. ", ...how)],
    };
  const longest = Math.max(accounts.entries.length, foreign.entries.length);
  return {
    text: `${counted(accounts.total, "canonical user id")} known, ${figure(foreign.total)} of others met in buckets`,
    blocks: withinBudget(longest, (shown) => [
      paragraph(bold("Canonical user ids"), partOf(accounts, shown)),
      ...listOf(accounts.entries.slice(0, shown).map(accountLine)),
      ...(foreign.total > 0
        ? [paragraph(bold("Others met in the accounts' buckets"), partOf(foreign, shown))]
        : []),
      ...(foreign.total > 0 && shown > 0 ? [partyBullets(foreign.entries.slice(0, shown), known)] : []),
      context(
        `Ask whose one is with ${COMMAND} whois <id>, and learn another with ${COMMAND} canonical <account>`,
      ),
    ]),
  };
}

function accountLine(stored: StoredCanonicalId): readonly Span[] {
  const { accountId, accountName = accountId, id, trust, learntAt } = stored;
  const name = nameOf({ id: accountId, name: accountName });
  return [
    bold(name),
    ` ${accountId}${outsideWords(stored)}  ${trust}, learnt `,
    daySpan(learntAt),
    "\n",
    code(id),
  ];
}

function listOf(items: readonly (readonly Span[])[]): readonly Block[] {
  return items.length > 0 ? [bullets(items)] : [];
}

/** ": 12", or ": 20 of 1,400" where not all are shown. */
function partOf({ entries, total }: Part<unknown>, shown: number): string {
  const there = Math.min(shown, entries.length);
  return there < total ? `: ${figure(there)} of ${figure(total)}` : `: ${figure(total)}`;
}
