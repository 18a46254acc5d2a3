import type { Account, AccountState } from "../domain/account.ts";
import type { Verdict } from "../domain/result.ts";
import { type Check, notApplicable, unknownBecause } from "./check.ts";
import { outsideOrganization } from "./no-organization.ts";

const CLOSING =
  "For up to 90 days its root can still sign in, to pay or to have it reopened, so its mailbox and MFA still matter";

/** The states in which an account is not read, and what each means for its root user. */
export const inactiveStates: Readonly<
  Record<Exclude<AccountState, "ACTIVE">, { readonly text: string; readonly root: string }>
> = {
  PENDING_ACTIVATION: {
    text: "the account has not been activated yet",
    root: "Its root user exists and can sign in to finish the activation: guard its mailbox from now on",
  },
  SUSPENDED: { text: "the account is suspended", root: CLOSING },
  PENDING_CLOSURE: { text: "the account is being closed", root: CLOSING },
  CLOSED: { text: "the account is closed", root: CLOSING },
  UNRECOGNIZED: {
    text: "the account is in a state that is not known here",
    root: "Whether its root can sign in is not known, so its mailbox and MFA count as if it could",
  },
};

export const accountState = {
  id: "account-state",
  title: "Account state",
  question: "Is the account active?",
  needs: ["account"],
  severity: "info",
  evaluate: ({ account }, { at }) => outsideOrganization(account) ?? judgeState(account, at),
  remedy: {
    why:
      "An account that is suspended or closed drops out of everybody's sight, but for up to 90 days its root can sign " +
      "in, pay and have it reopened, with all that was in it.",
    before: [
      "Find out whether it was meant: AWS also suspends accounts, over an unpaid bill or after an abuse.",
      "Keep the root mailbox alive, and its phone number yours, until the 90 days are over.",
    ],
    console: [
      "In the management account, open AWS Organizations at https://console.aws.amazon.com/, AWS accounts, ACCOUNT_ID.",
      "If it should live: sign in as its root user and open a case with AWS Support to have it reopened.",
      "If it should not: leave it. It goes from the organization by itself when the 90 days are over.",
    ],
    commands: [
      {
        does: "From the management account, or a delegated administrator: how it stands",
        run: "aws organizations describe-account --account-id ACCOUNT_ID",
      },
    ],
    after: [
      "An account that was reopened has the root credentials that it had: audit it.",
      "rootcheck does not read it while it is not active, and leaves it out of the coverage.",
    ],
  },
  compliance: [],
} as const satisfies Check;

/** An account that is not active is no failure: it is named, with what its root can still do. */
export function judgeState({ state, described }: Account, at: Date): Verdict {
  const { call, readAt } = described ?? { call: "organizations:DescribeAccount", readAt: at };
  if (state === undefined) {
    return unknownBecause({ code: "missing-in-answer", call, detail: "State", rung: "own credentials" });
  }
  const evidence = [{ call, field: "State", rung: "own credentials", readAt, value: state }] as const;
  if (state === "ACTIVE") return { status: "pass", summary: ["active"], evidence };
  const { text, root } = inactiveStates[state];
  return { ...notApplicable("account-not-active", text, evidence), detail: [root] };
}
