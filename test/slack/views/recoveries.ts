import { type Ranking, rank } from "../../../src/email-recovery/rank.ts";
import type { AskedSource, RecoveredEmail } from "../../../src/email-recovery/recover-email.ts";
import type { Clue, Fragment } from "../../../src/email-recovery/source.ts";
import { sampleAccount } from "../../support/root-facts.ts";

export const certainClue: Clue = {
  address: "aws@agency.example",
  trust: "certain",
  evidence: { source: "organizations", said: "Email of organizations:DescribeAccount" },
};
export const otherCertain: Clue = {
  address: "new@agency.example",
  trust: "certain",
  evidence: { source: "primary-email", said: "PrimaryEmail of account:GetPrimaryEmail" },
};
export const likelyClue: Clue = {
  address: "aws@agency.example",
  trust: "likely",
  evidence: {
    source: "support-cases",
    said: "Submitted 4 of 5 Support cases",
    last: new Date("2026-10-02T10:00:00Z"),
    strength: [4, 1, 0],
  },
};
export const otherLikely: Clue = {
  ...likelyClue,
  address: "aws+shop@agency.example",
  evidence: { ...likelyClue.evidence, said: "Submitted 1 of 5 Support cases", strength: [1, 0, 0] },
};
export const hintClue: Clue = {
  address: "j.doe@agency.example",
  trust: "hint",
  evidence: { source: "contacts", said: "The account's billing contact" },
};
export const domainFragment: Fragment = {
  part: "domain",
  text: "example.com",
  evidence: { source: "contacts", said: "The domain of 8 of 9 other accounts' addresses" },
};

const asked: readonly AskedSource[] = [
  {
    id: "organizations",
    title: "Organizations",
    answer: {
      answered: false,
      why: { code: "feature-off", call: "organizations:DescribeAccount", detail: "not in an organization" },
      opens: "Its own organization knows.",
      requestIds: [],
    },
  },
  {
    id: "support-cases",
    title: "Support",
    answer: { answered: true, clues: [], fragments: [], looked: "5 cases over 24 months", requestIds: [] },
  },
];

/** A recovery of what was found, by sources of which one could not answer. */
export function recoveryOf(clues: readonly Clue[], fragments: readonly Fragment[] = []): RecoveredEmail {
  const ranking: Ranking = rank({ clues, fragments });
  return { account: sampleAccount, ranking, asked };
}

export const sampleRecovery = recoveryOf([likelyClue, hintClue]);
