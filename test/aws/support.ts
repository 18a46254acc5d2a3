import { AccountClient } from "@aws-sdk/client-account";
import { IAMClient } from "@aws-sdk/client-iam";
import { OrganizationsClient } from "@aws-sdk/client-organizations";
import { S3Client } from "@aws-sdk/client-s3";
import { SSOAdminClient } from "@aws-sdk/client-sso-admin";
import { STSClient } from "@aws-sdk/client-sts";
import { SupportClient } from "@aws-sdk/client-support";
import { onTestFinished, vi } from "vitest";
import type { ProfileToRead } from "../../src/audit/account-reader.ts";
import { createCaller } from "../../src/aws/caller.ts";
import { type Clients, monitoringWith } from "../../src/aws/clients.ts";
import { createOrganizationReader } from "../../src/aws/organization.ts";
import { createOrganizationFactsReader } from "../../src/aws/organization-facts.ts";
import { createProfileReader } from "../../src/aws/profile.ts";
import { createAccountReader } from "../../src/aws/read-account.ts";
import { createRootEmailReader } from "../../src/aws/root-email/index.ts";
import { nothingReadYet, type RootFact } from "../../src/aws/root-facts.ts";
import { createPolicyReader } from "../../src/aws/service-control-policies.ts";
import { createSessions } from "../../src/aws/sessions.ts";
import { WholeAnswerHandler } from "../../src/aws/whole-answers.ts";
import { type Clock, systemClock } from "../../src/clock.ts";
import type { AwsConfig } from "../../src/config.ts";
import type { Account } from "../../src/domain/account.ts";
import type { ReadOrganizationFacts } from "../../src/domain/organization-facts.ts";
import type { Read } from "../../src/domain/read.ts";
import type { ReadFacts, RootFacts } from "../../src/domain/root-facts.ts";
import type { EmailSourceId } from "../../src/email-recovery/email-reader.ts";
import type { Log } from "../../src/log.ts";
import { HOME_KEY, type Key, MEMBER, START, startTestAws, type TestAws } from "../local-aws/support.ts";
import { scannedLog } from "../support/secrecy/scan.ts";

/** Every fact about a root user. */
export const everyRootFact = Object.keys(nothingReadYet) as readonly RootFact[];

export const member: Account = {
  id: MEMBER,
  name: "member",
  state: "ACTIVE",
  isManagement: false,
  partition: "aws",
  ouPath: [],
};

export const quiet: Log = scannedLog("the AWS reader's log");

export interface AwsOptions {
  readonly aws?: Parameters<typeof startTestAws>[0];
  readonly config?: Partial<AwsConfig>;
  /** Who the app runs as. */
  readonly as?: Key;
  /** The patient ones of the app, or such as give up at the first failure. */
  readonly clients?: (url: string) => Clients;
}

/** The parts of the AWS reader, without its thread, in front of a local AWS whose time they share. */
export interface ReadingAws {
  readonly aws: TestAws;
  readonly clock: Clock;
  readonly call: ReturnType<typeof createCaller>;
  readonly sessions: ReturnType<typeof createSessions>;
  readonly organization: ReturnType<typeof createOrganizationReader>;
  readFacts(request?: {
    account?: Account;
    wanted?: readonly RootFact[];
    earlier?: ReadFacts;
    fresh?: true;
    signal?: AbortSignal;
  }): Promise<ReadFacts>;
  readOrganization(purpose?: string, signal?: AbortSignal): Promise<ReadOrganizationFacts>;
  readProfile(
    account?: Account,
    how?: Partial<Omit<ProfileToRead, "account">>,
  ): ReturnType<ReturnType<typeof createProfileReader>>;
  readSightings(
    source: EmailSourceId,
    account?: Account,
  ): ReturnType<ReturnType<typeof createRootEmailReader>>;
  /** The actions that IAM and STS were asked for since the last time, but for who the caller is. */
  takeCalls(): readonly string[];
  advance(milliseconds: number): void;
}

export const CONFIG: AwsConfig = { memberRole: "reader", rootSessions: "off", concurrency: 5 };

export async function startReadingAws(options: AwsOptions = {}): Promise<ReadingAws> {
  const aws = await startTestAws(options.aws);
  stubCaller(aws, options.as);
  let now = START.getTime();
  const clock: Clock = { ...systemClock, now: () => new Date(now) };
  const config = { ...CONFIG, ...options.config };
  const clients = (options.clients ?? impatientClients)(aws.url);
  const call = createCaller();
  const sessions = createSessions({ config, clients, call, clock });
  const organization = createOrganizationReader({ call, clock, log: quiet });
  const policies = createPolicyReader({ call, clock });
  const parts = { config, sessions, organization, policies, call, clock, log: quiet };
  const readAccount = createAccountReader(parts);
  const readProfile = createProfileReader(parts);
  const readOrganization = createOrganizationFactsReader(parts);
  const readSightings = createRootEmailReader(parts);
  const patient = new AbortController().signal;
  return {
    ...{ aws, clock, call, sessions, organization },
    readFacts: ({ account = member, wanted = everyRootFact, signal = patient, ...how } = {}) =>
      readAccount({ account, wanted, purpose: "A1", ...how }, signal),
    readOrganization: (purpose = "A1", signal = patient) => readOrganization(purpose, signal),
    readProfile: (account = member, how = {}) => readProfile({ account, purpose: "A1", ...how }, patient),
    readSightings: (source, account = member) =>
      readSightings({ source, account, purpose: "look-up-1" }, patient),
    takeCalls: () => {
      const shared = ["GetCallerIdentity", "ListOrganizationsFeatures"];
      const calls = aws.calls.filter(({ service }) => service === "iam" || service === "sts");
      aws.clearCalls();
      return calls.map(({ action }) => action).filter((action) => !shared.includes(action));
    },
    advance: (milliseconds) => {
      now += milliseconds;
      aws.advance(milliseconds);
    },
  };
}

/** Whose credentials the environment holds, and where AWS is. */
export function stubCaller({ url }: { readonly url: string }, key: Key = HOME_KEY): void {
  vi.stubEnv("AWS_ENDPOINT_URL", url);
  vi.stubEnv("AWS_REGION", "us-east-1");
  vi.stubEnv("AWS_ACCESS_KEY_ID", key.accessKeyId);
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", key.secretAccessKey);
  onTestFinished(() => {
    vi.unstubAllEnvs();
  });
}

/** The SDK's clients, giving up at the first failure. */
export function impatientClients(
  endpoint: string,
  requestTimeout = 10_000,
  ownRegion = "us-east-1",
): Clients {
  const requestHandler = new WholeAnswerHandler({ requestTimeout, throwOnRequestTimeout: true });
  const shared = { endpoint, region: ownRegion, requestHandler, maxAttempts: 1 };
  return {
    account: (credentials) => new AccountClient({ ...shared, credentials }),
    iam: (credentials) => new IAMClient({ ...shared, credentials }),
    identityCenter: (credentials) => new SSOAdminClient({ ...shared, credentials }),
    monitoring: (credentials, region) => monitoringWith({ ...shared, region, credentials }),
    organizations: (credentials) => new OrganizationsClient({ ...shared, credentials }),
    s3: (credentials, region = shared.region) =>
      new S3Client({ ...shared, region, followRegionRedirects: true, credentials }),
    sts: (credentials) => new STSClient({ ...shared, credentials }),
    support: (credentials) => new SupportClient({ ...shared, credentials }),
    close: () => requestHandler.destroy(),
  };
}

/** A read's value, or why there is none, in a word. */
export function gistOf(read: Read<unknown>): unknown {
  return read.known ? read.value : read.why.code;
}

/** All facts so. */
export function gistsOf(facts: RootFacts): Record<string, unknown> {
  return Object.fromEntries(everyRootFact.map((fact) => [fact, gistOf(facts[fact])]));
}
