import type { Evidence, Phrase } from "../domain/result.ts";
import type { RootFacts } from "../domain/root-facts.ts";
import { type Check, evidenceOf, unknownBecause } from "./check.ts";

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
    };
  },
  remedy: {
    why:
      "Whoever learns the root password, or can read the root mailbox and reset it, has the whole account: " +
      "no policy inside the account limits root.",
    before: [
      "Decide first whether root needs a password at all. In a member account it usually does not: with centralized " +
        "root access the organization can remove it, which is better than any device.",
      "Know who reads the root mailbox, and who administers its domain: they can reset the password.",
    ],
    console: [
      "Sign in as the root user at https://console.aws.amazon.com/ with the root e-mail address.",
      "Open the account menu, Security credentials, Multi-factor authentication, Assign MFA device.",
      "Choose a passkey or security key; register a second one and keep it in another place as the backup.",
    ],
    commands: [
      {
        does: "Or, in a member account with centralized root access, take the password away instead: open a session",
        run:
          "aws sts assume-root --target-principal ACCOUNT_ID " +
          "--task-policy-arn arn=arn:aws:iam::aws:policy/root-task/IAMDeleteRootUserCredentials",
      },
      { does: "And with the credentials of that session", run: "aws iam delete-login-profile" },
    ],
    after: [
      "Put the backup device where a fire or a leaver cannot take both.",
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

function withoutPassword(
  { centralCredentialsManagement }: RootFacts,
  password: Evidence,
): ReturnType<Check["evaluate"]> {
  const summary: Phrase = ["not applicable: root has no password"];
  const reason = { code: "no-root-password", text: "root has no password" } as const;
  if (!centralCredentialsManagement.known)
    return { status: "not_applicable", summary, reason, evidence: [password] };
  const evidence = [
    password,
    evidenceOf(centralCredentialsManagement, centralCredentialsManagement.value ? "on" : "off"),
  ];
  if (centralCredentialsManagement.value) return { status: "not_applicable", summary, reason, evidence };
  const detail: Phrase = [
    "Central root management is off: whoever reads the root mailbox can still create a password",
  ];
  return { status: "not_applicable", summary, detail, reason, evidence };
}
