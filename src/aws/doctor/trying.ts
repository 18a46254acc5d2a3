import type { Rung, Unreadable } from "../../domain/read.ts";
import type { Call } from "../calls.ts";
import { failureOf } from "../failure.ts";
import type { Culprit } from "../find-culprit.ts";
import { HomeRoleError } from "../sessions.ts";

/** What stands behind a refusal, as far as AWS's words tell it apart; `denied` is a plain no. */
export type Because =
  | "scp"
  | "scp-list"
  | "other-policy"
  | "policy"
  | "no-trusted-access"
  | "not-all-features"
  | "no-organization"
  | "feature-off"
  | "no-support-plan"
  | "not-administrator"
  | "global-endpoint"
  | "expired"
  | "no-credentials"
  | "denied"
  | "throttled"
  | "unreachable"
  | "unknown";

/** Why something that the doctor tried did not work. */
export interface Refused {
  readonly ok: false;
  readonly because: Because;
  readonly why: Unreadable;
  /** What kind of policy it was, in AWS's words, where it is none of rootcheck's and no service control policy. */
  readonly kind?: string;
  /** The statement that denies it, where that could be found. */
  readonly culprit?: Culprit;
}

/** What came of something that the doctor tried. */
export type Tried<T> = { readonly ok: true; readonly value: T } | Refused;

/** What else AWS says that it was, where a statement that allows it would not help. */
const OTHER_POLICY =
  /explicit deny in an? ([\w -]+? policy|permissions boundary)|no (permissions boundary|(?:session|VPC endpoint|resource control) policy) allows/i;

/** By an error's name and message; the first that fits counts. */
const SIGNS: readonly (readonly [Because, RegExp])[] = [
  ["scp-list", /no service control policy allows/i],
  ["scp", /service control policy/i],
  ["other-policy", OTHER_POLICY],
  ["policy", /no identity-based policy allows/i],
  ["no-trusted-access", /ServiceAccessNotEnabled|must first enable trusted access/],
  ["not-all-features", /OrganizationNotInAllFeaturesMode/],
  ["no-organization", /AWSOrganizationsNotInUse|OrganizationNotFound/],
  ["feature-off", /feature is not enabled/],
  ["no-support-plan", /SubscriptionRequired/],
  ["not-administrator", /NotManagementOrDelegatedAdministrator|have permissions to access this resource/],
  ["global-endpoint", /^InvalidAction/],
  ["expired", /^ExpiredToken|session .*expired/i],
  ["no-credentials", /^(CredentialsProviderError|TokenProviderError)/],
];

/** Tries something; what is thrown becomes the reason why it did not work. */
export async function tried<T>(call: Call, rung: Rung, attempt: () => Promise<T>): Promise<Tried<T>> {
  try {
    return { ok: true, value: await attempt() };
  } catch (error) {
    return refusedBy(error, call, rung);
  }
}

function refusedBy(thrown: unknown, call: Call, rung: Rung): Refused {
  const error = thrown instanceof HomeRoleError ? thrown.cause : thrown;
  const why = failureOf(error, call, rung);
  const words = error instanceof Error ? `${error.name} ${error.message}` : String(error);
  const sign = SIGNS.find(([, shape]) => shape.test(words));
  const because = sign?.[0] ?? byCode(why);
  const [, denying, silent] = because === "other-policy" ? (OTHER_POLICY.exec(words) ?? []) : [];
  const kind = denying ?? silent;
  return { ok: false, because, why, ...(kind && { kind }) };
}

/** A reason that the rest of the reader has found. */
export function refusedFor(why: Unreadable): Refused {
  return { ok: false, because: byCode(why), why };
}

function byCode({ code }: Unreadable): Because {
  if (code === "access-denied") return "denied";
  if (code === "denied-by-scp") return "scp";
  return code === "throttled" || code === "unreachable" ? code : "unknown";
}
