import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { evaluate } from "../../src/checks/evaluate.ts";
import { isSameFailure } from "../../src/domain/fingerprint.ts";
import { type Read, unread } from "../../src/domain/read.ts";
import type { Fingerprint } from "../../src/domain/result.ts";
import type { AccountFacts, RootAccessKey } from "../../src/domain/root-facts.ts";
import {
  accountFacts,
  allDevices,
  certificatesPresent,
  denied,
  device,
  guardedFacts,
  keysPresent,
  listedKeys,
  mfa,
  password,
  passwordUsed,
  primaryContact,
  readAt,
  reportedKeys,
  sampleAccount,
  samplePolicy,
  securityContact,
  virtualDevices,
} from "../support/root-facts.ts";
import { anyAccountFacts } from "./any-root-facts.ts";

/** The fingerprints of all checks that fail, by check. */
function fingerprintsOf(facts: AccountFacts, policy = samplePolicy): Readonly<Record<string, Fingerprint>> {
  return Object.fromEntries(
    evaluate(facts, policy).flatMap((result) =>
      result.status === "fail" ? [[result.check, result.fingerprint]] : [],
    ),
  );
}

const DIGEST = expect.stringMatching(/^[0-9a-f]{16}$/);
const TWO_DIGESTS = expect.stringMatching(/^[0-9a-f]{16} [0-9a-f]{16}$/);
const createdAt = new Date("2019-05-06T07:08:09Z");
const used = new Date("2026-11-20T10:14:59Z");
const key = (given: Partial<RootAccessKey> = {}): RootAccessKey => ({
  status: "active",
  createdAt,
  ...given,
});
const withKeys = (accessKeys: AccountFacts["accessKeys"]) =>
  accountFacts({ accessKeysPresent: keysPresent(true), accessKeys });
const phone = device("virtual", "phone");
const vault = device("passkey or security key", "vault");

describe("each check names what makes its failure", () => {
  const table: readonly (readonly [string, string, AccountFacts, Fingerprint])[] = [
    [
      "keys by a report: their states, and when they changed",
      "root-access-key",
      withKeys(reportedKeys(key(), key({ status: "inactive" }))),
      {
        active: "1",
        inactive: "1",
        "changed, by report": "2019-05-06T07:08:09.000Z 2019-05-06T07:08:09.000Z",
      },
    ],
    [
      "keys by a list: their states and ids",
      "root-access-key",
      withKeys(listedKeys(key({ id: "AKIAIOSFODNN7EXAMPLE" }))),
      { active: "1", inactive: "0", ids: DIGEST },
    ],
    ["a key of which nothing more is known", "root-access-key", withKeys(unread(denied)), {}],
    ["a key that is newer than the report", "root-access-key", withKeys(reportedKeys()), {}],
    ["a password without MFA", "root-mfa", guardedFacts({ mfaEnabled: mfa(false) }), {}],
    [
      "no device: known to be neither virtual nor any other",
      "root-mfa-hardware",
      guardedFacts({ mfaEnabled: mfa(false) }),
      { "virtual devices": "", "all devices": "" },
    ],
    [
      "virtual devices by role: no others can be seen",
      "root-mfa-hardware",
      guardedFacts({ mfaDevices: virtualDevices("one", "two") }),
      { "virtual devices": TWO_DIGESTS },
    ],
    [
      "a virtual device beside a key, by root session",
      "root-mfa-hardware",
      guardedFacts({ mfaDevices: allDevices(phone, vault) }),
      { "virtual devices": DIGEST, "all devices": TWO_DIGESTS },
    ],
    [
      "a single device",
      "root-mfa-backup",
      guardedFacts({ mfaDevices: allDevices(vault) }),
      { "virtual devices": "", "all devices": DIGEST },
    ],
    [
      "no device, and so no backup",
      "root-mfa-backup",
      guardedFacts({ mfaEnabled: mfa(false) }),
      { "virtual devices": "", "all devices": "" },
    ],
    [
      "a use by password",
      "root-unused",
      guardedFacts({ passwordLastUsed: passwordUsed(used) }),
      { password: "2026-11-20T10:00:00.000Z", "access key": "never" },
    ],
    [
      "a use by the newer of two keys",
      "root-unused",
      withKeys(listedKeys(key({ lastUsed: { at: createdAt } }), key({ lastUsed: { at: used } }))),
      { password: "never", "access key": "2026-11-20T10:00:00.000Z" },
    ],
    [
      "a use by password where a later one by key may be unread",
      "root-unused",
      guardedFacts({
        passwordLastUsed: passwordUsed(used),
        accessKeysPresent: keysPresent(true),
        accessKeys: listedKeys(key({ lastUsed: { at: used } }), key({ lastUsed: "unread" })),
      }),
      { password: "2026-11-20T10:00:00.000Z" },
    ],
    [
      "a signing certificate",
      "root-signing-certificate",
      accountFacts({ signingCertificatesPresent: certificatesPresent(true) }),
      {},
    ],
    [
      "credentials that are left, and those that are not",
      "root-credentials-removed",
      accountFacts({ passwordPresent: password(true), signingCertificatesPresent: unread(denied) }),
      { password: "present", "access key": "absent" },
    ],
    [
      "an address that only those who know it can tell",
      "root-email",
      accountFacts({ account: { ...sampleAccount, email: "jane@gmail.com" } }),
      { address: DIGEST },
    ],
    [
      "no security contact",
      "security-contact",
      accountFacts({ securityContactSet: securityContact(false) }),
      {},
    ],
    [
      "the parts that a contact lacks",
      "primary-contact",
      accountFacts({ primaryContact: primaryContact({ hasCompany: false, hasPhone: false }) }),
      { lacking: "company, phone number" },
    ],
  ];

  test.each(table)("%s", (_case, check, facts, fingerprint) => {
    expect(fingerprintsOf(facts)[check]).toEqual(fingerprint);
  });
});

describe("the same failure by another source, or another failure", () => {
  const listed = (...ids: readonly string[]) => withKeys(listedKeys(...ids.map((id) => key({ id }))));
  const usedAt = (at: string) => guardedFacts({ passwordLastUsed: passwordUsed(new Date(at)) });
  const addressed = (email: string) => accountFacts({ account: { ...sampleAccount, email } });
  const table: readonly (readonly [string, string, AccountFacts, AccountFacts, boolean])[] = [
    [
      "a key by report and by list",
      "root-access-key",
      withKeys(reportedKeys(key())),
      listed("AKIAONE"),
      true,
    ],
    [
      "keys in another order",
      "root-access-key",
      listed("AKIAONE", "AKIATWO"),
      listed("AKIATWO", "AKIAONE"),
      true,
    ],
    ["another key", "root-access-key", listed("AKIAONE"), listed("AKIATWO"), false],
    [
      "a key made anew between two reports",
      "root-access-key",
      withKeys(reportedKeys(key())),
      withKeys(reportedKeys(key({ createdAt: used }))),
      false,
    ],
    [
      "a key that was deactivated",
      "root-access-key",
      listed("AKIAONE"),
      withKeys(listedKeys(key({ id: "AKIAONE", status: "inactive" }))),
      false,
    ],
    [
      "a virtual device by role and by root session",
      "root-mfa-hardware",
      guardedFacts({ mfaDevices: virtualDevices("phone") }),
      guardedFacts({ mfaDevices: allDevices(phone, vault) }),
      true,
    ],
    [
      "another virtual device",
      "root-mfa-hardware",
      guardedFacts({ mfaDevices: virtualDevices("phone") }),
      guardedFacts({ mfaDevices: allDevices(device("virtual", "tablet")) }),
      false,
    ],
    [
      "one use, to the minute or not",
      "root-unused",
      usedAt("2026-11-20T10:00:01Z"),
      usedAt("2026-11-20T10:14:59Z"),
      true,
    ],
    ["a later use", "root-unused", usedAt("2026-11-20T10:00:01Z"), usedAt("2026-11-20T10:15:00Z"), false],
    [
      "the first use of a key after one of the password",
      "root-unused",
      usedAt("2026-11-20T10:00:00Z"),
      guardedFacts({
        passwordLastUsed: passwordUsed(new Date("2026-11-20T10:00:00Z")),
        accessKeysPresent: keysPresent(true),
        accessKeys: reportedKeys(key({ lastUsed: { at: used } })),
      }),
      false,
    ],
    [
      "an address in another case",
      "root-email",
      addressed("Jane@Gmail.com"),
      addressed("jane@gmail.com"),
      true,
    ],
    ["another address", "root-email", addressed("jane@gmail.com"), addressed("joe@gmail.com"), false],
  ];

  test.each(table)("%s", (_case, check, before, now, same) => {
    const [one, other] = [before, now].map((facts) => fingerprintsOf(facts)[check]);
    if (!one || !other) throw new Error(`${check} should fail both times`);
    expect(isSameFailure(one, other)).toBe(same);
    expect(isSameFailure(other, one)).toBe(same);
  });
});

/** The same answers of AWS, given at another time. */
function readLater(facts: AccountFacts, milliseconds: number): AccountFacts {
  const later = (date: Date) => new Date(date.getTime() + milliseconds);
  const moved = <T>(read: Read<T>): Read<T> => {
    if (!read.known) return read;
    const { asOf, ...origin } = read.origin;
    return {
      ...read,
      origin: { ...origin, readAt: later(origin.readAt), ...(asOf && { asOf: later(asOf) }) },
    };
  };
  const { account, ...reads } = facts;
  return {
    ...facts,
    ...Object.fromEntries(Object.entries(reads).map(([name, read]) => [name, moved<unknown>(read)])),
    account,
  };
}

test("the time of reading makes no difference", () => {
  fc.assert(
    fc.property(anyAccountFacts, fc.integer({ min: 1, max: 30 * 86_400_000 }), (facts, milliseconds) => {
      const before = fingerprintsOf(facts);
      const at = new Date(readAt.getTime() + milliseconds);
      const after = fingerprintsOf(readLater(facts, milliseconds), { ...samplePolicy, at });
      for (const [check, fingerprint] of Object.entries(after))
        expect(before[check] ?? fingerprint).toEqual(fingerprint);
    }),
  );
});

test("no fingerprint holds an address, a key id or the name of a device", () => {
  fc.assert(
    fc.property(anyAccountFacts, (facts) => {
      const written = JSON.stringify(fingerprintsOf(facts));
      expect(written).not.toMatch(/AKIA|alice|arn:|GAHT/);
    }),
  );
});
