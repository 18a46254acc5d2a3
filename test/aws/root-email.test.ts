import { describe, expect, test } from "vitest";
import { createRootEmailReader } from "../../src/aws/root-email/index.ts";
import type { Clock } from "../../src/clock.ts";
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
import { type AwsOptions, member, type ReadingAws, startReadingAws } from "./support.ts";

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
  const { read } = await reading.readSightings(source, account);
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

  test("of the management account, even to who does not know that it is one", async () => {
    const reading = await start({ as: MEMBER_KEY });
    const unknown = { ...management, isManagement: false };
    expect(await askedOf(reading, "organizations", unknown)).toEqual(["root@example.com"]);
    expect(await reading.readSightings("primary-email", unknown)).toMatchObject({
      read: { why: { code: "feature-off", detail: "it does not answer about the management account" } },
    });
  });

  test("to nobody who is in none", async () => {
    const organization = organizationWith();
    for (const account of organization.accounts.values()) account.inOrganization = false;
    const reading = await start({ aws: { organization } });
    expect(await askedOf(reading, "organizations", home)).toBe("feature-off: organizations:DescribeAccount");
    expect(await askedOf(reading, "primary-email", home)).toBe(
      "feature-off: organizations:DescribeOrganization",
    );
    expect(await askedOf(reading, "support-cases", home)).toContain("root@example.com");
    expect(await askedOf(reading, "contacts", home)).toEqual(["billing@home.example"]);
  });
});

describe("Account Management gives the address", () => {
  test.each([
    ["of a member", member, HOME_KEY, ["pay@example.com"]],
    ["of a member to the management account", member, MANAGEMENT_KEY, ["pay@example.com"]],
    [
      "not of the management account",
      management,
      HOME_KEY,
      "feature-off: organizations:DescribeOrganization",
    ],
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
      read: {
        why: { code: "feature-off", detail: expect.stringContaining("must first enable trusted access") },
      },
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
      read: { value: { looked: `${within.length} cases over 24 months` } },
    });
  });

  test("a reason without a plan, or without a role", async () => {
    const reading = await start({ without: true });
    expect(await reading.readSightings("support-cases")).toMatchObject({
      read: { why: { code: "feature-off", call: "support:DescribeCases", rung: "member role" } },
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

describe("half an answer", () => {
  test("is what Support gives where letters may not be read", async () => {
    const reading = await start();
    reading.aws.setFaults([{ call: "support:DescribeCommunications", kind: "access-denied" }]);
    expect((await reading.readSightings("support-cases")).read).toMatchObject({
      value: {
        looked: "2 cases over 24 months, of 1 only the latest letters",
        gap: { code: "access-denied", call: "support:DescribeCommunications", rung: "member role" },
        sightings: expect.arrayContaining([expect.objectContaining({ text: "root@example.com" })]),
      },
    });
  });

  test("is what Support gives of more cases than there is time for", async () => {
    const organization = organizationWith();
    const reading = await start({ aws: { organization } });
    const [first] = supportShape?.cases ?? [];
    const cases = Array.from({ length: 250 }, () => ({ ...first, createdAt: daysAgo(9) }));
    Object.assign(organization.accounts.get(MEMBER) ?? {}, { support: { hasPlan: true, cases } });
    let time = START.getTime();
    const hurrying: Clock = {
      ...reading.clock,
      now() {
        time += 18_000;
        return new Date(time);
      },
    };
    const readSightings = createRootEmailReader({ ...reading, clock: hurrying });
    const wanted = { source: "support-cases", account: member, purpose: "look-up-1" } as const;
    const { read } = await readSightings(wanted, new AbortController().signal);
    expect(read).toMatchObject({
      value: {
        looked: expect.stringMatching(
          /^200 cases over 24 months, of which there are more than there was time for, of 200 only the latest/,
        ),
      },
    });
  });

  test("is the contacts that may be read", async () => {
    const reading = await start();
    reading.aws.setFaults([{ call: "account:GetAlternateContact", kind: "throttled" }]);
    const { read } = await reading.readSightings("contacts");
    expect(read).toMatchObject({
      value: { looked: expect.stringMatching(/of 2 contacts set$/), gap: { code: "throttled" } },
    });
  });

  test("is a list of buckets whose access control lists may not be read", async () => {
    const organization = organizationWith();
    const buckets = sampleOrganization({ member: { buckets: [{ name: "assets-1" }, { name: "assets-2" }] } });
    Object.assign(organization.accounts.get(MEMBER) ?? {}, {
      buckets: buckets.accounts.get(MEMBER)?.buckets,
    });
    const reading = await start({ aws: { organization, switches: { displayNames: true } } });
    reading.aws.setFaults([{ call: "s3:GetBucketAcl", kind: "access-denied" }]);
    expect((await reading.readSightings("owner-names")).read).toMatchObject({
      value: {
        looked: "an owner's name in the list of buckets and 1 of 2 access control lists",
        sightings: [{ text: "pay" }, { text: "pay" }],
      },
    });
  });

  test("is none where AWS states no address", async () => {
    const organization = organizationWith();
    Object.assign(organization.accounts.get(MEMBER) ?? {}, { email: "" });
    const reading = await start({ aws: { organization } });
    expect(await askedOf(reading, "organizations")).toBe("missing-in-answer: organizations:DescribeAccount");
    expect(await askedOf(reading, "primary-email")).toBe("missing-in-answer: account:GetPrimaryEmail");
  });
});

test("AWS's logs know every call by what comes with the answer, a refusal too", async () => {
  const reading = await start({ without: true });
  const idsOf = async (source: EmailSourceId, account = member) =>
    (await reading.readSightings(source, account)).requestIds;
  const ids = [
    ...(await idsOf("organizations")),
    ...(await idsOf("primary-email", outside)),
    ...(await idsOf("support-cases")),
    ...(await idsOf("contacts")),
  ];
  expect(ids).toHaveLength(6);
  expect(new Set(ids).size).toBe(6);
  for (const id of ids) expect(id).toMatch(/^[0-9a-f-]{36}$/);
});

test("credentials that AWS does not know are everybody's reason", async () => {
  const reading = await start({ as: { ...HOME_KEY, secretAccessKey: "wrong" } });
  for (const source of emailSourceIds)
    expect(await askedOf(reading, source)).toBe("access-denied: sts:GetCallerIdentity");
});
