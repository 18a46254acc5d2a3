import { GetAccountSummaryCommand, IAMClient, ListVirtualMFADevicesCommand } from "@aws-sdk/client-iam";
import { OrganizationsClient, paginateListAccounts } from "@aws-sdk/client-organizations";
import { AssumeRoleCommand, AssumeRootCommand, type Credentials, STSClient } from "@aws-sdk/client-sts";
import { expect, it, onTestFinished } from "vitest";
import { startLocalAws } from "../../src/local-aws/start.ts";
import {
  homeCredentials,
  managementCredentials,
  sampleOrganization,
} from "../../src/playground/sample-organization.ts";
import { TRUTH } from "./sample-truth.ts";

const AUDIT_TASK = "arn:aws:iam::aws:policy/root-task/IAMAuditRootUserCredentials";

async function start() {
  const aws = await startLocalAws({ organization: sampleOrganization(new Date()) });
  onTestFinished(() => aws.close());
  const config = { endpoint: aws.url, region: "us-east-1", maxAttempts: 1 };
  const sts = new STSClient({ ...config, credentials: { ...homeCredentials } });
  const iamBy = (credentials: Credentials | undefined) => {
    const { AccessKeyId = "", SecretAccessKey = "", SessionToken = "" } = credentials ?? {};
    const key = { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
    return new IAMClient({ ...config, credentials: key });
  };
  return {
    config,
    async byRole(account: string) {
      const RoleArn = `arn:aws:iam::${account}:role/rootcheck-audit`;
      const command = new AssumeRoleCommand({ RoleArn, RoleSessionName: "rootcheck-A1" });
      return iamBy((await sts.send(command)).Credentials);
    },
    async byRootSession(account: string) {
      const command = new AssumeRootCommand({ TargetPrincipal: account, TaskPolicyArn: { arn: AUDIT_TASK } });
      return iamBy((await sts.send(command)).Credentials);
    },
  };
}

async function rootOf(iam: IAMClient): Promise<string> {
  const { SummaryMap = {} } = await iam.send(new GetAccountSummaryCommand({}));
  const names = { Password: "password", AccessKeys: "key", SigningCertificates: "certificate" } as const;
  const present = Object.entries(names).filter(
    ([key]) => SummaryMap[`Account${key as keyof typeof names}Present`] === 1,
  );
  return [...present.map(([, name]) => name), ...(SummaryMap.AccountMFAEnabled === 1 ? ["mfa"] : [])].join(
    " ",
  );
}

it.each([
  ["411111111111", "prod-payments", "password key mfa"],
  ["422222222222", "prod-web", ""],
  ["444444444444", "prod-data", "password mfa"],
  ["555555555555", "sandbox-research", "password"],
  ["566666666666", "build-pipeline", "key"],
  ["577777777777", "legacy-mail", "certificate"],
  ["510101010101", '<!channel> & "x" *y* `z`', ""],
])("%s (%s) has %j, by role and by root session", async (account, name, expected) => {
  const { byRole, byRootSession } = await start();
  expect(sampleOrganization(new Date()).accounts.get(account)?.name).toBe(name);
  expect(await rootOf(await byRole(account))).toBe(expected);
  expect(await rootOf(await byRootSession(account))).toBe(expected);
});

it("the management account can be read by role only, and has no virtual device", async () => {
  const { byRole, byRootSession } = await start();
  const iam = await byRole("100000000001");
  expect(await rootOf(iam)).toBe("password mfa");
  const { VirtualMFADevices } = await iam.send(
    new ListVirtualMFADevicesCommand({ AssignmentStatus: "Assigned" }),
  );
  expect(VirtualMFADevices).toEqual([]);
  await expect(byRootSession("100000000001")).rejects.toThrow("sts:AssumeRoot");
});

it("the acquired account can be read by root session only", async () => {
  const { byRole, byRootSession } = await start();
  expect(await rootOf(await byRootSession("599999999999"))).toBe("password");
  await expect(byRole("599999999999")).rejects.toThrow("sts:AssumeRole");
});

it("the regulated account can be read by neither", async () => {
  const { byRole, byRootSession } = await start();
  await expect(byRole("433333333333")).rejects.toThrow("sts:AssumeRole");
  await expect(rootOf(await byRootSession("433333333333"))).rejects.toThrow(
    "with an explicit deny in a service control policy",
  );
});

it("the suspended account lets nobody in", async () => {
  const { byRole, byRootSession } = await start();
  await expect(byRole("588888888888")).rejects.toThrow("sts:AssumeRole");
  await expect(byRootSession("588888888888")).rejects.toThrow("sts:AssumeRoot");
});

it.each([
  ["security-tooling", homeCredentials],
  ["the management account", managementCredentials],
])("the identity in %s sees all of the company's accounts", async (_, credentials) => {
  const { config } = await start();
  const client = new OrganizationsClient({ ...config, credentials: { ...credentials } });
  const found: (string | undefined)[] = [];
  for await (const { Accounts = [] } of paginateListAccounts({ client }, {}))
    found.push(...Accounts.map(({ Name }) => Name));
  expect(found).toEqual(Object.keys(TRUTH));
});
