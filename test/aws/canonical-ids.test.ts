import { GetBucketAclCommand } from "@aws-sdk/client-s3";
import fc from "fast-check";
import { describe, expect, onTestFinished, test } from "vitest";
import { createCanonicalReader } from "../../src/aws/canonical-ids.ts";
import { createClients } from "../../src/aws/clients.ts";
import { createEvenSample } from "../../src/aws/even-sample.ts";
import type { Budget } from "../../src/domain/canonical-id.ts";
import type { AccountSpecification } from "../../src/local-aws/account.ts";
import { bucket } from "../../src/local-aws/s3/bucket.ts";
import { canonicalIdOf } from "../../src/local-aws/s3/canonical-id.ts";
import { HOME, MEMBER } from "../local-aws/support.ts";
import { type AwsOptions, gistOf, member, startReadingAws } from "./support.ts";

const STRANGER = "9".repeat(64);
const EVERYBODY = "http://acs.amazonaws.com/groups/global/AllUsers";
const budget: Budget = { buckets: 10, objects: 3_000, seconds: 60 };
const own = canonicalIdOf(MEMBER);
const reader = { name: "reader", trusts: [HOME], allows: ["s3:*"] };

async function startReading(specification: Partial<AccountSpecification>, options: AwsOptions = {}) {
  const reading = await startReadingAws({
    ...options,
    aws: { ...options.aws, member: { roles: [reader], ...specification } },
  });
  const { readCanonicalId, findKeyOwner } = createCanonicalReader(reading);
  const read = (given: Partial<Budget> = {}, account = member) =>
    readCanonicalId(
      { account, budget: { ...budget, ...given }, purpose: "L1" },
      new AbortController().signal,
    );
  return { ...reading, read, findKeyOwner };
}

describe("an account that can be entered", () => {
  test("tells by its list, its access control lists and its objects, in every Region", async () => {
    const { read } = await startReading({
      buckets: [
        {
          name: "europe",
          region: "eu-central-1",
          ownership: "ObjectWriter",
          grants: [{ to: STRANGER }, { to: EVERYBODY }],
          objects: [{ key: "a" }, { key: "b" }, { key: "c", owner: STRANGER }],
        },
        { name: "deleted", versioned: true, ownership: "unset", objects: [{ key: "gone", deleted: true }] },
        { name: "empty" },
        { name: "shut", denies: true },
        { name: "express--usw2-az1--x-s3", kind: "directory" },
      ],
    });
    const { list, buckets, elsewhere, home, spent } = await read();
    expect(home).toEqual({ accountId: HOME, id: canonicalIdOf(HOME) });
    const names = ["deleted", "empty", "europe", "shut"];
    expect(gistOf(list)).toEqual({ ownerId: own, buckets: 4, names, isWhole: true });
    expect(list.known && list.origin).toMatchObject({ call: "s3:ListBuckets", rung: "member role" });
    const found = Object.fromEntries(
      buckets.map(({ name, acl, owners, takesOver }) => [name, [gistOf(acl), gistOf(owners), takesOver]]),
    );
    expect(found).toEqual({
      deleted: [{ ownerId: own, grantees: [own] }, { [own]: 1 }, undefined],
      empty: [{ ownerId: own, grantees: [own] }, {}, true],
      europe: [{ ownerId: own, grantees: [own, STRANGER, EVERYBODY] }, { [own]: 2, [STRANGER]: 1 }, false],
      shut: ["access-denied", "access-denied", undefined],
    });
    expect(elsewhere).toEqual([]);
    expect(spent).toMatchObject({ buckets: 4, objects: 4, cutBy: [] });
  });

  test("is never entered by a root session", async () => {
    const { read, aws } = await startReading({ roles: [] }, { config: { rootSessions: "first" } });
    expect(gistOf((await read()).list)).toBe("access-denied");
    expect(aws.calls.map(({ action }) => action)).not.toContain("AssumeRoot");
  });

  test("is looked into within the budget, however large it is", async () => {
    const generated = { count: 1_000_000, writers: [{ owner: STRANGER, every: 100 }] };
    const { read } = await startReading({
      buckets: [{ name: "a-million", ownership: "ObjectWriter", generated }],
      generatedBuckets: { count: 25_000 },
    });
    const { list, buckets, spent } = await read({ buckets: 4, objects: 2_500 });
    expect(gistOf(list)).toMatchObject({ ownerId: own, buckets: 25_001, isWhole: true });
    expect(buckets.map(({ name }) => name)).toHaveLength(4);
    expect(buckets.map(({ owners }) => gistOf(owners))[0]).toEqual({ [own]: 619, [STRANGER]: 6 });
    expect(spent).toMatchObject({ buckets: 4, objects: 625, cutBy: ["buckets", "objects"] });
  });

  test("is left when the time is over, with what was found by then", async () => {
    const { read, aws, advance } = await startReading({ generatedBuckets: { count: 2_500 } });
    const reading = read({ seconds: 1 });
    while (!aws.calls.some(({ action }) => action === "ListBuckets")) await new Promise(setImmediate);
    advance(1_000);
    const { list, spent } = await reading;
    expect(gistOf(list)).toMatchObject({ ownerId: own, isWhole: false });
    expect(spent).toMatchObject({ buckets: 0, cutBy: ["seconds", "buckets"] });
  });

  test.each([
    "PermanentRedirect",
    "TemporaryRedirect",
    "AuthorizationHeaderMalformed",
    "IllegalLocationConstraintException",
  ] as const)("is read in a Region that no list has named, sent there by %s", async (bucketElsewhere) => {
    const far = { region: "ap-southeast-2", ownership: "ObjectWriter" } as const;
    const { read } = await startReading(
      { buckets: [{ ...far, name: "far", objects: [{ key: "a" }] }] },
      { aws: { switches: { bucketRegions: false, bucketElsewhere } } },
    );
    const { buckets } = await read();
    expect(buckets).toMatchObject([{ name: "far", region: "ap-southeast-2", takesOver: false }]);
    expect(buckets.map(({ acl, owners }) => [gistOf(acl), gistOf(owners)])).toEqual([
      [{ ownerId: own, grantees: [own] }, { [own]: 1 }],
    ]);
  });

  test("is certain by the first part of its list, even if the rest cannot be had", async () => {
    const { read, aws } = await startReading({ generatedBuckets: { count: 3_000 } });
    const reading = read({ buckets: 1 });
    const isListed = () =>
      aws.calls.some(({ action, principal }) => action === "ListBuckets" && principal.includes(MEMBER));
    while (!isListed()) await new Promise(setImmediate);
    aws.setFaults([{ call: "s3:ListBuckets", kind: "access-denied" }]);
    expect(gistOf((await reading).list)).toMatchObject({ ownerId: own, isWhole: false });
  });
});

test("an account that cannot be entered is known by the objects that lie under its id at home", async () => {
  const key = (place: string) => ({ key: `${place}/1`, owner: MEMBER });
  const { read, aws } = await startReading({ roles: [] });
  const home = aws.organization.accounts.get(HOME);
  home?.buckets.push(
    ...bucket.array().parse([
      {
        name: "drop-box",
        ownership: "ObjectWriter",
        objects: [
          key(MEMBER),
          { key: `AWSLogs/${MEMBER}/flow.log`, owner: "7".repeat(64) },
          { key: `${MEMBER}/2` },
          { key: "other", owner: STRANGER },
        ],
      },
    ]),
  );
  const { list, buckets, elsewhere } = await read();
  expect(gistOf(list)).toBe("access-denied");
  expect(buckets).toEqual([]);
  expect(elsewhere).toMatchObject([{ name: "drop-box", accountId: HOME }]);
  expect(elsewhere.map(({ owners }) => gistOf(owners))).toEqual([{ [own]: 1, [canonicalIdOf(HOME)]: 1 }]);
});

test("a role that may not list buckets says by its answer what it lacks", async () => {
  const { read } = await startReading({ roles: [{ ...reader, allows: ["iam:*"] }] });
  const { list } = await read();
  expect(list).toMatchObject({
    known: false,
    why: { code: "access-denied", detail: "s3:ListAllMyBuckets is not allowed", rung: "member role" },
  });
});

test("the app's client follows a bucket to its Region where no list has named that", async () => {
  const { aws } = await startReading({ buckets: [{ name: "far", region: "ap-southeast-2" }] });
  const clients = await createClients(1);
  onTestFinished(() => clients.close());
  const s3 = clients.s3(await aws.roleSession());
  const { Owner } = await s3.send(new GetBucketAclCommand({ Bucket: "far" }));
  expect(Owner?.ID).toBe(own);
});

test("how far it is can be heard bucket by bucket and page by page", async () => {
  const { readCanonicalId } = createCanonicalReader(
    await startReadingAws({
      aws: { member: { roles: [reader], buckets: [{ name: "one", generated: { count: 1_500 } }] } },
    }),
  );
  const heard: [number, number, number][] = [];
  const given = { account: member, budget, purpose: "L1" };
  await readCanonicalId(given, new AbortController().signal, ({ listed, buckets, objects }) =>
    heard.push([listed, buckets, objects]),
  );
  expect(heard).toEqual([
    [1, 0, 0],
    [1, 1, 0],
    [1, 1, 1_000],
    [1, 1, 1_500],
  ]);
});

test("the app's own account is looked into by its own credentials", async () => {
  const { read } = await startReading({});
  const { list } = await read({}, { ...member, id: HOME });
  expect(gistOf(list)).toMatchObject({ ownerId: canonicalIdOf(HOME), buckets: 0 });
  expect(list.known && list.origin.rung).toBe("own credentials");
});

test.each([
  ["access-denied", "access-denied"],
  ["throttled", "throttled"],
  ["http-500", "unreachable"],
  ["cut", "unreachable"],
  ["nonsense", "unexpected-answer"],
] as const)("what fails as %s is unread, and leaves the rest intact", async (kind, code) => {
  const { read, aws } = await startReading({
    buckets: [{ name: "one", ownership: "ObjectWriter", objects: [{ key: "a" }] }],
  });
  aws.setFaults([{ call: "s3:GetBucketAcl", kind, times: 1 }]);
  const { list, buckets } = await read();
  expect(gistOf(list)).toMatchObject({ ownerId: own });
  const found = buckets.map(({ acl, owners }) => [gistOf(acl), gistOf(owners)]);
  expect(found).toEqual([[code, { [own]: 1 }]]);
});

test("a look-up that nobody waits for any more ends", async () => {
  const reading = await startReading({});
  const { readCanonicalId } = createCanonicalReader(reading);
  const given = { account: member, budget, purpose: "L1" };
  await expect(readCanonicalId(given, AbortSignal.abort(new Error("nobody")))).rejects.toThrow("nobody");
});

test("AWS says whose an access key is", async () => {
  const { findKeyOwner } = await startReading({});
  const ask = async (accessKeyId: string) => gistOf(await findKeyOwner({ accessKeyId, purpose: "L1" }));
  expect(await ask("AKIAMEMBER0000000001")).toBe(MEMBER);
  expect(await ask("AKIANOBODY0000000001")).toBe("unexpected-answer");
});

test("an even sample is of all that came, in their order, and no more than wanted", () => {
  fc.assert(
    fc.property(fc.nat(400), fc.nat(20), (count, wanted) => {
      const sample = createEvenSample<number>(wanted);
      for (let item = 0; item < count; item += 1) sample.add(item);
      const taken = sample.taken();
      expect(sample.count()).toBe(count);
      expect(taken).toEqual([...new Set(taken)].toSorted((a, b) => a - b));
      expect(taken).toHaveLength(Math.min(count, wanted));
      const last = taken.at(-1) ?? 0;
      if (count > wanted && wanted > 3) expect(last).toBeGreaterThan(count / 2 - 1);
    }),
  );
});
