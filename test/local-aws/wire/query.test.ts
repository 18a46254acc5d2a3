import {
  GetAccountSummaryCommand,
  ListAccessKeysCommand,
  ListAccountAliasesCommand,
} from "@aws-sdk/client-iam";
import { AssumeRoleCommand, AssumeRootCommand } from "@aws-sdk/client-sts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { accountOf } from "../../../src/local-aws/principal.ts";
import { BEFORE_SIGNING, changing, failureOf, HOME, HOME_KEY, startTestAws } from "../support.ts";

/** Sends GetAccountSummary with its form replaced, properly signed. */
async function refusalOfForm(form: string) {
  const aws = await startTestAws();
  const client = aws.iam(HOME_KEY);
  client.middlewareStack.add(
    changing((message) => {
      message.body = form;
    }),
    BEFORE_SIGNING,
  );
  return failureOf(client.send(new GetAccountSummaryCommand({})));
}

describe("a form", () => {
  it.each([
    ["without Action", "Version=2010-05-08", "MissingAction", "Missing Action"],
    [
      "with an action that IAM does not have",
      "Action=GetRootSecret&Version=2010-05-08",
      "InvalidAction",
      "Could not find operation GetRootSecret for version 2010-05-08",
    ],
    [
      "with another version",
      "Action=GetAccountSummary&Version=2015-01-01",
      "InvalidAction",
      "Could not find operation GetAccountSummary for version 2015-01-01",
    ],
    [
      "without a version",
      "Action=GetAccountSummary",
      "InvalidAction",
      "Could not find operation GetAccountSummary for version NO_VERSION_SPECIFIED",
    ],
    [
      "with a parameter for an operation that takes none",
      "Action=GetAccountSummary&Version=2010-05-08&AccountId=1",
      "InvalidQueryParameter",
      "The parameter AccountId is not known to GetAccountSummary",
    ],
    [
      "with an unknown parameter",
      "Action=ListAccessKeys&Version=2010-05-08&User=x",
      "InvalidQueryParameter",
      "The parameter User is not known to ListAccessKeysRequest",
    ],
    [
      "with parts of a parameter that has none",
      "Action=ListAccessKeys&Version=2010-05-08&UserName.First=x",
      "MalformedQueryString",
      "UserName has parts that it cannot have",
    ],
    [
      "with a parameter twice",
      "Action=ListAccessKeys&Version=2010-05-08&UserName=x&UserName=y",
      "MalformedQueryString",
      "UserName was given more than once",
    ],
    [
      "with text where a number belongs",
      "Action=ListAccessKeys&Version=2010-05-08&MaxItems=ten",
      "ValidationError",
      "1 validation error detected: Value 'ten' at 'maxItems' failed to satisfy constraint: Member must have the type of its model",
    ],
    [
      "without a parameter that is required",
      "Action=GetAccessKeyLastUsed&Version=2010-05-08",
      "ValidationError",
      "1 validation error detected: Value null at 'accessKeyId' failed to satisfy constraint: Member must not be null",
    ],
  ])("%s is refused", async (_, form, name, message) => {
    expect(await refusalOfForm(form)).toEqual({ name, status: 400, message });
  });

  it("without a required structure's member is refused as STS says it", async () => {
    const aws = await startTestAws();
    const command = new AssumeRootCommand({ TargetPrincipal: HOME, TaskPolicyArn: {} });
    expect(await failureOf(aws.sts(HOME_KEY).send(command))).toMatchObject({
      name: "ValidationError",
      status: 400,
    });
  });

  it("may hold lists of structures", async () => {
    const aws = await startTestAws();
    const command = new AssumeRoleCommand({
      RoleArn: "arn:aws:iam::300000000003:role/reader",
      RoleSessionName: "rootcheck",
      Tags: [
        { Key: "audit", Value: "A1" },
        { Key: "by", Value: "U1" },
      ],
      TransitiveTagKeys: ["audit"],
      PolicyArns: [],
    });
    await expect(aws.sts(HOME_KEY).send(command)).resolves.toHaveProperty("Credentials");
  });
});

it("an answer brings any text through XML unchanged", async () => {
  const aws = await startTestAws();
  const account = accountOf(aws.organization, HOME);
  const printable = fc.string({ unit: "grapheme", minLength: 1 }).map((text) => `[${text}]`);
  const client = aws.iam(HOME_KEY);
  await fc.assert(
    fc.asyncProperty(printable, async (alias) => {
      account.alias = alias;
      const { AccountAliases } = await client.send(new ListAccountAliasesCommand({}));
      expect(AccountAliases).toEqual([alias]);
    }),
    { numRuns: 50, examples: [['[<!channel> & "x" *y* `z` \'&amp;\r\n]']] },
  );
});

it("every answer and every refusal carries a request id of its own", async () => {
  const aws = await startTestAws();
  const client = aws.iam(HOME_KEY);
  const { $metadata } = await client.send(new ListAccountAliasesCommand({}));
  const refused = client.send(new ListAccessKeysCommand({ UserName: "nobody" }));
  const second = await refused.catch((error) => error.$metadata);
  expect($metadata.requestId).toMatch(/^[0-9a-f-]{36}$/);
  expect(second.requestId).toMatch(/^[0-9a-f-]{36}$/);
  expect(second.requestId).not.toBe($metadata.requestId);
});
