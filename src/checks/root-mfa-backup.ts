import type { Known, Unreadable } from "../domain/read.ts";
import type { AccountFacts, RootMfaDevices } from "../domain/root-facts.ts";
import { type Check, rootSession, unknownBecause } from "./check.ts";
import { describeDevices, findRootMfaDevices, fingerprintOf, withoutDevices } from "./root-mfa-devices.ts";

export const rootMfaBackup = {
  id: "root-mfa-backup",
  title: "Root MFA backup",
  question: "Does root have a second MFA device, for when the first is lost?",
  needs: ["account", "passwordPresent", "mfaEnabled", "mfaDevices"],
  severity: "medium",
  evaluate(facts) {
    const found = findRootMfaDevices(facts);
    if (found.kind === "settled") return found.verdict;
    const { evidence } = found;
    if (found.kind === "none") {
      const headline = "Root has no MFA device, and so no backup";
      const fingerprint = withoutDevices;
      return { status: "fail", severity: "medium", headline, summary: ["no device"], evidence, fingerprint };
    }
    const list = found.devices.value;
    const count = list.devices.length;
    if (count >= 2) {
      const summary = [list.complete ? `${count} devices` : `at least ${count} devices`];
      return { status: "pass", summary, evidence };
    }
    if (!list.complete) return unknownBecause(unlisted(found.devices, facts), evidence);
    if (!facts.passwordPresent.known) return unknownBecause(facts.passwordPresent.why, evidence);
    return {
      status: "fail",
      severity: "medium",
      headline: "Root has a single MFA device",
      summary: ["1 device"],
      detail: ["Only ", describeDevices(list), ": if it is lost, so is the way in"],
      evidence,
      fingerprint: fingerprintOf(list),
    };
  },
  remedy: {
    why:
      "Root's devices are needed once in years, on a bad day. If the only one is lost by then, getting in takes the " +
      "root mailbox, the phone number on file and AWS Support, and days.",
    before: [
      "In a member account, consider having no root password instead: with centralized root access there is then " +
        "nothing to lose, and a password can be allowed again when it is needed.",
      "Choose a backup that does not share the first one's fate: another place, another keeper, another phone.",
    ],
    console: [
      "Sign in as the root user at https://console.aws.amazon.com/.",
      "Open the account menu, Security credentials, Multi-factor authentication, Assign MFA device.",
      "Best, register a second passkey or security key and keep it elsewhere; else a hardware token in a safe.",
      "If it must be a virtual device, print the QR code or the secret key while AWS shows it, which it does once, and " +
        "lock the paper away: from it the device can be made again.",
    ],
    commands: [
      rootSession("IAMAuditRootUserCredentials"),
      {
        does: "With the credentials of that session, count the devices; AWS allows eight",
        run: "aws iam list-mfa-devices",
      },
    ],
    after: [
      "Sign in once with the backup, and write down where it is and who may fetch it.",
      "Know that MFA is no better than the way round it: whoever has the root mailbox, or administers its domain, and " +
        "the primary contact's phone can have it reset. Use a group's mailbox, and a phone that outlives a leaver.",
    ],
  },
  compliance: [],
} as const satisfies Check;

/** A role lists virtual devices only; who could count the others depends on the account. */
function unlisted({ origin }: Known<RootMfaDevices>, { account }: AccountFacts): Unreadable {
  const { call, rung } = origin;
  const teller = account.isManagement ? "only root itself can count them" : "a root session would count them";
  return { code: "missing-in-answer", call, detail: `the devices that are not virtual; ${teller}`, rung };
}
