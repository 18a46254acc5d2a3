import type { Evidence, Verdict } from "../domain/result.ts";
import type { AccountFacts } from "../domain/root-facts.ts";
import { type Check, evidenceOf, notApplicable, rootSession, unknownBecause } from "./check.ts";

export const rootMfa = {
  id: "root-mfa",
  title: "Root MFA",
  question: "Does the root user need a second factor to sign in?",
  needs: ["passwordPresent", "mfaEnabled", "centralCredentialsManagement"],
  severity: "critical",
  evaluate(facts) {
    const { passwordPresent, mfaEnabled } = facts;
    if (passwordPresent.known && !passwordPresent.value)
      return withoutPassword(facts, evidenceOf(passwordPresent));
    if (!mfaEnabled.known)
      return unknownBecause(mfaEnabled.why, passwordPresent.known ? [evidenceOf(passwordPresent)] : []);
    if (mfaEnabled.value) return { status: "pass", summary: ["on"], evidence: [evidenceOf(mfaEnabled)] };
    if (!passwordPresent.known) return unknownBecause(passwordPresent.why, [evidenceOf(mfaEnabled)]);
    return {
      status: "fail",
      severity: "critical",
      headline: "Root password without MFA",
      summary: ["off"],
      detail: ["Root has a password and no MFA device: the password alone opens the account"],
      evidence: [evidenceOf(mfaEnabled), evidenceOf(passwordPresent)],
      fingerprint: {},
    };
  },
  remedy: {
    why:
      "Whoever learns the root password, or can read the root mailbox and reset it, has the whole account: " +
      "no policy inside the account limits root.",
    before: [
      "Decide first whether root needs a password at all. In a member account it usually does not: with centralized " +
        "root access the organization can remove it, which is better than any device.",
      "Know who reads the root mailbox, and who administers its domain: they can reset the password. A mailbox of a " +
        "group outlives a leaver; a person's does not.",
      "Have two devices at hand, so that the second is registered in the same sitting.",
    ],
    console: [
      "Sign in as the root user at https://console.aws.amazon.com/ with the root e-mail address.",
      "Open the account menu, Security credentials, Multi-factor authentication, Assign MFA device.",
      "Choose a passkey or security key; register a second one and keep it in another place as the backup.",
    ],
    commands: [
      {
        ...rootSession("IAMDeleteRootUserCredentials"),
        does: `To take the password away instead. ${rootSession("IAMDeleteRootUserCredentials").does}`,
      },
      { does: "And with the credentials of that session", run: "aws iam delete-login-profile" },
    ],
    after: [
      "Put the backup device where a fire or a leaver cannot take both. If a virtual device must be the backup, print " +
        "its QR code or secret while it is shown, once, and lock the paper away.",
      "Up to eight devices can be registered; a lost last one means a recovery by e-mail and phone with AWS Support.",
    ],
  },
  compliance: [
    { framework: "CIS AWS Foundations 7.0", ids: ["2.5"] },
    { framework: "CIS AWS Foundations 6.0", ids: ["2.4"] },
    { framework: "CIS AWS Foundations 5.0", ids: ["1.4"] },
    { framework: "CIS AWS Foundations 3.0", ids: ["1.5"] },
    { framework: "Security Hub", ids: ["IAM.9"] },
    { framework: "NIST 800-53 r5", ids: ["AC-2(1)", "AC-3(15)", "IA-2(1)", "IA-2(2)", "IA-2(6)", "IA-2(8)"] },
    { framework: "PCI DSS 4.0.1", ids: ["8.4.2"] },
  ],
} as const satisfies Check;

function withoutPassword({ centralCredentialsManagement }: AccountFacts, password: Evidence): Verdict {
  const central = centralCredentialsManagement.known
    ? [evidenceOf(centralCredentialsManagement, centralCredentialsManagement.value ? "on" : "off")]
    : [];
  const verdict = notApplicable("no-root-password", "root has no password", [password, ...central]);
  if (!centralCredentialsManagement.known || centralCredentialsManagement.value) return verdict;
  return {
    ...verdict,
    detail: ["Central root management is off: whoever reads the root mailbox can still create a password"],
  };
}
