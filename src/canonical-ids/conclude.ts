import {
  type BucketReading,
  type CanonicalId,
  type CanonicalReading,
  type ForeignParty,
  type MethodAnswer,
  noAccountOf,
  type PartyRole,
  type Sighting,
  type Trust,
} from "../domain/canonical-id.ts";

/** What a reading comes to. */
export interface Conclusion {
  /** By the surest of the methods that found any. */
  readonly found?: Required<MethodAnswer>;
  /** Every method that had something to go by, the surest first. */
  readonly methods: readonly MethodAnswer[];
  /** Whether those that found an id found the same. */
  readonly agreement: "none" | "one" | "agree" | "disagree";
  /** Others who were met in the account's own buckets, the most frequent first. */
  readonly foreign: readonly ForeignParty[];
}

type Tally = ReadonlyMap<string, number>;

/**
 * Weighs what every method found; pure, so that the same reading always comes to the same. An object of somebody who is
 * certainly another account does not speak for this one.
 */
export function conclude(
  reading: CanonicalReading,
  others: ReadonlySet<CanonicalId> = new Set(),
): Conclusion {
  const methods = [
    ownList(reading),
    bucketAcl(reading),
    objectOwners(reading, others),
    elsewhere(reading, others),
  ].filter((answer) => answer !== undefined);
  const answers = methods.filter(hasId);
  const [found] = answers;
  const ids = new Set(answers.map(({ id }) => id));
  return {
    ...(found && { found }),
    methods,
    agreement: agreementOf(answers.length, ids.size),
    foreign: foreignIn(reading.buckets, found?.id),
  };
}

/** Everybody of whom a reading tells. */
export function partiesIn({ list, buckets, elsewhere }: CanonicalReading): readonly string[] {
  const met = [...buckets, ...elsewhere].flatMap(({ acl, owners }) => [
    ...(acl.known ? [acl.value.ownerId, ...acl.value.grantees] : []),
    ...(owners.known ? Object.keys(owners.value) : []),
  ]);
  const all = [list.known ? list.value.ownerId : undefined, ...met];
  return [...new Set(all.filter((party) => party !== undefined))];
}

/** Who was met in a bucket, as what and how often; its owner's own objects and permissions are not worth remembering. */
export function sightingOf(bucket: BucketReading, at: Date): Sighting {
  const { name, accountId, region, acl, owners } = bucket;
  const ownerId = acl.known ? acl.value.ownerId : undefined;
  const tallies: readonly (readonly [PartyRole, Tally])[] = [
    ...(acl.known ? [["bucket owner", tallyOf(ownerId ? [ownerId] : [])] as const] : []),
    ...(acl.known ? [["grantee", tallyOf(acl.value.grantees)] as const] : []),
    ...(owners.known ? [["object owner", new Map(Object.entries(owners.value))] as const] : []),
  ];
  const parties = tallies
    .flatMap(([role, tally]) => [...tally].map(([party, times]) => ({ party, role, times })))
    .filter(({ party, role }) => role === "bucket owner" || party !== ownerId);
  return { bucket: name, accountId, region, roles: tallies.map(([role]) => role), parties, at };
}

function agreementOf(answers: number, different: number): Conclusion["agreement"] {
  if (answers < 2) return answers === 0 ? "none" : "one";
  return different === 1 ? "agree" : "disagree";
}

function ownList({ list }: CanonicalReading): MethodAnswer | undefined {
  if (!list.known) return undefined;
  const { ownerId: id } = list.value;
  return { method: "own list", trust: "certain", speaking: id ? 1 : 0, of: 1, ...(id && { id }) };
}

function bucketAcl({ buckets }: CanonicalReading): MethodAnswer | undefined {
  const owners = buckets.flatMap(({ acl }) => (acl.known ? [acl.value.ownerId ?? ""] : []));
  return mostFrequent("bucket acl", "certain", tallyOf(owners.filter(Boolean)));
}

/** Certain where a bucket takes over what is written into it: then all that lies in it is its account's. */
function objectOwners({ buckets }: CanonicalReading, others: ReadonlySet<string>): MethodAnswer | undefined {
  const takingOver = buckets.filter(({ takesOver }) => takesOver);
  const sure = mostFrequent("object owners", "certain", objectsIn(takingOver, others));
  const all = mostFrequent("object owners", "likely", objectsIn(buckets, others));
  return sure && all && sure.id === all.id ? { ...all, trust: "certain" } : (sure ?? all);
}

/** What lies under the account's id in somebody else's bucket and is not that bucket's own. */
function elsewhere(
  { elsewhere: buckets }: CanonicalReading,
  others: ReadonlySet<string>,
): MethodAnswer | undefined {
  const foreign = new Map<string, number>();
  for (const { acl, owners } of buckets) {
    if (!acl.known || !acl.value.ownerId || !owners.known) continue;
    for (const [id, times] of Object.entries(owners.value))
      if (id !== acl.value.ownerId && !others.has(id) && !noAccountOf(id))
        foreign.set(id, (foreign.get(id) ?? 0) + times);
  }
  return mostFrequent("objects elsewhere", "likely", foreign);
}

function objectsIn(buckets: readonly BucketReading[], others: ReadonlySet<string>): Tally {
  const tally = new Map<string, number>();
  for (const { owners } of buckets)
    for (const [id, times] of owners.known ? Object.entries(owners.value) : [])
      if (!others.has(id) && !noAccountOf(id)) tally.set(id, (tally.get(id) ?? 0) + times);
  return tally;
}

/** The one that most speak for; none where two are level. */
function mostFrequent(method: MethodAnswer["method"], trust: Trust, tally: Tally): MethodAnswer | undefined {
  const [first, second] = [...tally].toSorted(([, a], [, b]) => b - a);
  if (!first) return undefined;
  const of = [...tally.values()].reduce((sum, times) => sum + times, 0);
  const [id, speaking] = first;
  return second?.[1] === speaking ? { method, trust, speaking, of } : { method, trust, speaking, of, id };
}

function hasId(answer: MethodAnswer): answer is Required<MethodAnswer> {
  return answer.id !== undefined;
}

function foreignIn(buckets: readonly BucketReading[], own: CanonicalId | undefined): readonly ForeignParty[] {
  const met = new Map<string, { roles: Set<PartyRole>; buckets: Set<string>; times: number }>();
  for (const bucket of buckets) {
    for (const { party, role, times } of sightingOf(bucket, new Date(0)).parties) {
      if (party === own || role === "bucket owner") continue;
      const known = met.get(party) ?? { roles: new Set(), buckets: new Set(), times: 0 };
      known.roles.add(role);
      known.buckets.add(bucket.name);
      met.set(party, { ...known, times: known.times + times });
    }
  }
  return [...met]
    .map(([party, { roles, buckets: names, times }]) => ({
      party,
      roles: [...roles].toSorted(),
      buckets: [...names].toSorted(),
      times,
    }))
    .toSorted((a, b) => b.times - a.times || a.party.localeCompare(b.party));
}

function tallyOf(ids: readonly string[]): Map<string, number> {
  const tally = new Map<string, number>();
  for (const id of ids) tally.set(id, (tally.get(id) ?? 0) + 1);
  return tally;
}
