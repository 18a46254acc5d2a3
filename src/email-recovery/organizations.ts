import type { Account } from "../domain/account.ts";
import { certainly } from "./certainly.ts";
import { answerFrom, type Clue, type EmailSource } from "./source.ts";

/** For so long a list of accounts is as good as asking anew. */
const FRESH_MILLISECONDS = 60 * 60_000;

/** What Organizations says of its accounts is what they sign in with; where it does not say it now, what it said last. */
export const organizations: EmailSource = {
  id: "organizations",
  title: "Organizations",
  call: "organizations:DescribeAccount",
  async ask({ reader, now }, { signal, ...wanted }) {
    const answer = answerFrom(await reader.readSightings({ source: "organizations", ...wanted }, signal), {
      opens: organizations.opens,
      found: (given) => certainly(given, organizations.id),
    });
    const clue = rememberedClue(wanted.account, now());
    if (answer.answered || !clue) return answer;
    const { why, opens, requestIds } = answer;
    const looked = "known from earlier";
    return { answered: true, clues: [clue], fragments: [], looked, gap: { why, opens }, requestIds };
  },
  opens: ({ code }) =>
    code === "feature-off"
      ? "An account that is in no organization is not known there; of a member, its own organization knows."
      : "Allow organizations:DescribeAccount to rootcheck, in the management account or as a delegated administrator.",
};

function rememberedClue({ email, described }: Account, now: Date): Clue | undefined {
  if (!email || !described) return undefined;
  const isFresh = now.getTime() - described.readAt.getTime() <= FRESH_MILLISECONDS;
  return {
    address: email,
    trust: isFresh ? "certain" : "likely",
    evidence: { source: "organizations", said: `Email of ${described.call}`, last: described.readAt },
  };
}
