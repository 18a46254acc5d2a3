import { describe, expect, it } from "vitest";
import {
  failureOf,
  HOME,
  HOME_KEY,
  type Key,
  MANAGEMENT,
  MANAGEMENT_KEY,
  MEMBER,
  MEMBER_KEY,
  type sampleOrganization,
  startTestAws,
} from "../support.ts";
import { DELEGATED, MEMBER_PROFILE, OPERATIONS, SENDERS } from "./senders.ts";

describe("any account reads itself without naming itself", () => {
  it.each([
    ["the management account", MANAGEMENT_KEY, MANAGEMENT],
    ["an administrator", HOME_KEY, HOME],
    ["a member", MEMBER_KEY, MEMBER],
  ])("%s", async (_, key, AccountId) => {
    const aws = await startTestAws({ trustedAccess: [] });
    await expect(SENDERS.GetAccountInformation(aws.account(key))).resolves.toMatchObject({ AccountId });
  });

  it("an account outside any organization", async () => {
    const aws = await startTestAws({ member: { ...MEMBER_PROFILE, inOrganization: false } });
    await expect(SENDERS.GetAlternateContact(aws.account(MEMBER_KEY))).resolves.toHaveProperty(
      "AlternateContact",
    );
  });

  it("but not its e-mail address", async () => {
    const aws = await startTestAws();
    expect(await failureOf(SENDERS.GetPrimaryEmail(aws.account(MEMBER_KEY)))).toMatchObject({
      name: "ValidationException",
      status: 400,
    });
  });
});

describe("naming an account is refused", () => {
  const TRUST = "(Your organization must first enable trusted access with AWS Account Management.)";
  const DENIED = "(Access Denied)";

  it.each<[string, Key, string, Parameters<typeof sampleOrganization>[0], string]>([
    ["the management account itself", MANAGEMENT_KEY, MANAGEMENT, {}, DENIED],
    ["management, to an administrator", HOME_KEY, MANAGEMENT, DELEGATED, DENIED],
    ["an administrator of IAM alone", HOME_KEY, MEMBER, {}, DENIED],
    ["a member itself", MEMBER_KEY, MEMBER, {}, DENIED],
    ["a member another one", MEMBER_KEY, HOME, {}, DENIED],
    ["an account that is not there", MANAGEMENT_KEY, "999999999999", {}, DENIED],
    ["an account that has left", MANAGEMENT_KEY, MEMBER, { member: { inOrganization: false } }, DENIED],
    ["from outside", MEMBER_KEY, HOME, { member: { inOrganization: false } }, DENIED],
    ["without all features", MANAGEMENT_KEY, MEMBER, { featureSet: "CONSOLIDATED_BILLING" }, DENIED],
    ["without trusted access", MANAGEMENT_KEY, MEMBER, { trustedAccess: ["iam.amazonaws.com"] }, TRUST],
  ])("%s", async (_, key, account, overrides, words) => {
    const aws = await startTestAws(overrides);
    for (const operation of OPERATIONS) {
      const failure = await failureOf(SENDERS[operation](aws.account(key), account));
      expect(failure).toMatchObject({ name: "AccessDeniedException", status: 403 });
      expect(failure.message).toContain(words);
    }
  });
});

describe("policies", () => {
  it.each(OPERATIONS)("must allow account:%s by name", async (operation) => {
    const aws = await startTestAws({ ...DELEGATED, member: MEMBER_PROFILE });
    const user = aws.organization.accounts.get(HOME)?.users[0];
    user?.allows.splice(0, 1, `account:${operation}`);
    await expect(SENDERS[operation](aws.account(HOME_KEY), MEMBER)).resolves.toBeDefined();
    user?.allows.splice(0, 1, "iam:*");
    const failure = await failureOf(SENDERS[operation](aws.account(HOME_KEY), MEMBER));
    expect(failure).toMatchObject({ name: "AccessDeniedException", status: 403 });
    expect(failure.message).toContain(
      `account:${operation} on resource: arn:aws:account::${MANAGEMENT}:account/o-testtest01/${MEMBER} because`,
    );
  });

  it("of the organization stand over the caller's account", async () => {
    const aws = await startTestAws({
      ...DELEGATED,
      member: MEMBER_PROFILE,
      serviceControlPolicies: [
        {
          id: "p-denyaccount",
          name: "deny-account",
          targets: ["Security"],
          content: { Statement: [{ Effect: "Deny", Action: "account:*", Resource: "*" }] },
        },
      ],
    });
    const failure = await failureOf(SENDERS.GetContactInformation(aws.account(HOME_KEY), MEMBER));
    expect(failure.message).toMatch(/with an explicit deny in a service control policy$/);
    await expect(SENDERS.GetContactInformation(aws.account(MANAGEMENT_KEY), MEMBER)).resolves.toBeDefined();
  });

  it("of a root session's task leave nothing of this service", async () => {
    const aws = await startTestAws();
    const client = aws.account(await aws.rootSession());
    expect(await failureOf(SENDERS.GetAccountInformation(client))).toMatchObject({
      name: "AccessDeniedException",
    });
  });
});
