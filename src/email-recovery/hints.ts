import { addressesIn } from "./addresses.ts";
import { habitsOf } from "./naming-habits.ts";
import { answerFrom, type Clue, type EmailSource } from "./source.ts";

/** Whom AWS writes to beside the root user, and how the organization's other addresses are made. */
export const hints: EmailSource = {
  id: "contacts",
  title: "Contacts and other accounts",
  call: "account:GetAlternateContact",
  async ask({ reader, others }, { signal, ...wanted }) {
    const read = await reader.readSightings({ source: "contacts", ...wanted }, signal);
    const habits = habitsOf(others, wanted.account);
    const compared = `${others.length} other ${others.length === 1 ? "address" : "addresses"} compared`;
    if (!read.known && (habits.clues.length > 0 || habits.fragments.length > 0))
      return {
        answered: true,
        ...habits,
        looked: `${compared}; contacts: ${read.why.detail}`,
        requestIds: [],
      };
    const answer = answerFrom(read, {
      opens: hints.opens,
      found: ({ sightings }) => ({
        clues: [...sightings.flatMap(({ text, of }) => contactClues(text, of)), ...habits.clues],
        fragments: habits.fragments,
      }),
    });
    return answer.answered ? { ...answer, looked: `${answer.looked}, ${compared}` } : answer;
  },
  opens: () =>
    "Allow account:GetAlternateContact to rootcheck's role; of members, in the management account or as a delegated administrator.",
};

function contactClues(text: string, contact = "alternate"): readonly Clue[] {
  return addressesIn(text).map((address) => ({
    address,
    trust: "hint",
    evidence: { source: "contacts", said: `The account's ${contact} contact` },
  }));
}
