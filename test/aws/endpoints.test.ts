import { GetPrimaryEmailCommand } from "@aws-sdk/client-account";
import { DescribeOrganizationCommand } from "@aws-sdk/client-organizations";
import { DescribeCasesCommand } from "@aws-sdk/client-support";
import { expect, onTestFinished, test, vi } from "vitest";
import { createClients } from "../../src/aws/clients.ts";
import { AFTER_SIGNING, changing } from "../local-aws/support.ts";

/** Stands for the network: what would have gone out is what the call rejects with. */
class Sent extends Error {}

const unsent = changing(({ hostname, headers }) => {
  throw new Sent(`${hostname} ${headers.authorization?.split("/")[2]}`);
});

/** Where a call would go, and the Region that it is signed for. */
async function addressOf(call: Promise<unknown>): Promise<string> {
  const error = await call.catch((thrown: unknown) => thrown);
  if (!(error instanceof Sent)) throw error;
  return error.message;
}

test.each([
  ["eu-west-1", "us-east-1.amazonaws.com us-east-1"],
  ["us-gov-east-1", "us-gov-west-1.amazonaws.com us-gov-west-1"],
  ["cn-north-1", "cn-northwest-1.amazonaws.com.cn cn-northwest-1"],
])("what names root users is asked where the partition of %s has it", async (region, central) => {
  vi.stubEnv("AWS_REGION", region);
  vi.stubEnv("AWS_ENDPOINT_URL", undefined);
  onTestFinished(() => {
    vi.unstubAllEnvs();
  });
  const clients = await createClients(1);
  onTestFinished(() => clients.close());
  const credentials = { accessKeyId: "AKIAHOME000000000001", secretAccessKey: "secret" };
  const organizations = clients.organizations(credentials);
  const account = clients.account(credentials);
  const support = clients.support(credentials);
  organizations.middlewareStack.add(unsent, AFTER_SIGNING);
  account.middlewareStack.add(unsent, AFTER_SIGNING);
  support.middlewareStack.add(unsent, AFTER_SIGNING);
  const cases = region === "cn-north-1" ? "cn-north-1.amazonaws.com.cn cn-north-1" : central;
  expect([
    await addressOf(organizations.send(new DescribeOrganizationCommand({}))),
    await addressOf(account.send(new GetPrimaryEmailCommand({ AccountId: "111122223333" }))),
    await addressOf(support.send(new DescribeCasesCommand({}))),
  ]).toEqual([`organizations.${central}`, `account.${central}`, `support.${cases}`]);
});
