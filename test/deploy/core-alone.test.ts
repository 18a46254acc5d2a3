import { beforeEach, describe, expect, test } from "vitest";
import { evaluate } from "../../src/checks/evaluate.ts";
import { everyRootFact, gistOf, impatientClients } from "../aws/support.ts";
import { START } from "../local-aws/support.ts";
import { actionsIn, denials, enforcedAws } from "./enforced-aws.ts";
import {
  everything,
  grant,
  HOME,
  MANAGEMENT,
  MEMBER,
  type Rights,
  type RoleName,
} from "./enforced-organization.ts";
import { accountNamed, purpose, readersFor, signal, usesIn } from "./rounds.ts";

const aws = enforcedAws();

describe("with the core alone", () => {
  const core = (role: RoleName) => new Map([...everything[role]].filter(([part]) => part === "core"));
  const bare: Rights = { home: core("home"), member: core("member"), management: core("management") };
  const allowed = new Set(
    Object.entries(bare).flatMap(([role, documents]) =>
      actionsIn(documents).map(({ action }) => `${role} ${action}`),
    ),
  );

  beforeEach(() => grant(aws().organization, bare));

  test.each([MANAGEMENT, HOME, MEMBER])("%s is read, but for who administers it", async (id) => {
    const { readAccount, readProfile } = readersFor(impatientClients(aws().url));
    const account = accountNamed(id);
    const facts = await readAccount({ account, wanted: everyRootFact, purpose }, signal);
    const profile = await readProfile({ account, purpose }, signal);
    const policy = { rootUnusedDays: 90, emailDomains: [], at: START };
    const results = evaluate({ ...facts, ...profile, account }, policy);
    const unknown = results.flatMap((result) =>
      result.status === "unknown" ? [`${result.check}: ${result.reason.code}`] : [],
    );
    // No policy lets a role see devices that are not virtual.
    expect(unknown).toEqual(["root-mfa-backup: missing-in-answer", "admin-principal: access-denied"]);
    expect(gistOf(profile.aliases)).toBe("access-denied");
    expect(denials(usesIn(aws())).filter((denied) => allowed.has(denied))).toEqual([]);
  });

  test("the organization is read, but for who would notice root", async () => {
    const { readOrganization } = readersFor(impatientClients(aws().url));
    const facts = await readOrganization(purpose, signal);
    expect(Object.entries(facts).flatMap(([fact, { known }]) => (known ? [] : [fact]))).toEqual([
      "rootActivityAlerts",
    ]);
    expect(gistOf(facts.rootActivityAlerts)).toBe("access-denied");
    expect(denials(usesIn(aws())).filter((denied) => allowed.has(denied))).toEqual([]);
  });

  test("look-ups say which right they lack, and tell the rest", async () => {
    const readers = readersFor(impatientClients(aws().url));
    const account = accountNamed(MEMBER);
    const keys = await readers.readKeys({ account, report: "ask", isThorough: true, purpose }, signal);
    expect(keys).toMatchObject({
      troubles: { details: { code: "access-denied", detail: "iam:ListAccessKeys is not allowed" } },
    });
    const found = (source: "organizations" | "primary-email" | "support-cases" | "contacts") =>
      readers
        .readSightings({ source, account, purpose }, signal)
        .then(({ read }) => read.known || read.why.detail);
    expect(await found("organizations")).toBe(true);
    expect(await found("primary-email")).toBe(true);
    expect(await found("contacts")).toBe(true);
    expect(await found("support-cases")).toBe("support:DescribeCases is not allowed");
    const budget = { buckets: 5, objects: 50, seconds: 60 };
    const { list } = await readers.canonicalIds.readCanonicalId({ account, budget, purpose }, signal);
    expect(list.known || list.why.detail).toBe("s3:ListAllMyBuckets is not allowed");
    const owner = await readers.canonicalIds.findKeyOwner({ accessKeyId: "AKIAMEMBER0000000000", purpose });
    expect(owner.known || owner.why.detail).toBe("sts:GetAccessKeyInfo is not allowed");
    expect(denials(usesIn(aws())).filter((denied) => allowed.has(denied))).toEqual([]);
  });
});
