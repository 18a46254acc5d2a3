import { AccountClient } from "@aws-sdk/client-account";
import { IAMClient } from "@aws-sdk/client-iam";
import { OrganizationsClient } from "@aws-sdk/client-organizations";
import { AssumeRoleCommand, AssumeRootCommand, type Credentials, STSClient } from "@aws-sdk/client-sts";
import { onTestFinished } from "vitest";
import type { AccountSpecification } from "../../src/local-aws/account.ts";
import {
  type LocalOrganization,
  type OrganizationSpecification,
  organization,
} from "../../src/local-aws/organization.ts";
import { type LocalAws, type LocalAwsOptions, startLocalAws } from "../../src/local-aws/start.ts";

/** A small organization, and the real SDK's clients for whoever is in it. */

export const MANAGEMENT = "100000000001";
export const HOME = "200000000002";
export const MEMBER = "300000000003";
export const START = new Date("2026-11-20T12:00:00Z");

export const MANAGEMENT_KEY = { accessKeyId: "AKIAMANAGEMENT000001", secretAccessKey: "management-secret" };
export const HOME_KEY = { accessKeyId: "AKIAHOME000000000001", secretAccessKey: "home-secret" };
export const MEMBER_KEY = { accessKeyId: "AKIAMEMBER0000000001", secretAccessKey: "member-secret" };

export interface Key {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

export function sampleOrganization(
  overrides: Partial<OrganizationSpecification> & { member?: Partial<AccountSpecification> } = {},
): LocalOrganization {
  const { member, ...rest } = overrides;
  const everything = (name: string) => [{ name, allows: ["*"] }];
  return organization({
    id: "o-testtest01",
    managementAccount: MANAGEMENT,
    delegatedAdministrators: [{ account: HOME, services: ["iam.amazonaws.com"] }],
    rootFeatures: ["RootCredentialsManagement", "RootSessions"],
    callers: [
      { ...MANAGEMENT_KEY, account: MANAGEMENT, user: "owner" },
      { ...HOME_KEY, account: HOME, user: "auditor" },
      { ...MEMBER_KEY, account: MEMBER, user: "developer" },
    ],
    accounts: [
      { id: MANAGEMENT, name: "management", email: "root@example.com", users: everything("owner") },
      { id: HOME, name: "home", ou: "Security", users: everything("auditor") },
      {
        id: MEMBER,
        name: "member",
        ou: "Prod/Payments",
        users: everything("developer"),
        roles: [{ name: "reader", trusts: [HOME], allows: ["iam:*"] }],
        ...member,
      },
    ],
    ...rest,
  });
}

export interface TestAws extends LocalAws {
  iam(key: Key): IAMClient;
  sts(key: Key, region?: string): STSClient;
  organizations(key: Key): OrganizationsClient;
  account(key: Key): AccountClient;
  /** Moves the organization's time, which starts at START. */
  advance(milliseconds: number): void;
  roleSession(account?: string): Promise<Key>;
  rootSession(account?: string, task?: string): Promise<Key>;
}

/** Starts a local AWS that is closed when the test ends. */
export async function startTestAws(
  options: Partial<LocalAwsOptions> & Parameters<typeof sampleOrganization>[0] = {},
): Promise<TestAws> {
  const {
    organization: given,
    port,
    latencyMs,
    switches,
    ceilings,
    logCalls,
    now: _,
    ...overrides
  } = options;
  let now = START.getTime();
  const aws = await startLocalAws({
    organization: given ?? sampleOrganization(overrides),
    now: () => new Date(now),
    ...(port !== undefined && { port }),
    ...(latencyMs !== undefined && { latencyMs }),
    ...(switches && { switches }),
    ...(ceilings && { ceilings }),
    ...(logCalls !== undefined && { logCalls }),
  });
  onTestFinished(() => aws.close());
  const config = (key: Key, region = "us-east-1") => ({
    endpoint: aws.url,
    region,
    credentials: { ...key },
    maxAttempts: 1,
  });
  const sts = (key: Key, region?: string) => new STSClient(config(key, region));
  return {
    ...aws,
    iam: (key) => new IAMClient(config(key)),
    sts,
    organizations: (key) => new OrganizationsClient(config(key)),
    account: (key) => new AccountClient(config(key)),
    advance: (milliseconds) => {
      now += milliseconds;
    },
    async roleSession(account = MEMBER) {
      const RoleArn = `arn:aws:iam::${account}:role/reader`;
      const command = new AssumeRoleCommand({ RoleArn, RoleSessionName: "rootcheck-A1" });
      return keyOf((await sts(HOME_KEY).send(command)).Credentials);
    },
    async rootSession(account = MEMBER, task = "IAMAuditRootUserCredentials") {
      const arn = `arn:aws:iam::aws:policy/root-task/${task}`;
      const command = new AssumeRootCommand({ TargetPrincipal: account, TaskPolicyArn: { arn } });
      return keyOf((await sts(HOME_KEY).send(command)).Credentials);
    },
  };
}

export function keyOf(credentials: Credentials | undefined): Key {
  const { AccessKeyId = "", SecretAccessKey = "", SessionToken = "" } = credentials ?? {};
  return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
}

/** What an SDK client rejects with, as far as the wire decides it. */
export async function failureOf(
  attempt: Promise<unknown>,
): Promise<{ name: string; status: number | undefined; message: string }> {
  try {
    await attempt;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const metadata = "$metadata" in error ? error.$metadata : undefined;
    const status =
      typeof metadata === "object" && metadata && "httpStatusCode" in metadata
        ? metadata.httpStatusCode
        : undefined;
    return {
      name: error.name,
      status: typeof status === "number" ? status : undefined,
      message: error.message,
    };
  }
  throw new Error("This should have been refused, but it was answered.");
}

/** The part of the SDK's request that tests tamper with. */
export interface WireMessage {
  hostname: string;
  headers: Record<string, string>;
  body: string;
  path: string;
  query: Record<string, string>;
}

/** Middleware of the SDK that changes the request; whether before or after signing, its step decides. */
export function changing(change: (message: WireMessage) => void) {
  return <Args extends { request: unknown }, Output>(next: (args: Args) => Promise<Output>) =>
    (args: Args): Promise<Output> => {
      if (!isWireMessage(args.request)) throw new Error("The SDK's requests look different from before.");
      change(args.request);
      return next(args);
    };
}

export const BEFORE_SIGNING = { step: "build", priority: "high" } as const;
export const AFTER_SIGNING = { step: "deserialize", priority: "low" } as const;

function isWireMessage(request: unknown): request is WireMessage {
  return typeof request === "object" && request !== null && "headers" in request && "body" in request;
}
