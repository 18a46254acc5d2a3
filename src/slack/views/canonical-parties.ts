import {
  type ForeignParty,
  noAccountOf,
  type PartyRole,
  type StoredCanonicalId,
} from "../../domain/canonical-id.ts";
import { type Block, bold, bullets, code, type Span } from "../blocks.ts";
import { counted } from "../count-words.ts";
import { capitalized, literal } from "../text.ts";
import { outsideWords } from "./canonical-words.ts";
import { nameOf } from "./names.ts";

/** So many buckets of one party are named. */
const MOST_BUCKETS = 3;

/** Those who were met in others' buckets, each with where and as what. */
export function partyBullets(parties: readonly ForeignParty[], known: readonly StoredCanonicalId[]): Block {
  return bullets(
    parties.map((party): readonly Span[] => [
      bold(whoIs(party.party, known)),
      ` ${sightingWords(party)}\n`,
      code(literal(party.party, 96)),
    ]),
  );
}

/** "owns objects and is granted access, 7 times in uploads, archive and 2 more". */
export function sightingWords({ roles, buckets, times }: ForeignParty): string {
  const named = buckets.slice(0, MOST_BUCKETS).map((bucket) => literal(bucket, 63));
  const left = buckets.length - named.length;
  const where = [...named, ...(left > 0 ? [`${left} more`] : [])].join(", ");
  return `${roles.map((role) => ROLES[role]).join(" and ")}, ${counted(times, "time")} in ${where}`;
}

const ROLES: Record<PartyRole, string> = {
  "bucket owner": "owns buckets",
  "object owner": "owns objects",
  grantee: "is granted access",
};

function whoIs(party: string, known: readonly StoredCanonicalId[]): string {
  const account = known.find(({ id }) => id === party);
  if (!account) return capitalized(noAccountOf(party) ?? "an account that is not known");
  const { accountId: id, accountName: name, isOutside } = account;
  return `${name ? nameOf({ id, name }) : "Account"} ${id}${outsideWords(account)}${isOutside ? "," : ""}`;
}
