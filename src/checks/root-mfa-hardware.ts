import type { Evidence, Severity, Verdict } from "../domain/result.ts";
import { type MfaDeviceKind, mfaDeviceKinds, type RootMfaDevices } from "../domain/root-facts.ts";
import { type Check, rootSession, unknownBecause } from "./check.ts";
import { describeDevices, findRootMfaDevices, fingerprintOf, withoutDevices } from "./root-mfa-devices.ts";

export const rootMfaHardware = {
  id: "root-mfa-hardware",
  title: "Root MFA kind",
  question: "Is every MFA device of root something other than an app?",
  needs: ["account", "passwordPresent", "mfaEnabled", "mfaDevices"],
  severity: "high",
  evaluate(facts) {
    const severity = facts.account.isManagement ? "high" : "medium";
    const found = findRootMfaDevices(facts);
    if (found.kind === "settled") return found.verdict;
    const { evidence } = found;
    if (found.kind === "none") return withoutDevice(severity, evidence);
    const list = found.devices.value;
    const virtual = list.devices.filter(({ kind }) => kind === "virtual").length;
    if (virtual === 0) return pass(list, evidence);
    if (!facts.passwordPresent.known) return unknownBecause(facts.passwordPresent.why, evidence);
    return {
      status: "fail",
      severity,
      headline: virtual === 1 ? "Root has a virtual MFA device" : `Root has ${virtual} virtual MFA devices`,
      summary: [list.complete ? `${virtual} of ${list.devices.length} virtual` : `${virtual} virtual`],
      detail: [
        "Registered: ",
        describeDevices(list),
        ...(list.complete ? [] : ["; other kinds cannot be listed by a role"]),
      ],
      evidence,
      fingerprint: fingerprintOf(list),
    };
  },
  remedy: {
    why:
      "A virtual device is a secret in an app: it can be copied, backed up to somebody's cloud, or typed into a false " +
      "sign-in page. A security key or passkey answers only to AWS's own page.",
    before: [
      "In a member account, consider having no root password at all instead: with centralized root access the " +
        "organization removes it, and there is nothing to guard.",
      "Buy two security keys that will be nobody's own, and decide where each is kept and who may fetch it.",
      "Prefer a key to a passkey that is synced: AWS cannot tell them apart, and a synced one is as safe as the " +
        "person's account that it is synced by.",
    ],
    console: [
      "Sign in as the root user at https://console.aws.amazon.com/.",
      "Open the account menu, Security credentials, Multi-factor authentication, Assign MFA device.",
      "Register both security keys, or a hardware token where keys cannot be used.",
      "Sign out, sign in with each of them once, and only then remove the virtual device there.",
    ],
    commands: [
      rootSession("IAMAuditRootUserCredentials"),
      {
        does: "With the credentials of that session, see every device: :mfa/ is virtual, :u2f/ a passkey or security key",
        run: "aws iam list-mfa-devices",
      },
      {
        does: "Or in the account itself, the management account too: the virtual devices in use, root's among them",
        run: "aws iam list-virtual-mfa-devices --assignment-status Assigned",
      },
    ],
    after: [
      "Destroy what could bring the removed device back: the app's entry, its backups, the printed QR code.",
      "A removed virtual device can stay behind unassigned; whoever administers the account can delete it.",
    ],
  },
  compliance: [
    { framework: "CIS AWS Foundations 7.0", ids: ["2.6"] },
    { framework: "CIS AWS Foundations 6.0", ids: ["2.5"] },
    { framework: "CIS AWS Foundations 5.0", ids: ["1.5"] },
    { framework: "CIS AWS Foundations 3.0", ids: ["1.6"] },
    { framework: "Security Hub", ids: ["IAM.6"] },
    { framework: "NIST 800-53 r5", ids: ["AC-2(1)", "AC-3(15)", "IA-2(1)", "IA-2(2)", "IA-2(6)", "IA-2(8)"] },
  ],
} as const satisfies Check;

function withoutDevice(severity: Severity, evidence: readonly Evidence[]): Verdict {
  const headline = "Root has a password and no MFA device of any kind";
  const fingerprint = withoutDevices;
  return { status: "fail", severity, headline, summary: ["no device"], evidence, fingerprint };
}

/** Says no more than AWS does: that a device is not virtual, never that it is proven hardware. */
function pass({ devices, complete }: RootMfaDevices, evidence: readonly Evidence[]): Verdict {
  if (!complete) {
    const detail = "Which kind it is cannot be seen by a role";
    return { status: "pass", summary: ["not virtual"], detail: [detail], evidence };
  }
  const counts = mfaDeviceKinds.map((kind) =>
    counted(kind, devices.filter((one) => one.kind === kind).length),
  );
  const summary = [counts.filter(Boolean).join(", ")];
  if (!devices.some(({ kind }) => kind === "passkey or security key"))
    return { status: "pass", summary, evidence };
  const detail = "AWS does not tell a synced passkey from a security key";
  return { status: "pass", summary, detail: [detail], evidence };
}

const PLURALS: Record<MfaDeviceKind, string> = {
  virtual: "virtual",
  "passkey or security key": "passkeys or security keys",
  "hardware token": "hardware tokens",
};

function counted(kind: MfaDeviceKind, count: number): string {
  if (count === 0) return "";
  return `${count} ${count === 1 ? kind : PLURALS[kind]}`;
}
