import { describe, expect, test } from "vitest";
import type { CanonicalAnswer } from "../../../src/canonical-ids/derive.ts";
import type { WhoisAnswer } from "../../../src/canonical-ids/whois.ts";
import type { ForeignParty, StoredCanonicalId } from "../../../src/domain/canonical-id.ts";
import { canonicalMessage, progressText } from "../../../src/slack/views/canonical.ts";
import { directoryMessage } from "../../../src/slack/views/canonical-directory.ts";
import { whoisMessage } from "../../../src/slack/views/whois.ts";
import {
  bucketOf,
  canonicalReading,
  listOf,
  OTHER,
  OWN,
  read,
  refused,
  THIRD,
} from "../../support/canonical-readings.ts";
import { sampleAccount } from "../../support/root-facts.ts";
import { canonicalAnswer } from "./canonical-answers.ts";
import { HOSTILE, KEY_ID } from "./samples.ts";
import { expectSendable, wordsIn } from "./sendable.ts";

const learntAt = new Date("2026-11-20T12:00:00Z");
const stored: StoredCanonicalId = {
  accountId: sampleAccount.id,
  accountName: sampleAccount.name,
  id: OWN,
  method: "own list",
  trust: "certain",
  learntAt,
};

describe("an account's canonical id", () => {
  const reachedByObjects = canonicalReading({
    list: refused,
    elsewhere: [bucketOf({ acl: read({ ownerId: OTHER, grantees: [] }), owners: read({ [OWN]: 2 }) })],
  });
  const foreign = bucketOf({ owners: read({ [OWN]: 5, [OTHER]: 1, [THIRD]: 1 }) });

  test.each<[string, Partial<Omit<CanonicalAnswer, "conclusion">>, readonly (string | RegExp)[]]>([
    ["that S3 says", {}, [`has the canonical user id${OWN}`, "S3 says it by the member role, certain"]],
    [
      "that all methods agree on",
      { reading: canonicalReading({ buckets: [bucketOf({ owners: read({ [OWN]: 5 }) })] }) },
      ["1 of 1 list names it, certain", "5 of 5 objects name it, likely", "All of these agree."],
    ],
    [
      "that methods do not agree on",
      { reading: canonicalReading({ buckets: [bucketOf({ owners: read({ [OTHER]: 5 }) })] }) },
      [
        "5 of 5 objects name another",
        "These do not agree, and the surest counts.",
        `The owners of the objects in its buckets: ${OTHER}`,
      ],
    ],
    [
      "that was another before",
      { earlier: { ...stored, id: THIRD } },
      [`It was remembered as another until now: ${THIRD}`],
    ],
    [
      "that was found as another before, and more surely",
      { earlier: { ...stored, id: THIRD }, reading: reachedByObjects },
      [`most likely the canonical user id${OWN}`, `stays remembered as another, which was certain: ${THIRD}`],
    ],
    [
      "that was found before and not now",
      { earlier: stored, reading: canonicalReading({ list: refused }) },
      [
        "could not be found",
        "It is remembered all the same. Canonical user id: certain, from its own list of buckets",
        OWN,
      ],
    ],
    [
      "that another account is remembered to have",
      { known: [{ ...stored, accountName: "twin", accountId: "999999999999" }] },
      ["The same id is remembered of twin 999999999999 (certain", "one of the two is mistaken."],
    ],
    [
      "with others whose account is known, or not",
      { reading: canonicalReading({ buckets: [foreign] }), known: [{ ...stored, id: OTHER }] },
      [
        `${sampleAccount.name} ${sampleAccount.id} owns objects, 1 time in uploads\n${OTHER}`,
        `An account that is not known owns objects, 1 time in uploads\n${THIRD}`,
      ],
    ],
    [
      "with others whose account has left the organization",
      {
        reading: canonicalReading({ buckets: [foreign] }),
        known: [
          { ...stored, id: OTHER, isOutside: true },
          { ...stored, accountName: "gone", isOutside: true },
        ],
      },
      [
        `${sampleAccount.name} ${sampleAccount.id}, not in the organization, owns objects, 1 time in uploads`,
        `The same id is remembered of gone ${sampleAccount.id}, not in the organization (certain`,
      ],
    ],
    [
      "that only objects elsewhere tell of",
      { reading: reachedByObjects },
      [
        "Its own list of buckets: could not be read, s3:ListAllMyBuckets is not allowed",
        `most likely the canonical user id${OWN}`,
      ],
    ],
    [
      "that two writers leave undecided",
      {
        reading: canonicalReading({
          list: refused,
          buckets: [bucketOf({ acl: refused, owners: read({ [OWN]: 1, [OTHER]: 1 }) })],
        }),
      },
      [
        "could not be found: s3:ListAllMyBuckets is not allowed.",
        "once the member role has the statement KnowCanonicalIds of deploy/member/buckets.json",
        "aws s3api list-buckets --query Owner.ID --output text",
        "undecided, 1 of 2 speak for more than one",
      ],
    ],
    [
      "that an empty list does not say",
      { reading: canonicalReading({ list: listOf(undefined, 0) }) },
      ["S3 does not say whose the list of its buckets is.", "S3 does not say it by the member role"],
    ],
    [
      "looked for within a budget that was used up",
      {
        reading: canonicalReading({
          list: read({ ownerId: OWN, buckets: 12_000, names: [], isWhole: false }),
          buckets: [bucketOf({ acl: refused })],
          spent: {
            listed: 12_000,
            buckets: 1,
            objects: 1_000,
            milliseconds: 20_000,
            cutBy: ["buckets", "objects", "seconds"],
          },
        }),
      },
      [
        "Looked into 1 of more than 12,000 buckets and 1,000 objects in 20 s",
        "a look-up takes 30 buckets, 10,000 objects, 20 s at most",
        "there are more buckets and objects than were looked at",
        "the time was over before the rest",
        "1 bucket could not be read in full",
      ],
    ],
  ])("%s", (_, given, expected) => {
    const message = canonicalMessage(canonicalAnswer(given));
    expectSendable(message);
    for (const words of expected) expect(wordsIn(message)).toContain(words);
  });

  test("is told with as many of the others as a message takes", () => {
    const owners = Object.fromEntries(
      Array.from({ length: 200 }, (_, index) => [String(index).padStart(64, "f"), index + 1]),
    );
    const buckets = Array.from({ length: 30 }, (_, index) =>
      bucketOf({ name: `${HOSTILE} ${index}`, owners: read(owners) }),
    );
    const name = HOSTILE;
    const message = canonicalMessage(
      canonicalAnswer({ account: { ...sampleAccount, name }, reading: canonicalReading({ buckets }) }),
    );
    expectSendable(message);
    expect(wordsIn(message)).toMatch(/Others in its buckets \(\d+ of 200\)/);
  });
});

test("how far a look-up is, is said against what it may take", () => {
  const { spent, budget } = canonicalReading();
  expect(progressText({ ...spent, listed: 25_000, buckets: 12, objects: 4_000 }, budget)).toBe(
    "Asking AWS: listed 25,000 buckets, looked into 12 of them and 4,000 objects, of 30 buckets, 10,000 objects, 20 s at most…",
  );
});

describe("the directory", () => {
  const party: ForeignParty = { party: OTHER, roles: ["grantee"], buckets: ["a", "b", "c", "d"], times: 7 };

  test("says what is known, and where others were met", () => {
    const accounts = { entries: [stored], total: 1 };
    const message = directoryMessage({ accounts, foreign: { entries: [party], total: 3 }, known: [] });
    expectSendable(message);
    expect(wordsIn(message)).toMatch(
      new RegExp(`${sampleAccount.name} ${sampleAccount.id}  certain, learnt .+\n${OWN}`),
    );
    expect(wordsIn(message)).toContain(
      `An account that is not known is granted access, 7 times in a, b, c, 1 more\n${OTHER}`,
    );
    expect(wordsIn(message)).toContain("Others met in the accounts' buckets: 1 of 3");
  });

  test("marks accounts that have left the organization, in both lists", () => {
    const left = { ...stored, id: OTHER, isOutside: true };
    const accounts = { entries: [stored, left], total: 2 };
    const message = directoryMessage({ accounts, foreign: { entries: [party], total: 1 }, known: [left] });
    expectSendable(message);
    const [name, id] = [sampleAccount.name, sampleAccount.id];
    expect(wordsIn(message)).toMatch(new RegExp(`${name} ${id}  certain, learnt .+\n${OWN}`));
    expect(wordsIn(message)).toMatch(
      new RegExp(`${name} ${id}, not in the organization  certain, learnt .+\n${OTHER}`),
    );
    expect(wordsIn(message)).toContain(`${name} ${id}, not in the organization, is granted access, 7 times`);
  });

  test("shows as much as a message takes, and says how much there is", () => {
    const entries = Array.from({ length: 20 }, () => ({
      ...stored,
      accountName: HOSTILE,
      isOutside: true,
    }));
    const parties = Array.from({ length: 20 }, () => ({ ...party, buckets: [HOSTILE, "b".repeat(63)] }));
    const message = directoryMessage({
      accounts: { entries, total: 1_400 },
      foreign: { entries: parties, total: 20 },
      known: entries,
    });
    expectSendable(message);
    expect(wordsIn(message)).toMatch(/Canonical user ids: \d+ of 1,400/);
  });

  test("that is empty says how to learn one", () => {
    const nothing = { entries: [], total: 0 };
    const message = directoryMessage({ accounts: nothing, foreign: nothing, known: [] });
    expectSendable(message);
    expect(wordsIn(message)).toContain("/rootcheck canonical <account>");
  });
});

describe("whose something is", () => {
  const key = { kind: "access key", id: KEY_ID } as const;
  const encoded = "029608264753";
  const outside = { kind: "outside", id: encoded } as const;

  test.each<[string, WhoisAnswer, readonly string[]]>([
    [
      "a key that AWS and its id agree on",
      { question: { ...key, encoded }, owner: outside, keyOwner: read(encoded) },
      [`AWS says that the key belongs to ${encoded}`, `The key's id carries ${encoded}`],
    ],
    [
      "one that they do not agree on",
      { question: { ...key, encoded: "123456789012" }, owner: outside, keyOwner: read(encoded) },
      ["The key's id carries 123456789012, which does not agree"],
    ],
    [
      "one that AWS does not answer about",
      { question: { ...key, encoded }, owner: outside, keyOwner: refused },
      ["AWS does not say whose the key is", "AWS does not document that, so take it as likely"],
    ],
    [
      "one that is too old to say it itself",
      { question: key, owner: outside, keyOwner: read(encoded) },
      ["carries no account within itself, as those from before 2019 do not"],
    ],
    [
      "an account of a hostile name",
      {
        question: { kind: "words", words: HOSTILE },
        owner: { kind: "account", account: { ...sampleAccount, name: HOSTILE } },
      },
      [sampleAccount.id],
    ],
    [
      "what several accounts are called",
      {
        question: { kind: "words", words: HOSTILE },
        owner: { kind: "several", accounts: [sampleAccount, { id: sampleAccount.id, name: HOSTILE }] },
      },
      ["2 accounts are called"],
    ],
    [
      "what more accounts are called than a message shows",
      {
        question: { kind: "words", words: "twins" },
        owner: { kind: "several", accounts: Array.from({ length: 12 }, () => sampleAccount) },
      },
      ["12 accounts are called twins; the first 10:"],
    ],
    [
      "a key of which AWS says nothing",
      { question: key, owner: { kind: "unknown", nearest: [] }, keyOwner: refused },
      ["It is not known whose AKIA", "AWS does not say whose the key is: s3:ListAllMyBuckets is not allowed"],
    ],
    [
      "a canonical id of an account that has left, and that is remembered of another too",
      {
        question: { kind: "canonical id", id: OWN },
        owner: outside,
        known: { ...stored, trust: "likely" },
        also: [{ ...stored, accountName: "twin", trust: "likely" }],
        seen: { party: OWN, roles: ["object owner"], buckets: ["uploads"], times: 2, seenAt: learntAt },
      },
      [
        "not in the organization",
        "The canonical id is likely, from its own list of buckets, learnt",
        "The same id is remembered of twin",
        "It owns objects, 2 times in uploads, last met",
      ],
    ],
    [
      "an ARN that names no account",
      {
        question: { kind: "ARN", arn: `arn:aws:s3:::${HOSTILE}`, service: "s3" },
        owner: { kind: "unknown", nearest: [] },
      },
      ["It names no account; a bucket's account is known once its buckets were listed"],
    ],
    [
      "words that nobody is called by",
      {
        question: { kind: "words", words: HOSTILE },
        owner: { kind: "unknown", nearest: [{ id: sampleAccount.id, name: "near" }] },
      },
      ["No account is called", "near"],
    ],
    [
      "what no account stands behind",
      {
        question: { kind: "no account", what: "everybody in the world" },
        owner: { kind: "no account", what: "everybody in the world" },
      },
      ["No account stands behind that: it is everybody in the world."],
    ],
  ])("%s", (_, answer, expected) => {
    const message = whoisMessage(answer);
    expectSendable(message);
    for (const words of expected) expect(wordsIn(message)).toContain(words);
  });
});
