import { GetAccountSummaryCommand, IAMClient } from "@aws-sdk/client-iam";
import { AssumeRoleCommand, AssumeRootCommand, type Credentials, STSClient } from "@aws-sdk/client-sts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { MEMBER_ARCHETYPES } from "../../../src/local-aws/generated/archetypes.ts";
import { generateOrganization } from "../../../src/local-aws/generated-organization.ts";
import { parseOrganization } from "../../../src/local-aws/organization.ts";
import { type LocalAws, startLocalAws } from "../../../src/local-aws/start.ts";
import { failureOf, keyOf } from "../support.ts";

/** Whether AWS lets each kind of account be read, as its truth says. */

const { organization, truth, credentials } = generateOrganization({
  accounts: MEMBER_ARCHETYPES.length + 2,
  seed: 11,
  kind: "even",
});
let aws: LocalAws;

beforeAll(async () => {
  aws = await startLocalAws({ organization: parseOrganization(organization) });
});
afterAll(() => aws.close());

const config = (key: { accessKeyId: string; secretAccessKey: string }) => ({
  endpoint: aws.url,
  region: "us-east-1",
  maxAttempts: 1,
  credentials: { ...key },
});

const WAYS = {
  off: (accountId: string) =>
    new AssumeRoleCommand({
      RoleArn: `arn:aws:iam::${accountId}:role/rootcheck-audit`,
      RoleSessionName: "rootcheck-A1",
      SourceIdentity: "A1",
    }),
  first: (accountId: string) =>
    new AssumeRootCommand({
      TargetPrincipal: accountId,
      TaskPolicyArn: { arn: "arn:aws:iam::aws:policy/root-task/IAMAuditRootUserCredentials" },
    }),
};

/** How reading the summary went, in the words of the truth. */
async function outcome(accountId: string, way: keyof typeof WAYS): Promise<string> {
  const sts = new STSClient(config(credentials));
  const read = async () => {
    const answer: { Credentials?: Credentials | undefined } =
      way === "off" ? await sts.send(WAYS.off(accountId)) : await sts.send(WAYS.first(accountId));
    return new IAMClient(config(keyOf(answer.Credentials))).send(new GetAccountSummaryCommand({}));
  };
  return read().then(
    () => "read",
    async (error: Error) => {
      const { message } = await failureOf(Promise.reject(error));
      return message.includes("service control policy") ? "unknown denied-by-scp" : "unknown access-denied";
    },
  );
}

const active = truth.slice(2).filter(({ profile }) => profile !== "not-active");

describe("by member role", () => {
  it.each(active.map(({ archetype, accountId, verdicts }) => [archetype, accountId, verdicts.off] as const))(
    "%s",
    async (_, accountId, verdicts) => {
      const told = verdicts["root-access-key"] ?? "";
      expect(await outcome(accountId, "off")).toBe(told.startsWith("unknown") ? told : "read");
    },
  );
});

describe("by root session, where the role cannot be what answers", () => {
  const noRole = active.filter(({ verdicts }) => verdicts.off["root-access-key"]?.startsWith("unknown"));

  it.each(
    noRole.map(({ archetype, accountId, verdicts }) => [archetype, accountId, verdicts.first] as const),
  )("%s", async (_, accountId, verdicts) => {
    const told = verdicts["root-access-key"] ?? "";
    expect(await outcome(accountId, "first")).toBe(told.startsWith("unknown") ? told : "read");
  });
});

it("accounts that are not active let nobody in", async () => {
  for (const { accountId, profile } of truth) {
    if (profile !== "not-active") continue;
    expect([await outcome(accountId, "off"), await outcome(accountId, "first")]).toEqual([
      "unknown access-denied",
      "unknown access-denied",
    ]);
  }
});
