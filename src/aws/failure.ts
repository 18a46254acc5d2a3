import { messageOf } from "../domain/errors.ts";
import type { Rung, Unreadable, UnreadableCode } from "../domain/read.ts";
import { redact } from "../log.ts";
import { type Call, calls } from "./calls.ts";
import { HomeRoleError } from "./sessions.ts";

/** What the SDK's errors have in common; query-protocol services put the wire's code in `Code` as well. */
interface AwsError {
  readonly name: string;
  readonly message: string;
  readonly code?: string;
  readonly $metadata?: { readonly httpStatusCode?: number };
}

const THROTTLED =
  /throttl|TooManyRequests|RequestLimitExceeded|SlowDown|BandwidthLimitExceeded|^LimitExceeded/i;
const DENIED = /^AccessDenied|^UnauthorizedOperation|^NotAuthorized|^CallerIsNot|^AccountNotManagement/;
const BAD_CREDENTIALS =
  /^(CredentialsProviderError|InvalidClientTokenId|UnrecognizedClientException|SignatureDoesNotMatch|ExpiredToken\w*|InvalidAccessKeyId|AuthFailure|IncompleteSignature)$/;
const FEATURE_OFF =
  /feature is not enabled|must first enable trusted access|ServiceAccessNotEnabled|OrganizationNotInAllFeaturesMode|OrganizationNotFound|AWSOrganizationsNotInUse|SubscriptionRequired/;
const NOT_IN_PARTITION = /^(InvalidAction|UnknownOperationException|RegionDisabledException|OptInRequired)$/;
const UNREACHABLE =
  /\b(TimeoutError|RequestTimeout)\b|ECONN|ENOTFOUND|EAI_AGAIN|EPIPE|ETIMEDOUT|socket hang up/;
const SCP = /explicit deny in a service control policy|no service control policy allows/i;
const NO_POLICY_ALLOWS = /no service control policy allows/i;
/** What the SDK adds for programmers. */
const DESERIALIZATION = /\s*Deserialization error: to see the raw response.*$/s;
const SCP_ID = /service_control_policy\/(p-[\w-]+)/;

/** Stands in the detail of a denial whose policy has yet to be found. */
export const POLICY_NOT_NAMED = "the answer does not name the policy";

/** Says in the domain's words why a call failed. */
export function failureOf(thrown: unknown, call: Call, rung: Rung): Unreadable {
  if (thrown instanceof HomeRoleError) {
    const why = failureOf(thrown.cause, "sts:AssumeRole", rung);
    return { ...why, detail: `ROOTCHECK_HOME_ROLE: ${why.detail}` };
  }
  const error = asAwsError(thrown);
  const code = codeOf(error);
  return { code, call, detail: detailOf(error, code, call), rung };
}

function asAwsError(thrown: unknown): AwsError {
  return thrown instanceof Error ? thrown : { name: "Unknown", message: messageOf(thrown) };
}

function codeOf(error: AwsError): UnreadableCode {
  const { name, message } = error;
  const status = error.$metadata?.httpStatusCode ?? 0;
  if (SCP.test(message)) return "denied-by-scp";
  if (FEATURE_OFF.test(name) || FEATURE_OFF.test(message)) return "feature-off";
  if (THROTTLED.test(name)) return "throttled";
  if (DENIED.test(name) || BAD_CREDENTIALS.test(name)) return "access-denied";
  if (NOT_IN_PARTITION.test(name)) return "not-in-partition";
  if (UNREACHABLE.test(`${name} ${error.code ?? ""} ${message}`) || status >= 500) return "unreachable";
  if (status === 401 || status === 403) return "access-denied";
  return "unexpected-answer";
}

function detailOf(error: AwsError, code: UnreadableCode, call: Call): string {
  if (code === "denied-by-scp") {
    if (NO_POLICY_ALLOWS.test(error.message)) return `no service control policy allows ${call}`;
    const policy = SCP_ID.exec(error.message)?.[1];
    return policy ? `${policy} denies ${call}` : `${call} (${POLICY_NOT_NAMED})`;
  }
  if (error.name === "CredentialsProviderError")
    return `no usable AWS credentials: ${shortened(error.message)}`;
  if (code === "access-denied" && BAD_CREDENTIALS.test(error.name))
    return `AWS did not accept the credentials (${error.name})`;
  if (code === "access-denied" && DENIED.test(error.name)) return denied(call);
  if (code === "not-in-partition") return call;
  if (code === "unreachable")
    return error.$metadata?.httpStatusCode ? `HTTP ${error.$metadata.httpStatusCode}` : networkWord(error);
  return shortened((error.message || error.name).replace(DESERIALIZATION, ""));
}

/** AWS does not say whether a role is missing or does not trust the caller. */
function denied(call: Call): string {
  return call === "sts:AssumeRole"
    ? "the role is missing or may not be assumed (sts:AssumeRole)"
    : `${calls[call].action} is not allowed`;
}

function networkWord(error: AwsError): string {
  return error.code ?? (error.name === "TimeoutError" ? "no answer in time" : shortened(error.message));
}

/** AWS's own words may name an address or a key; they are shown in channels. */
function shortened(text: string): string {
  const line = redact(text).replace(/\s+/g, " ").trim();
  return line.length > 160 ? `${line.slice(0, 159)}…` : line;
}
