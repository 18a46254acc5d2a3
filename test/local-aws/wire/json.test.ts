import {
  DescribeAccountCommand,
  DescribeOrganizationCommand,
  ListAccountsCommand,
} from "@aws-sdk/client-organizations";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { accountOf } from "../../../src/local-aws/principal.ts";
import {
  BEFORE_SIGNING,
  changing,
  failureOf,
  HOME,
  HOME_KEY,
  startTestAws,
  type WireMessage,
} from "../support.ts";

/** Sends DescribeOrganization changed, properly signed. */
async function refusalOf(change: (message: WireMessage) => void) {
  const aws = await startTestAws();
  const client = aws.organizations(HOME_KEY);
  client.middlewareStack.add(changing(change), BEFORE_SIGNING);
  return failureOf(client.send(new DescribeOrganizationCommand({})));
}

function toTarget(target: string, body = "{}") {
  return (message: WireMessage) => {
    message.headers["x-amz-target"] = target;
    message.body = body;
  };
}

describe("a request", () => {
  it.each([
    [
      "another service's target",
      toTarget("AWSOrganizationsV20990101.ListAccounts"),
      "UnknownOperationException",
    ],
    ["an unknown operation", toTarget("AWSOrganizationsV20161128.CloseAll"), "UnknownOperationException"],
    ["no JSON", toTarget("AWSOrganizationsV20161128.ListAccounts", "<a/>"), "SerializationException"],
    [
      "JSON that is no object",
      toTarget("AWSOrganizationsV20161128.ListAccounts", "[]"),
      "SerializationException",
    ],
    [
      "an unknown member",
      toTarget("AWSOrganizationsV20161128.ListAccounts", '{"Max":1}'),
      "SerializationException",
    ],
    [
      "a member where there are none",
      toTarget("AWSOrganizationsV20161128.DescribeOrganization", '{"Id":"o-1"}'),
      "SerializationException",
    ],
    [
      "a member of the wrong type",
      toTarget("AWSOrganizationsV20161128.ListAccounts", '{"MaxResults":"1"}'),
      "SerializationException",
    ],
    [
      "a missing member",
      toTarget("AWSOrganizationsV20161128.DescribeAccount", "{}"),
      "InvalidInputException",
    ],
    [
      "another content type",
      (message: WireMessage) => {
        message.headers["content-type"] = "application/json";
      },
      "UnknownOperationException",
    ],
  ])("with %s is refused", async (_, change, name) => {
    expect(await refusalOf(change)).toMatchObject({ name, status: 400 });
  });
});

it("an answer brings any text and time through JSON unchanged", async () => {
  const aws = await startTestAws();
  const account = accountOf(aws.organization, HOME);
  const client = aws.organizations(HOME_KEY);
  const joined = fc.date({ min: new Date("2006-01-01"), max: new Date("2040-01-01"), noInvalidDate: true });
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: "binary" }), joined, async (name, joinedAt) => {
      Object.assign(account, { name, joinedAt });
      const { Account } = await client.send(new DescribeAccountCommand({ AccountId: HOME }));
      expect(Account).toMatchObject({ Name: name, JoinedTimestamp: joinedAt });
    }),
    { numRuns: 25 },
  );
});

it("a refusal carries the further members that its model has", async () => {
  const aws = await startTestAws();
  const attempt = aws.organizations(HOME_KEY).send(new ListAccountsCommand({ MaxResults: 21 }));
  await expect(attempt).rejects.toMatchObject({
    name: "InvalidInputException",
    Reason: "MAX_VALUE_EXCEEDED",
  });
});
