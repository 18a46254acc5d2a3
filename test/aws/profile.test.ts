import { describe, expect, test } from "vitest";
import { known } from "../../src/domain/read.ts";
import type { AccountSpecification } from "../../src/local-aws/account.ts";
import {
  HOME,
  HOME_KEY,
  MANAGEMENT,
  MANAGEMENT_KEY,
  MEMBER,
  MEMBER_KEY,
  sampleOrganization,
} from "../local-aws/support.ts";
import { type AwsOptions, gistOf, member, type ReadingAws, startReadingAws } from "./support.ts";

const contacts: Partial<AccountSpecification> = {
  alias: "harbor",
  securityContact: { name: "S", title: "T", email: "security@example.com", phone: "+1" },
  contactInformation: {
    fullName: "Bright Harbor",
    addressLine1: "1 Quay",
    city: "Hull",
    postalCode: "1",
    countryCode: "GB",
    phone: "+44",
    company: "Bright Harbor",
  },
};

const management = { ...member, id: MANAGEMENT, isManagement: true };
const home = { ...member, id: HOME };

/** Contacts everywhere, the home account administers Account Management, and may take on a role in management. */
function organizationWith(delegated = ["iam.amazonaws.com", "account.amazonaws.com"]) {
  const made = sampleOrganization({ delegatedAdministrators: [{ account: HOME, services: delegated }] });
  for (const account of made.accounts.values()) {
    Object.assign(account, contacts);
    account.roles = [{ ...roleOf(made), trusts: [HOME], allows: ["iam:*", "account:*"] }, admin];
  }
  return made;
}

const admin = {
  name: "admin",
  ...{ path: "/", trusts: [], trustsSourceIdentity: true, maxSessionSeconds: 3600, allows: [] },
  ...{ policies: ["AdministratorAccess"], inlinePolicies: {} },
};

function roleOf({ accounts }: ReturnType<typeof sampleOrganization>) {
  const role = accounts.get(MEMBER)?.roles[0];
  if (!role) throw new Error("The sample has a role.");
  return role;
}

function start(options: AwsOptions = {}): Promise<ReadingAws> {
  return startReadingAws({ ...options, aws: { organization: organizationWith(), ...options.aws } });
}

const asked = ({ aws }: ReadingAws) =>
  aws.calls
    .filter(({ service }) => service === "account" || service === "iam")
    .map(({ action, principal, account }) => [action, principal.split("::")[1]?.split(":")[0], account])
    .toSorted();

const FULL = {
  securityContactSet: true,
  primaryContact: { hasCompany: true, hasPhone: true },
  aliases: ["harbor"],
  administrators: [{ kind: "role", name: "admin" }],
};

describe("a profile is asked for", () => {
  test.each([
    ["of a member: contacts from home, the rest inside", member, HOME_KEY, HOME, MEMBER],
    ["of the own account: all by itself", home, HOME_KEY, HOME, HOME],
    ["of the management account: all inside", management, HOME_KEY, MANAGEMENT, MANAGEMENT],
    ["of the management account from itself", management, MANAGEMENT_KEY, MANAGEMENT, MANAGEMENT],
  ] as const)("%s", async (_what, account, as, contactsFrom, aliasFrom) => {
    const reading = await start({ as });
    const profile = await reading.readProfile(account);
    expect(Object.fromEntries(Object.entries(profile).map(([name, read]) => [name, gistOf(read)]))).toEqual(
      FULL,
    );
    expect(asked(reading)).toEqual([
      ["GetAlternateContact", contactsFrom, account.id],
      ["GetContactInformation", contactsFrom, account.id],
      ["ListAccountAliases", aliasFrom, account.id],
      ["ListEntitiesForPolicy", aliasFrom, account.id],
    ]);
  });

  test("only for what an earlier reading lacks, and keeps the rest as it was read then", async () => {
    const { readProfile, aws, ...reading } = await start();
    aws.setFaults([{ call: "iam:ListEntitiesForPolicy", kind: "access-denied" }]);
    const { administrators, ...earlier } = await readProfile();
    expect(administrators.known).toBe(false);
    aws.setFaults([]);
    const before = asked({ aws, ...reading, readProfile }).length;
    reading.advance(86_400_000);
    const profile = await readProfile(member, { earlier: { ...earlier, administrators } });
    expect(profile).toMatchObject({ ...earlier, administrators: { value: FULL.administrators } });
    expect(
      aws.calls.filter(({ service }) => service === "account" || service === "iam").slice(before),
    ).toMatchObject([{ action: "ListEntitiesForPolicy" }]);
  });

  test("and says with which access it was read", async () => {
    const { readProfile } = await start();
    expect(await readProfile(member)).toMatchObject({
      securityContactSet: { origin: { call: "account:GetAlternateContact", rung: "own credentials" } },
      primaryContact: { origin: { field: "CompanyName, PhoneNumber", rung: "own credentials" } },
      aliases: { origin: { call: "iam:ListAccountAliases", rung: "member role" } },
    });
    expect(await readProfile(management)).toMatchObject({
      securityContactSet: { origin: { rung: "member role" } },
      aliases: { origin: { rung: "member role" } },
    });
  });
});

describe("what is not set", () => {
  test("is known not to be", async () => {
    const organization = organizationWith();
    const account = organization.accounts.get(MEMBER);
    if (account)
      Object.assign(account, { alias: undefined, securityContact: undefined, contactInformation: undefined });
    const { readProfile } = await start({ aws: { organization } });
    expect(await readProfile()).toMatchObject({
      securityContactSet: { value: false, origin: { field: "AlternateContact" } },
      primaryContact: { value: { hasCompany: false, hasPhone: false } },
      aliases: { value: [] },
    });
  });

  test.each([
    [{ company: " " }, { hasCompany: false, hasPhone: true }],
    [{ company: undefined }, { hasCompany: false, hasPhone: true }],
  ])("counts as missing when it is blank: %o", async (change, value) => {
    const organization = organizationWith();
    const account = organization.accounts.get(MEMBER);
    if (account?.contactInformation) Object.assign(account.contactInformation, change);
    const { readProfile } = await start({ aws: { organization } });
    expect(await readProfile()).toMatchObject({ primaryContact: { value } });
  });
});

describe("what fails takes nothing else with it", () => {
  test.each([
    ["account:GetAlternateContact", "securityContactSet"],
    ["account:GetContactInformation", "primaryContact"],
    ["iam:ListAccountAliases", "aliases"],
    ["iam:ListEntitiesForPolicy", "administrators"],
  ] as const)("%s", async (call, field) => {
    const { readProfile, aws } = await start();
    aws.setFaults([{ call, kind: "access-denied" }]);
    const profile = await readProfile();
    expect(profile[field]).toMatchObject({ why: { code: "access-denied", call } });
    expect(Object.values(profile).filter(({ known }) => !known)).toHaveLength(1);
  });

  test("a role that is missing leaves the contacts", async () => {
    const organization = organizationWith();
    for (const account of organization.accounts.values()) account.roles = [];
    const { readProfile } = await start({ aws: { organization } });
    expect(await readProfile()).toMatchObject({
      securityContactSet: { value: true },
      aliases: { why: { code: "access-denied", call: "sts:AssumeRole", rung: "member role" } },
    });
  });

  test.each([
    ["an account without delegation", organizationWith(["iam.amazonaws.com"]), "access-denied"],
    ["an organization without trusted access", { ...organizationWith(), trustedAccess: [] }, "feature-off"],
  ])("%s may not ask for others", async (_what, organization, code) => {
    const { readProfile } = await start({ aws: { organization } });
    expect(await readProfile()).toMatchObject({
      securityContactSet: { why: { code } },
      primaryContact: { why: { code } },
      aliases: { value: ["harbor"] },
    });
  });
});

test("credentials that AWS does not know are the reason for everything that was not known before", async () => {
  const { readProfile } = await start({ as: { ...MEMBER_KEY, secretAccessKey: "wrong" } });
  const why = { code: "access-denied", call: "sts:GetCallerIdentity" };
  const origin = { call: "iam:ListAccountAliases", field: "AccountAliases", rung: "member role" } as const;
  const aliases = known(["harbor"], { ...origin, readAt: new Date(0) });
  expect(await readProfile(member, { earlier: { aliases } })).toMatchObject({
    securityContactSet: { why },
    aliases,
  });
  expect(await readProfile()).toMatchObject({
    securityContactSet: { why },
    primaryContact: { why },
    aliases: { why },
    administrators: { why },
  });
});
