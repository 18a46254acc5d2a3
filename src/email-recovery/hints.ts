import { addressesIn } from "./addresses.ts";
import { habitsOf } from "./naming-habits.ts";
import { obstacleOf } from "./obstacle.ts";
import { answerFrom, type Clue, type EmailSource } from "./source.ts";

/** Whom AWS writes to beside the root user, and how the organization's other addresses are made. */
export const hints: EmailSource = {
  id: "contacts",
  title: "Contacts and other accounts",
  call: "account:GetAlternateContact",
  async ask({ reader, others }, { signal, ...wanted }) {
    const reading = await reader.readSightings({ source: "contacts", ...wanted }, signal);
    const habits = habitsOf(others, wanted.account);
    const answer = answerFrom(reading, {
      opens: hints.opens,
      found: ({ sightings }) => ({
        clues: [...sightings.flatMap(({ text, of }) => contactClues(text, of)), ...habits.clues],
        fragments: habits.fragments,
      }),
    });
    const compared = `${others.length} other ${others.length === 1 ? "address" : "addresses"} compared`;
    if (answer.answered) return { ...answer, looked: `${answer.looked}, ${compared}` };
    if (habits.clues.length + habits.fragments.length === 0) return answer;
    const { requestIds, why } = answer;
    return { answered: true, ...habits, looked: compared, gap: obstacleOf(why, hints.opens), requestIds };
  },
  opens: ({ code, call }) => {
    if (code === "feature-off")
      return "Turn trusted access on: aws organizations enable-aws-service-access --service-principal account.amazonaws.com";
    if (call === "sts:AssumeRole")
      return "Put rootcheck's member role into the account, with account:GetAlternateContact.";
    return "Allow account:GetAlternateContact to rootcheck: for members in the management account or as a delegated administrator, else in the account itself.";
  },
};

function contactClues(text: string, contact = "alternate"): readonly Clue[] {
  return addressesIn(text).map((address) => ({
    address,
    trust: "hint",
    evidence: { source: "contacts", said: `The account's ${contact} contact` },
  }));
}
