import { describe, expect, test } from "vitest";
import type { Account } from "../../src/domain/account.ts";
import { type EmailSourceId, emailSourceIds } from "../../src/email-recovery/email-reader.ts";
import type { AccountSpecification } from "../../src/local-aws/account.ts";
import type { OrganizationSpecification } from "../../src/local-aws/organization.ts";
import {
  HOME,
  HOME_KEY,
  MANAGEMENT,
  MANAGEMENT_KEY,
  MEMBER,
  MEMBER_KEY,
  START,
  sampleOrganization,
} from "../local-aws/support.ts";
import { type AwsOptions, impatientClients, member, type ReadingAws, startReadingAws } from "./support.ts";

const OUTSIDE = "800000000008";
const STRANGER = "900000000009";
const daysAgo = (days: number) => new Date(START.getTime() - days * 86_400_000);

const support: AccountSpecification["support"] = {
  hasPlan: true,
  cases: [
    {
      submittedBy: "root@example.com",
      createdAt: daysAgo(400),
      copied: ["cc@example.com"],
      letters: Array.from({ length: 7 }, (_, index) => ({
        by: index === 6 ? "First (Role) <first@example.com>" : "Amazon Web Services",
        at: daysAgo(400 - index),
      })),
    },
    { submittedBy: "open@example.com", createdAt: daysAgo(3), isResolved: false },
  ],
};

/** Everything that a source can be asked in, and an account outside that lets the home account in. */
function organizationWith(given: Partial<OrganizationSpecification> = {}) {
  const made = sampleOrganization({
    delegatedAdministrators: [{ account: HOME, services: ["iam.amazonaws.com", "account.amazonaws.com"] }],
    ...given,
  });
  const reader = made.accounts.get(MEMBER)?.roles[0];
  const from = made.accounts.get(MEMBER);
  if (!reader || !from) throw new Error("The sample has a member with a role.");
  const outside = {
    ...from,
    id: OUTSIDE,
    name: "outside",
    email: "hidden@example.com",
    inOrganization: false,
  };
  made.accounts.set(OUTSIDE, outside);
  made.accounts.set(STRANGER, { ...outside, id: STRANGER });
  for (const account of made.accounts.values()) {
    account.roles =
      account.id === STRANGER ? [] : [{ ...reader, trusts: [HOME, MANAGEMENT], allows: ["*:*"] }];
    for (const user of account.users) user.allows = ["*:*"];
    account.billingContact = { name: "B", title: "T", email: `billing@${account.name}.example`, phone: "+1" };
  }
  Object.assign(from, { email: "pay@example.com" });
  return made;
}

const management: Account = { ...member, id: MANAGEMENT, isManagement: true };
const home: Account = { ...member, id: HOME };
const outside: Account = { ...member, id: OUTSIDE };
const stranger: Account = { ...member, id: STRANGER };

async function start(options: AwsOptions & { readonly without?: boolean } = {}): Promise<ReadingAws> {
  const { without, ...rest } = options;
  const organization = rest.aws?.organization ?? organizationWith();
  for (const account of organization.accounts.values())
    if (!without) Object.assign(account, { support: structuredClone(supportShape) });
  return startReadingAws({ ...rest, aws: { ...rest.aws, organization } });
}

/** The cases as local-aws keeps them. */
const supportShape = sampleOrganization({ member: { support } }).accounts.get(MEMBER)?.support;

/** The texts that a source gave, or why it gave none. */
async function askedOf(reading: ReadingAws, source: EmailSourceId, account: Account = member) {
  const read = await reading.readSightings(source, account);
  return read.known ? read.value.sightings.map(({ text }) => text) : `${read.why.code}: ${read.why.call}`;
}

describe("Organizations gives the address", () => {
  test.each([
    ["of a member to a delegated administrator", member, HOME_KEY, ["pay@example.com"]],
    ["of the management account, twice", management, HOME_KEY, ["root@example.com", "root@example.com"]],
    ["of the management account to any member", management, MEMBER_KEY, ["root@example.com"]],
    ["of a member not to another", home, MEMBER_KEY, "access-denied: organizations:DescribeAccount"],
    ["of nobody outside", outside, HOME_KEY, []],
  ] as const)("%s", async (_what, account, as, texts) => {
    expect(await askedOf(await start({ as }), "organizations", account)).toEqual(texts);
  });

  test("of a suspended account", async () => {
    const organization = organizationWith();
    Object.assign(organization.accounts.get(MEMBER) ?? {}, { state: "SUSPENDED" });
    const reading = await start({ aws: { organization } });
    expect(await askedOf(reading, "organizations")).toEqual(["pay@example.com"]);
    expect(await askedOf(reading, "primary-email")).toEqual(["pay@example.com"]);
    expect(await askedOf(reading, "support-cases")).toBe("access-denied: sts:AssumeRole");
  });

  test("by the list, where an account may not be described", async () => {
    const reading = await start();
    reading.aws.setFaults([{ call: "organizations:DescribeAccount", kind: "access-denied" }]);
    expect(await askedOf(reading, "organizations")).toEqual(["pay@example.com"]);
    expect(await reading.readSightings("organizations")).toMatchObject({
      origin: { call: "organizations:DescribeAccount" },
    });
  });

  test("to nobody who is in none", async () => {
    const organization = organizationWith();
    for (const account of organization.accounts.values()) account.inOrganization = false;
    const reading = await start({ aws: { organization } });
    expect(await askedOf(reading, "organizations", home)).toBe("feature-off: organizations:DescribeAccount");
    expect(await askedOf(reading, "primary-email", home)).toBe("feature-off: account:GetPrimaryEmail");
    expect(await askedOf(reading, "support-cases", home)).toContain("root@example.com");
    expect(await askedOf(reading, "contacts", home)).toEqual(["billing@home.example"]);
  });
});

describe("Account Management gives the address", () => {
  test.each([
    ["of a member", member, HOME_KEY, ["pay@example.com"]],
    ["of a member to the management account", member, MANAGEMENT_KEY, ["pay@example.com"]],
    ["not of the management account", management, HOME_KEY, "feature-off: account:GetPrimaryEmail"],
    ["not of one outside", outside, HOME_KEY, "access-denied: account:GetPrimaryEmail"],
    ["not to a member", home, MEMBER_KEY, "access-denied: account:GetPrimaryEmail"],
  ] as const)("%s", async (_what, account, as, texts) => {
    expect(await askedOf(await start({ as }), "primary-email", account)).toEqual(texts);
  });

  test("not without trusted access", async () => {
    const reading = await start({
      aws: { organization: organizationWith({ trustedAccess: ["iam.amazonaws.com"] }) },
    });
    expect(await reading.readSightings("primary-email")).toMatchObject({
      why: { code: "feature-off", detail: expect.stringContaining("must first enable trusted access") },
    });
  });
});

describe("Support gives", () => {
  const everything = ["cc@example.com", "first@example.com", "open@example.com", "root@example.com"];
  const found = (texts: string | readonly string[]) =>
    Array.isArray(texts) ? everything.filter((one) => texts.some((text) => text.includes(one))) : texts;

  test.each([
    ["of a member, from inside it", member],
    ["of the own account", home],
    ["of an account outside the organization", outside],
  ])("resolved and open cases %s, to the last letter", async (_what, account) => {
    expect(found(await askedOf(await start(), "support-cases", account))).toEqual(everything);
  });

  test("all pages of the whole window, and asks for no case that AWS may not have", async () => {
    const organization = organizationWith();
    const reading = await start({ aws: { organization } });
    const cases = Array.from({ length: 250 }, (_, index) => ({
      ...{
        submittedBy: `a${index}@example.com`,
        createdAt: daysAgo(index * 3),
        subject: "",
        isResolved: true,
      },
      ...{ copied: [], letters: [] },
    }));
    Object.assign(organization.accounts.get(MEMBER) ?? {}, { support: { hasPlan: true, cases } });
    const texts = await askedOf(reading, "support-cases");
    const within = cases.filter(({ createdAt }) => createdAt >= new Date("2024-11-21T12:00:00Z"));
    expect(texts).toEqual(within.map(({ submittedBy }) => submittedBy));
    expect(reading.aws.calls.filter(({ action }) => action === "DescribeCases")).toHaveLength(3);
    expect(await reading.readSightings("support-cases")).toMatchObject({
      value: { looked: `${within.length} cases over 24 months` },
    });
  });

  test("a reason without a plan, or without a role", async () => {
    const reading = await start({ without: true });
    expect(await reading.readSightings("support-cases")).toMatchObject({
      why: { code: "feature-off", call: "support:DescribeCases", rung: "member role" },
    });
    expect(await askedOf(reading, "support-cases", stranger)).toBe("access-denied: sts:AssumeRole");
  });
});

describe("contacts are asked for", () => {
  test.each([
    ["of a member from home", member, HOME],
    ["of the own account by itself", home, HOME],
    ["of the management account from inside", management, MANAGEMENT],
    ["of one outside from inside, once home may not", outside, OUTSIDE],
  ])("%s", async (_what, account, asker) => {
    const reading = await start();
    const name = reading.aws.organization.accounts.get(account.id)?.name;
    expect(await askedOf(reading, "contacts", account)).toEqual([`billing@${name}.example`]);
    const last = reading.aws.calls.filter(({ action }) => action === "GetAlternateContact").at(-1);
    expect(last?.principal).toContain(`::${asker}:`);
  });
});

describe("S3 gives", () => {
  const buckets = [{ name: "assets-1" }, { name: "assets-2", region: "eu-west-1" }];

  test.each([
    [true, ["pay", "pay", "pay"]],
    [false, []],
  ])("owners' names while it has any: %s", async (displayNames, texts) => {
    const organization = organizationWith();
    const shaped = sampleOrganization({ member: { buckets } }).accounts.get(MEMBER)?.buckets;
    Object.assign(organization.accounts.get(MEMBER) ?? {}, { buckets: shaped });
    const reading = await start({ aws: { organization, switches: { displayNames } } });
    expect(await askedOf(reading, "owner-names")).toEqual(texts);
  });
});

const FAILURES = [
  ["organizations", "organizations:DescribeAccount"],
  ["primary-email", "account:GetPrimaryEmail"],
  ["support-cases", "support:DescribeCases"],
  ["owner-names", "s3:ListBuckets"],
  ["contacts", "account:GetAlternateContact"],
] as const;
const FAULTS = [
  { kind: "access-denied", code: "access-denied" },
  { kind: "throttled", code: "throttled" },
  { kind: "nonsense", code: "unexpected-answer" },
  { kind: "slow", code: "unreachable" },
] as const;

test.each(FAILURES)("%s, however %s fails, takes no other answer with it", async (broken, call) => {
  const reading = await start({ clients: (url) => impatientClients(url, 300) });
  const askAll = () => Promise.all(emailSourceIds.map((source) => askedOf(reading, source)));
  const whole = await askAll();
  for (const { kind, code } of FAULTS) {
    reading.aws.setFaults([{ call, kind, times: 20, delayMs: 500 }]);
    const answers = await askAll();
    for (const [index, source] of emailSourceIds.entries()) {
      if (source !== broken) expect(answers[index], `${source}, ${kind}`).toEqual(whole[index]);
      else if (!isListedInstead(broken, kind)) expect(answers[index], kind).toMatch(`${code}: `);
    }
  }
});

/** Who may not have an account described may list it. */
function isListedInstead(source: EmailSourceId, kind: string): boolean {
  return source === "organizations" && kind === "access-denied";
}

test("credentials that AWS does not know are everybody's reason", async () => {
  const reading = await start({ as: { ...HOME_KEY, secretAccessKey: "wrong" } });
  for (const source of emailSourceIds) expect(await askedOf(reading, source)).toMatch(/^access-denied: /);
});
