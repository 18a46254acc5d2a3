import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { WAYS_OF_READING } from "../../src/local-aws/archetype-truths.ts";
import { MEMBER_ARCHETYPES, OWN_ARCHETYPES } from "../../src/local-aws/generated/archetypes.ts";
import { PROFILES } from "../../src/local-aws/generated/profiles.ts";
import { generateOrganization } from "../../src/local-aws/generated-organization.ts";
import { parseOrganization } from "../../src/local-aws/organization.ts";

const NOW = new Date("2026-11-20T12:00:00Z");
const CHECKS = [
  "root-access-key",
  "root-mfa",
  "root-mfa-hardware",
  "root-mfa-backup",
  "root-unused",
  "root-signing-certificate",
  "root-credentials-removed",
  "root-email",
  "security-contact",
  "primary-contact",
  "admin-principal",
  "account-state",
].sort();
const VERDICT =
  /^(pass|not_applicable|fail (critical|high|medium|low)|unknown (access-denied|denied-by-scp|missing-in-answer))$/;

const size = fc.integer({ min: 1, max: 400 });
const seed = fc.integer({ min: 0, max: 2 ** 32 - 1 });
const kind = fc.constantFrom("realistic" as const, "even" as const);
const caller = fc.constantFrom("delegated administrator" as const, "management" as const);

describe("whatever is asked for", () => {
  it("there is an organization of that size, with ids, addresses and names of their own", () => {
    fc.assert(
      fc.property(size, seed, kind, caller, (accounts, seed, kind, caller) => {
        const { organization, truth } = generateOrganization({ accounts, seed, kind, caller, now: NOW });
        const made = parseOrganization(organization);
        const all = [...made.accounts.values()];
        expect(all.map(({ id }) => id)).toEqual(truth.map(({ accountId }) => accountId));
        expect(new Set(all.map(({ id }) => id)).size).toBe(accounts);
        expect(new Set(all.map(({ email }) => email)).size).toBe(accounts);
        expect(new Set(all.map(({ name }) => name)).size).toBe(accounts);
        expect(all.every(({ ou }) => ou === "" || ou.split("/").every((name) => name !== ""))).toBe(true);
        expect(Math.max(...all.map(({ ou }) => ou.split("/").length))).toBeLessThanOrEqual(4);
      }),
      { numRuns: 40 },
    );
  });

  it("every check has its truth in each account, whichever way it is read", () => {
    fc.assert(
      fc.property(size, seed, kind, (accounts, seed, kind) => {
        for (const { verdicts } of generateOrganization({ accounts, seed, kind, now: NOW }).truth) {
          for (const way of WAYS_OF_READING) {
            expect(Object.keys(verdicts[way]).sort()).toEqual(CHECKS);
            for (const verdict of Object.values(verdicts[way])) expect(verdict).toMatch(VERDICT);
          }
        }
      }),
      { numRuns: 20 },
    );
  });

  it("it is the same every time, and another for another seed", () => {
    fc.assert(
      fc.property(fc.integer({ min: 20, max: 200 }), seed, (accounts, seed) => {
        const make = (seed: number) => generateOrganization({ accounts, seed, now: NOW });
        expect(make(seed)).toEqual(make(seed));
        expect(make(seed).truth).not.toEqual(make(seed ^ 1).truth);
      }),
      { numRuns: 20 },
    );
  });

  it("the audit's user is where the caller is said to be", () => {
    fc.assert(
      fc.property(size, seed, caller, (accounts, seed, caller) => {
        const { organization, credentials } = generateOrganization({ accounts, seed, caller, now: NOW });
        const made = parseOrganization(organization);
        const signer = made.callers.get(credentials.accessKeyId);
        const inManagement = caller === "management" || accounts === 1;
        expect(signer?.account === made.managementAccount).toBe(inManagement);
        expect(made.accounts.get(signer?.account ?? "")?.users.map(({ name }) => name)).toEqual([
          signer?.user,
        ]);
      }),
      { numRuns: 20 },
    );
  });
});

describe("a company of 10,000 accounts", () => {
  const { truth, organization } = generateOrganization({ accounts: 10_000, seed: 5, now: NOW });
  const members = truth.slice(2);
  const total = MEMBER_ARCHETYPES.reduce((sum, { share }) => sum + share, 0);

  it.each(MEMBER_ARCHETYPES.map(({ name, share }) => [name, share] as const))(
    "has its share of %s",
    (name, share) => {
      const found = members.filter(({ archetype }) => archetype === name).length;
      expect(Math.abs(found - (share / total) * members.length)).toBeLessThanOrEqual(1);
    },
  );

  it("has every profile that is dealt out, mostly complete ones", () => {
    const counts = Map.groupBy(members, ({ profile }) => profile);
    for (const { name, share } of PROFILES) if (share > 0) expect(counts.has(name)).toBe(true);
    expect(counts.get("complete")?.length).toBeGreaterThan(members.length / 2);
  });

  it("has units of every depth down to four", () => {
    const depths = new Set(
      organization.accounts.map(({ ou = "" }) => (ou === "" ? 0 : ou.split("/").length)),
    );
    expect([...depths].sort()).toEqual([0, 1, 2, 3, 4]);
  });

  it("has account ids that begin with a zero", () => {
    expect(organization.accounts.some(({ id }) => id?.startsWith("0"))).toBe(true);
  });
});

it("a small even organization has every kind of member", () => {
  const { truth } = generateOrganization({
    accounts: MEMBER_ARCHETYPES.length + 2,
    seed: 9,
    kind: "even",
    now: NOW,
  });
  const names = truth.slice(2).map(({ archetype }) => archetype);
  expect(new Set(names)).toEqual(new Set(MEMBER_ARCHETYPES.map(({ name }) => name)));
});

it("both kinds of management account come up", () => {
  const found = Array.from(
    { length: 20 },
    (_, seed) => generateOrganization({ accounts: 1, seed, now: NOW }).truth[0],
  );
  const management = OWN_ARCHETYPES.map(({ name }) => name).filter((name) => name !== "home");
  expect(new Set(found.map((each) => each?.archetype))).toEqual(new Set(management));
});

it("without central credentials management no account is asked to have its credentials removed", () => {
  const { truth, organization } = generateOrganization({
    accounts: 60,
    seed: 3,
    kind: "even",
    rootFeatures: ["RootSessions"],
    now: NOW,
  });
  expect(organization.rootFeatures).toEqual(["RootSessions"]);
  for (const { verdicts } of truth) {
    expect(verdicts.off["root-credentials-removed"]).toBe("not_applicable");
    expect([verdicts.fallback, verdicts.first]).toEqual([verdicts.off, verdicts.off]);
  }
});
