import { GetAlternateContactCommand } from "@aws-sdk/client-account";
import { describe, expect, it } from "vitest";
import { failureOf, HOME_KEY, MANAGEMENT_KEY, MEMBER, startTestAws } from "../support.ts";
import { DELEGATED, JOINED, MEMBER_PROFILE, SENDERS } from "./senders.ts";

describe("of a member, an administrator learns", () => {
  it.each([
    [
      "the name, age and state",
      "GetAccountInformation",
      { AccountId: MEMBER, AccountName: "member", AccountCreatedDate: JOINED, AccountState: "ACTIVE" },
    ],
    [
      "the security contact",
      "GetAlternateContact",
      {
        AlternateContact: {
          Name: "Sec Ops",
          Title: "Lead",
          EmailAddress: "sec@example.com",
          PhoneNumber: "+49 1",
          AlternateContactType: "SECURITY",
        },
      },
    ],
    [
      "who holds the account",
      "GetContactInformation",
      {
        ContactInformation: {
          FullName: "Ada",
          CompanyName: "Bright Harbor",
          PhoneNumber: "+49 2",
          CountryCode: "DE",
        },
      },
    ],
    ["the e-mail address", "GetPrimaryEmail", { PrimaryEmail: "pay@example.com" }],
  ] as const)("%s by %s", async (_, operation, answer) => {
    const aws = await startTestAws({ ...DELEGATED, member: MEMBER_PROFILE });
    for (const key of [HOME_KEY, MANAGEMENT_KEY]) {
      await expect(SENDERS[operation](aws.account(key), MEMBER)).resolves.toMatchObject(answer);
    }
    expect(aws.calls.at(-1)).toMatchObject({
      service: "account",
      action: operation,
      account: MEMBER,
      outcome: "ok",
    });
  });
});

it.each(["BILLING", "OPERATIONS", "SECURITY"] as const)("the contact for %s is its own", async (type) => {
  const kind = { BILLING: "billingContact", OPERATIONS: "operationsContact", SECURITY: "securityContact" }[
    type
  ];
  const aws = await startTestAws({ ...DELEGATED, member: { [kind]: { email: "duty@example.com" } } });
  const ask = async (AlternateContactType: "BILLING" | "OPERATIONS" | "SECURITY") => {
    const command = new GetAlternateContactCommand({ AccountId: MEMBER, AlternateContactType });
    const answer = await aws
      .account(HOME_KEY)
      .send(command)
      .catch((error: Error) => error);
    return answer instanceof Error ? answer.name : answer.AlternateContact?.EmailAddress;
  };
  const found = {
    BILLING: await ask("BILLING"),
    OPERATIONS: await ask("OPERATIONS"),
    SECURITY: await ask("SECURITY"),
  };
  const missing = "ResourceNotFoundException";
  expect(found).toEqual({
    BILLING: missing,
    OPERATIONS: missing,
    SECURITY: missing,
    [type]: "duty@example.com",
  });
});

describe("what is not set", () => {
  it.each([
    ["GetAlternateContact", "security contact"],
    ["GetContactInformation", "primary contact"],
  ] as const)("is not found by %s: the %s", async (operation, _) => {
    const aws = await startTestAws(DELEGATED);
    expect(await failureOf(SENDERS[operation](aws.account(HOME_KEY), MEMBER))).toMatchObject({
      name: "ResourceNotFoundException",
      status: 404,
    });
  });

  it("of a primary contact is left out", async () => {
    const aws = await startTestAws({ ...DELEGATED, member: { contactInformation: {} } });
    const { ContactInformation } = await SENDERS.GetContactInformation(aws.account(HOME_KEY), MEMBER);
    expect(ContactInformation).toHaveProperty("FullName");
    expect(ContactInformation).not.toHaveProperty("CompanyName");
    expect(ContactInformation).not.toHaveProperty("PhoneNumber");
  });
});

it.each([
  ["PENDING_ACTIVATION", "PENDING_ACTIVATION"],
  ["SUSPENDED", "SUSPENDED"],
  ["PENDING_CLOSURE", "SUSPENDED"],
  ["CLOSED", "CLOSED"],
] as const)("an account in state %s is called %s", async (state, AccountState) => {
  const aws = await startTestAws({ ...DELEGATED, member: { state } });
  await expect(SENDERS.GetAccountInformation(aws.account(HOME_KEY), MEMBER)).resolves.toMatchObject({
    AccountState,
  });
});
