import { digestsOf } from "../domain/fingerprint.ts";
import { maskAccessKeyId } from "../domain/mask.ts";
import { type Known, known, type Read } from "../domain/read.ts";
import type { Fingerprint, Phrase, PhrasePart } from "../domain/result.ts";
import type { AccountFacts, RootAccessKey } from "../domain/root-facts.ts";
import { byOlderReport, type Check, evidenceOf, rootSession, unknownBecause } from "./check.ts";

export const rootAccessKey = {
  id: "root-access-key",
  title: "Root access key",
  question: "Does the root user have an access key?",
  needs: ["accessKeysPresent", "accessKeys"],
  severity: "critical",
  evaluate({ accessKeysPresent, accessKeys }) {
    if (accessKeysPresent.known && !accessKeysPresent.value) {
      return { status: "pass", summary: ["none"], evidence: [evidenceOf(accessKeysPresent)] };
    }
    if (accessKeys.known) return byState(accessKeys, accessKeysPresent);
    if (!accessKeysPresent.known) return unknownBecause(accessKeysPresent.why);
    if (accessKeys.why.code === "not-fresh") {
      return unknownBecause(accessKeys.why, [evidenceOf(accessKeysPresent)]);
    }
    return {
      status: "fail",
      severity: "critical",
      headline: "Root access key is present",
      summary: ["present"],
      detail: [`Whether it is active could not be read (${accessKeys.why.detail}), so it is taken as active`],
      evidence: [evidenceOf(accessKeysPresent)],
      fingerprint: {},
    };
  },
  remedy: {
    why:
      "A root access key can do anything in the account, cannot be limited by any policy in it, and asks for no " +
      "second factor. It is found in old scripts, images and repositories.",
    before: [
      "See what uses it: the evidence names the service and Region of its last use; CloudTrail finds the calls of the " +
        "last 90 days by the key's id.",
      "Give that workload a role, or an IAM user with just what it needs, and move it there.",
      "Have somebody who can administer the account without root, so that nobody makes the next root key in a hurry.",
      "Deactivate the key first and wait as long as its slowest job takes to come round: that can be undone, deleting " +
        "cannot. A root session can only delete; to deactivate, somebody signs in as root.",
    ],
    console: [
      "Sign in as the root user at https://console.aws.amazon.com/.",
      "Open the account menu, Security credentials, Access keys.",
      "Actions, Deactivate. After the wait: Actions, Delete.",
    ],
    commands: [
      rootSession("IAMDeleteRootUserCredentials"),
      { does: "Then with the credentials of that session", run: "aws iam list-access-keys" },
      {
        does: "And, only when nothing uses the key any more",
        run: "aws iam delete-access-key --access-key-id KEY_ID",
      },
    ],
    after: [
      "Re-check here: that a key is gone shows at once. That it is only inactive shows by root session at once, by " +
        "member role in the next credential report, which AWS makes every four hours at most.",
      "Look for copies of the key in scripts, images and repositories: a deleted key is harmless, but whoever kept it " +
        "there keeps others the same way.",
    ],
  },
  compliance: [
    { framework: "CIS AWS Foundations 7.0", ids: ["2.4"] },
    { framework: "CIS AWS Foundations 6.0", ids: ["2.3"] },
    { framework: "CIS AWS Foundations 5.0", ids: ["1.3"] },
    { framework: "CIS AWS Foundations 3.0", ids: ["1.4"] },
    { framework: "Security Hub", ids: ["IAM.4"] },
    {
      framework: "NIST 800-53 r5",
      ids: ["AC-2(1)", "AC-3(7)", "AC-3(15)", "AC-6", "AC-6(2)", "AC-6(10)"],
    },
  ],
} as const satisfies Check;

/**
 * Whether root has an access key at all, by the account's summary or else by the keys themselves. A credential report
 * without keys proves nothing about those made since; a list read now does.
 */
export function anyAccessKey({
  accessKeysPresent,
  accessKeys,
}: Pick<AccountFacts, "accessKeysPresent" | "accessKeys">): Read<boolean> {
  if (accessKeysPresent.known || !accessKeys.known) return accessKeysPresent;
  const count = accessKeys.value.length;
  if (count === 0 && accessKeys.origin.asOf) return accessKeysPresent;
  return known(count > 0, { ...accessKeys.origin, given: count === 0 ? "no key" : `${count} there` });
}

/** Decides by the keys' states. A list that is empty although a key is said to be present is older than the key. */
function byState(
  accessKeys: Known<readonly RootAccessKey[]>,
  present: AccountFacts["accessKeysPresent"],
): ReturnType<Check["evaluate"]> {
  const summaryEvidence = present.known ? [evidenceOf(present)] : [];
  if (accessKeys.value.length === 0 && present.known) {
    return {
      status: "fail",
      severity: "critical",
      headline: "Root access key is present",
      summary: ["present"],
      detail: [
        "Newer than the last credential report, so its state is not known yet and it is taken as active",
      ],
      evidence: [...summaryEvidence, evidenceOf(accessKeys, "no key")],
      fingerprint: {},
    };
  }
  if (accessKeys.value.length === 0 && !present.known && accessKeys.origin.asOf) {
    return unknownBecause(present.why, [evidenceOf(accessKeys, "no key")]);
  }
  if (accessKeys.value.length === 0) {
    return { status: "pass", summary: ["none"], evidence: [evidenceOf(accessKeys, "no key")] };
  }
  const active = accessKeys.value.filter((key) => key.status === "active").length;
  return {
    status: "fail",
    severity: active > 0 ? "critical" : "high",
    headline: active > 0 ? "Root access key is active" : "Root access key is inactive but still there",
    summary: [active > 0 ? `${active} active` : `${accessKeys.value.length} inactive`],
    detail: [
      ...accessKeys.value.flatMap((key, index) => [
        ...(index > 0 ? ["; "] : []),
        ...describe(key, index > 0),
      ]),
      ...byOlderReport(accessKeys.origin),
    ],
    evidence: [...summaryEvidence, evidenceOf(accessKeys, accessKeys.value.map(inWords).join("; "))],
    fingerprint: fingerprintOf(accessKeys.value),
  };
}

/**
 * Every source tells how many keys are in which state; a list names them, and a report has the times of their last
 * change instead.
 */
function fingerprintOf(keys: readonly RootAccessKey[]): Fingerprint {
  const active = keys.filter(({ status }) => status === "active").length;
  const ids = keys.flatMap(({ id }) => (id ? [id] : []));
  const changes = keys.flatMap(({ id, createdAt }) => (createdAt && !id ? [createdAt.toISOString()] : []));
  return {
    active: String(active),
    inactive: String(keys.length - active),
    ...(ids.length === keys.length && { ids: digestsOf(ids) }),
    ...(changes.length === keys.length && { "changed, by report": changes.toSorted().join(" ") }),
  };
}

function describe(key: RootAccessKey, isFurther: boolean): Phrase {
  const parts: PhrasePart[] = key.id
    ? [{ accessKeyId: key.id }, `, ${key.status}`]
    : [isFurther ? key.status : capitalized(key.status)];
  if (key.createdAt) parts.push(", created ", { day: key.createdAt });
  if (!key.lastUsed) return [...parts, ", no use recorded"];
  if (key.lastUsed === "unread") return [...parts, ", last use could not be read"];
  const where = [key.lastUsed.service, key.lastUsed.region].filter(Boolean).join(", ");
  return [...parts, ", last used ", { ago: key.lastUsed.at }, where ? ` (${where})` : ""];
}

function inWords(key: RootAccessKey): string {
  return [key.id && maskAccessKeyId(key.id), key.status].filter(Boolean).join(" ");
}

function capitalized(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
