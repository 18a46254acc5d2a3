import {
  type AccountTruth,
  type GeneratedOrganization,
  generateOrganization,
} from "../../src/local-aws/generated-organization.ts";
import { cast } from "../../src/local-slack/workspace.ts";

/** What people and programs may call an account, and what Slack or a terminal could take for something else. */
export const hostileNames = [
  "<!channel>",
  `<@${cast.outsider}>`,
  "<https://evil.example|sign in>",
  "*bold* _and_ ~struck~ `code`",
  "\u202Egnol dna thgir ot\u202C",
  "zero\u200Bwidth\u200D\uFEFF",
  "=cmd|'/C calc'!A0",
  "🔥 :fire: &amp; <!here|here>",
  "n".repeat(250),
  "line\u2028break\ttab",
] as const;

/** Owns the organization, and is home to rootcheck: both keep their names, as do those who have other troubles. */
const SPARED = 2;

/** An organization of every kind of account, some of which are called what nobody should call one. */
export function hostileOrganization(options: {
  readonly accounts: number;
  readonly seed: number;
  readonly now: Date;
}): GeneratedOrganization {
  const generated = generateOrganization({ ...options, kind: "even" });
  const accounts = generated.organization.accounts.map((account, index) => {
    const name = hostileNames[index - SPARED];
    return name === undefined ? account : { ...account, name };
  });
  return { ...generated, organization: { ...generated.organization, accounts } };
}

/** Accounts that nothing keeps from being read, and whose root has no key yet. */
export function breakable(truth: readonly AccountTruth[]): readonly AccountTruth[] {
  return truth
    .slice(SPARED)
    .filter(({ verdicts }) => ["off", "fallback", "first"].every((way) => hasNoKey(verdicts, way)));
}

function hasNoKey(verdicts: AccountTruth["verdicts"], way: string): boolean {
  return Object.entries(verdicts).some(([name, each]) => name === way && each["root-access-key"] === "pass");
}
