import {
  DescribeCasesCommand,
  type DescribeCasesCommandInput,
  DescribeCommunicationsCommand,
  SupportClient,
} from "@aws-sdk/client-support";
import { describe, expect, test } from "vitest";
import type { AccountSpecification } from "../../../src/local-aws/account.ts";
import { failureOf, HOME_KEY, MEMBER_KEY, START, startTestAws } from "../support.ts";

const daysAgo = (days: number) => new Date(START.getTime() - days * 86_400_000);

const support: AccountSpecification["support"] = {
  hasPlan: true,
  cases: [
    { submittedBy: "old@example.com", createdAt: daysAgo(800) },
    ...Array.from({ length: 11 }, (_, index) => ({
      submittedBy: "root@example.com",
      createdAt: daysAgo(60 - index),
    })),
    {
      submittedBy: "root@example.com",
      createdAt: daysAgo(2),
      isResolved: false,
      copied: ["cc@example.com"],
      letters: Array.from({ length: 12 }, () => ({ by: "Amazon Web Services", at: daysAgo(1) })),
    },
  ],
};

async function start() {
  const aws = await startTestAws({ member: { support } });
  const user = aws.organization.accounts.get("300000000003")?.users[0];
  if (user) user.allows = ["*:*"];
  const client = new SupportClient({
    endpoint: aws.url,
    region: "us-east-1",
    credentials: { ...MEMBER_KEY },
    maxAttempts: 1,
  });
  const ask = (input: DescribeCasesCommandInput) => client.send(new DescribeCasesCommand(input));
  return { aws, client, ask };
}

describe("cases", () => {
  test("come newest first, resolved ones when asked for, and none that is older than two years", async () => {
    const { ask } = await start();
    expect((await ask({})).cases).toMatchObject([{ status: "opened", ccEmailAddresses: ["cc@example.com"] }]);
    const { cases = [], nextToken } = await ask({ includeResolvedCases: true });
    expect(cases.map(({ submittedBy }) => submittedBy)).toEqual(Array(12).fill("root@example.com"));
    expect(cases.map(({ timeCreated }) => timeCreated)).toEqual(
      cases
        .map(({ timeCreated }) => timeCreated)
        .toSorted()
        .toReversed(),
    );
    expect(nextToken).toBeUndefined();
  });

  test("come in pages, which have to be of ten at least", async () => {
    const { ask } = await start();
    const first = await ask({ includeResolvedCases: true, maxResults: 10 });
    const second = await ask({ includeResolvedCases: true, maxResults: 10, nextToken: first.nextToken });
    expect([first.cases?.length, second.cases?.length, second.nextToken]).toEqual([10, 2, undefined]);
    expect(await failureOf(ask({ maxResults: 9 }))).toMatchObject({
      name: "ValidationException",
      status: 400,
    });
  });

  test("may not be asked for from before they are kept", async () => {
    const { ask } = await start();
    const failure = await failureOf(ask({ afterTime: daysAgo(900).toISOString() }));
    expect(failure).toMatchObject({ name: "ValidationException" });
  });

  test("come with their latest five letters, and a token where there are more; the rest come in pages", async () => {
    const { client, ask } = await start();
    const [given] = (await ask({})).cases ?? [];
    expect(given?.recentCommunications?.communications).toHaveLength(5);
    expect(given?.recentCommunications?.nextToken).toBeDefined();
    const letters = (nextToken?: string) =>
      client.send(new DescribeCommunicationsCommand({ caseId: given?.caseId, maxResults: 10, nextToken }));
    const first = await letters();
    const second = await letters(first.nextToken);
    expect([first.communications?.length, second.communications?.length]).toEqual([10, 2]);
    expect((await ask({ includeCommunications: false })).cases?.[0]?.recentCommunications).toBeUndefined();
  });
});

test("an account without a plan is refused by a name that no model has", async () => {
  const { aws } = await start();
  for (const user of aws.organization.accounts.get("200000000002")?.users ?? []) user.allows = ["*:*"];
  const client = new SupportClient({
    endpoint: aws.url,
    region: "us-east-1",
    credentials: { ...HOME_KEY },
    maxAttempts: 1,
  });
  expect(await failureOf(client.send(new DescribeCasesCommand({})))).toMatchObject({
    name: "SubscriptionRequiredException",
    status: 400,
  });
});

test("a case that is not there is refused as the model says", async () => {
  const { client } = await start();
  const asked = client.send(new DescribeCommunicationsCommand({ caseId: "case-1" }));
  expect(await failureOf(asked)).toMatchObject({ name: "CaseIdNotFound" });
});
