import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { conclude, partiesIn, sightingOf } from "../../src/canonical-ids/conclude.ts";
import type { CanonicalReading } from "../../src/domain/canonical-id.ts";
import {
  bucketOf,
  canonicalReading,
  listOf,
  OTHER,
  OWN,
  read,
  refused,
  THIRD,
} from "../support/canonical-readings.ts";

const ANONYMOUS = "65a011a29cdf8ec533ec3d1ccaae921c";
/** Certainly another account's. */
const KNOWN = "d".repeat(64);
const EVERYBODY = "http://acs.amazonaws.com/groups/global/AllUsers";

/** What a reading comes to, in a line: id's first letter, trust, methods, agreement. */
function gist(reading: Partial<CanonicalReading>): string {
  const { found, methods, agreement } = conclude(canonicalReading(reading), new Set([KNOWN]));
  const told = methods.map(({ method, id, speaking, of }) => `${method} ${id?.[0] ?? "?"} ${speaking}/${of}`);
  return [`${found?.id[0] ?? "?"} ${found?.trust ?? "-"}`, ...told, agreement].join(", ");
}

describe("a canonical id is that of the surest method", () => {
  test.each<[string, Partial<CanonicalReading>, string]>([
    ["the list alone", {}, "a certain, own list a 1/1, one"],
    [
      "all methods, agreeing",
      { buckets: [bucketOf({ owners: read({ [OWN]: 9, [OTHER]: 1 }) })] },
      "a certain, own list a 1/1, bucket acl a 1/1, object owners a 9/10, agree",
    ],
    [
      "a bucket in which others write most",
      { buckets: [bucketOf({ owners: read({ [OWN]: 1, [OTHER]: 9 }) })] },
      "a certain, own list a 1/1, bucket acl a 1/1, object owners b 9/10, disagree",
    ],
    [
      "a list that names no owner",
      { list: listOf(undefined), buckets: [bucketOf()] },
      "a certain, own list ? 0/1, bucket acl a 1/1, one",
    ],
    [
      "access control lists that are refused",
      {
        list: listOf(undefined),
        buckets: [bucketOf({ acl: refused, owners: read({ [OWN]: 3, [OTHER]: 1 }) })],
      },
      "a likely, own list ? 0/1, object owners a 3/4, one",
    ],
    [
      "the same in a bucket that takes over what is written into it",
      {
        list: listOf(undefined),
        buckets: [bucketOf({ acl: refused, takesOver: true, owners: read({ [OWN]: 3 }) })],
      },
      "a certain, own list ? 0/1, object owners a 3/3, one",
    ],
    [
      "two writers who wrote as much",
      { list: refused, buckets: [bucketOf({ acl: refused, owners: read({ [OWN]: 2, [OTHER]: 2 }) })] },
      "? -, object owners ? 2/4, none",
    ],
    [
      "objects that nobody signed for",
      { list: refused, buckets: [bucketOf({ acl: refused, owners: read({ [ANONYMOUS]: 9 }) })] },
      "? -, none",
    ],
    [
      "objects under its id in another account's bucket",
      {
        list: refused,
        elsewhere: [
          bucketOf({ acl: read({ ownerId: OTHER, grantees: [] }), owners: read({ [OWN]: 2, [OTHER]: 7 }) }),
        ],
      },
      "a likely, objects elsewhere a 2/2, one",
    ],
    [
      "such objects where it cannot be told which are the bucket's own",
      { list: refused, elsewhere: [bucketOf({ acl: refused, owners: read({ [OWN]: 2, [OTHER]: 7 }) })] },
      "? -, none",
    ],
    [
      "objects under its id that are certainly another account's",
      {
        list: refused,
        elsewhere: [
          bucketOf({ acl: read({ ownerId: THIRD, grantees: [] }), owners: read({ [OWN]: 2, [KNOWN]: 7 }) }),
        ],
      },
      "a likely, objects elsewhere a 2/2, one",
    ],
    [
      "a bucket in which a known other account writes most",
      { buckets: [bucketOf({ owners: read({ [OWN]: 1, [KNOWN]: 9 }) })] },
      "a certain, own list a 1/1, bucket acl a 1/1, object owners a 1/1, agree",
    ],
    ["nothing at all", { list: refused }, "? -, none"],
  ])("%s", (_, reading, expected) => {
    expect(gist(reading)).toBe(expected);
  });
});

describe("others who are met", () => {
  test("are counted over all buckets, by what they are, the most frequent first", () => {
    const buckets = [
      bucketOf({ owners: read({ [OWN]: 5, [OTHER]: 2 }) }),
      bucketOf({
        name: "archive",
        acl: read({ ownerId: OWN, grantees: [OWN, OTHER, EVERYBODY] }),
        owners: refused,
      }),
      bucketOf({ name: "logs", acl: refused, owners: read({ [OTHER]: 1, [THIRD]: 1 }) }),
    ];
    expect(conclude(canonicalReading({ buckets })).foreign).toEqual([
      { party: OTHER, roles: ["grantee", "object owner"], buckets: ["archive", "logs", "uploads"], times: 4 },
      { party: THIRD, roles: ["object owner"], buckets: ["logs"], times: 1 },
      { party: EVERYBODY, roles: ["grantee"], buckets: ["archive"], times: 1 },
    ]);
  });

  test("are remembered only of what could be read", () => {
    const at = new Date();
    const { roles, parties } = sightingOf(bucketOf({ acl: refused, owners: read({ [OTHER]: 2 }) }), at);
    expect({ roles, parties }).toEqual({
      roles: ["object owner"],
      parties: [{ party: OTHER, role: "object owner", times: 2 }],
    });
    const whole = sightingOf(bucketOf({ owners: read({ [OWN]: 9 }) }), at);
    expect(whole.roles).toEqual(["bucket owner", "grantee", "object owner"]);
    expect(whole.parties).toEqual([{ party: OWN, role: "bucket owner", times: 1 }]);
  });

  test("are all that a reading tells of, wherever", () => {
    const reading = canonicalReading({
      buckets: [bucketOf({ acl: read({ ownerId: OWN, grantees: [EVERYBODY] }), owners: refused })],
      elsewhere: [bucketOf({ acl: refused, owners: read({ [OTHER]: 1, [THIRD]: 2 }) })],
    });
    expect(new Set(partiesIn(reading))).toEqual(new Set([OWN, EVERYBODY, OTHER, THIRD]));
  });

  test("never include the account itself, whatever was found", () => {
    const ids = fc.constantFrom(OWN, OTHER, THIRD);
    const bucket = fc.record({
      owner: ids,
      grantees: fc.array(ids),
      objects: fc.dictionary(ids, fc.integer({ min: 1, max: 9 })),
    });
    fc.assert(
      fc.property(fc.array(bucket), (given) => {
        const buckets = given.map(({ owner, grantees, objects }, index) =>
          bucketOf({ name: `b${index}`, acl: read({ ownerId: owner, grantees }), owners: read(objects) }),
        );
        const { found, foreign } = conclude(canonicalReading({ buckets }));
        expect(found?.id).toBe(OWN);
        expect(foreign.map(({ party }) => party)).not.toContain(OWN);
      }),
    );
  });
});
