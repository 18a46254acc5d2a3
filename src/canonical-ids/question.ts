import { accountInAccessKeyId, parseAccessKeyId } from "../domain/access-key-id.ts";
import { type AccountId, parseAccountId } from "../domain/account.ts";
import { noAccountOf, parseCanonicalId } from "../domain/canonical-id.ts";

/** What somebody wants to know whose it is, by its form. */
export type Question =
  | { readonly kind: "account id"; readonly id: AccountId }
  | { readonly kind: "canonical id"; readonly id: string }
  /** `encoded` is the account that the id carries within itself. */
  | { readonly kind: "access key"; readonly id: string; readonly encoded?: AccountId }
  | {
      readonly kind: "ARN";
      readonly arn: string;
      readonly service: string;
      readonly accountId?: AccountId;
      readonly bucket?: string;
    }
  /** Something that no account stands behind, and what it is. */
  | { readonly kind: "no account"; readonly what: string }
  | { readonly kind: "words"; readonly words: string };

/** What is copied out of a message often brings them along. */
const CODE_MARKS = /^`+([^`]+)`+$/;

/** Reads what was asked about by its form alone; names, aliases, addresses and buckets all are words. */
export function questionOf(text: string): Question {
  const asked = text.trim().replace(CODE_MARKS, "$1").trim();
  const accountId = parseAccountId(asked);
  if (accountId) return { kind: "account id", id: accountId };
  if (/^arn:/i.test(asked)) return arnQuestion(asked);
  const [, bucket] = /^s3:\/\/([^/]+)/i.exec(asked) ?? [];
  if (bucket) return { kind: "words", words: bucket };
  const noAccount = isParty(asked) && noAccountOf(asked.startsWith("http") ? asked : asked.toLowerCase());
  if (noAccount) return { kind: "no account", what: noAccount };
  const canonicalId = parseCanonicalId(asked);
  if (canonicalId) return { kind: "canonical id", id: canonicalId };
  const key = parseAccessKeyId(asked);
  if (!key) return { kind: "words", words: asked };
  const encoded = accountInAccessKeyId(key);
  return { kind: "access key", id: key, ...(encoded && { encoded }) };
}

/** Parties as access control lists name them; ids that are shorter or longer than an account's are nobody's. */
function isParty(text: string): boolean {
  return /^(?:[\da-f]{32}|[\da-f]{64}|[\da-f]{96}|https?:\/\/acs\.amazonaws\.com\/\S+)$/i.test(text);
}

const ARN = /^arn:([^:]*):([^:]*):([^:]*):([^:]*):(.+)$/i;
/** An account as the management account's services name it: its own id comes last, and the management's as the owner. */
const MEMBER = /^account\/o-[\da-z]+\/(\d{12})$/;
/** Owners in ARNs that are AWS itself. */
const AWS_ITSELF: ReadonlyMap<string, string> = new Map([
  ["aws", "something of AWS's own, the same for every account"],
  ["cloudfront", "a CloudFront origin access identity"],
  ["amazon", "something that AWS publishes"],
]);

function arnQuestion(arn: string): Question {
  const [, , service = "", , owner = "", resource = ""] = ARN.exec(arn) ?? [];
  const ownerOfAws = AWS_ITSELF.get(owner.toLowerCase());
  if (ownerOfAws) return { kind: "no account", what: ownerOfAws };
  const accountId = parseAccountId(MEMBER.exec(resource)?.[1] ?? owner);
  const bucket = service.toLowerCase() === "s3" && !owner ? resource.split("/")[0] : undefined;
  return { kind: "ARN", arn, service, ...(accountId && { accountId }), ...(bucket && { bucket }) };
}
