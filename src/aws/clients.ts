import { AccountClient } from "@aws-sdk/client-account";
import { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { IAMClient } from "@aws-sdk/client-iam";
import { OrganizationsClient } from "@aws-sdk/client-organizations";
import { S3Client } from "@aws-sdk/client-s3";
import { SNSClient } from "@aws-sdk/client-sns";
import { SSOAdminClient } from "@aws-sdk/client-sso-admin";
import { STSClient } from "@aws-sdk/client-sts";
import { SupportClient } from "@aws-sdk/client-support";
import type { NodeHttpHandler } from "@smithy/node-http-handler";
import type { AwsCredentialIdentity, AwsCredentialIdentityProvider } from "@smithy/types";
import { type Attempt, noticingAttempts } from "./attempts.ts";
import { WholeAnswerHandler } from "./whole-answers.ts";

export type Credentials = AwsCredentialIdentity | AwsCredentialIdentityProvider;

/** What tells somebody what happens in an account, in one Region. */
export interface Monitoring {
  readonly events: EventBridgeClient;
  readonly logs: CloudWatchLogsClient;
  readonly cloudWatch: CloudWatchClient;
  readonly sns: SNSClient;
}

/**
 * Makes the SDK's clients, all over one pool of connections, which only {@link Clients.close} may destroy: a client
 * holds nothing else and is simply let go. Keep one as long as it is of use: its rate limiter learns.
 */
export interface Clients {
  account(credentials: Credentials): AccountClient;
  iam(credentials: Credentials): IAMClient;
  identityCenter(credentials: Credentials): SSOAdminClient;
  monitoring(credentials: Credentials, region: string): Monitoring;
  organizations(credentials: Credentials): OrganizationsClient;
  /** In the Region that the app is set to where none is given. */
  s3(credentials: Credentials, region?: string): S3Client;
  sts(credentials: Credentials): STSClient;
  support(credentials: Credentials): SupportClient;
  close(): void;
}

/** Where AWS is asked when nothing says which Region: IAM and Organizations are global, and STS answers there. */
const DEFAULT_REGION = "us-east-1";
const PSEUDO_REGION = "aws-global";

/** How failures that may pass are met. */
export interface Retries {
  readonly retryMode: "adaptive" | "standard";
  readonly maxAttempts: number;
}

/**
 * `adaptive` retries slow down together with AWS and so lose no account to throttling. The limiter must belong
 * to the client: one that all clients share leaves a third of the permitted rate unused.
 */
const PATIENT: Retries = { retryMode: "adaptive", maxAttempts: 10 };

/** The clients of one thread, in the Region that its surroundings name. */
export async function createClients(
  concurrency: number,
  onAttempt: (attempt: Attempt) => void = () => {},
  retries: Retries = PATIENT,
): Promise<Clients> {
  const requestHandler = new WholeAnswerHandler({
    connectionTimeout: 3_000,
    requestTimeout: 15_000,
    throwOnRequestTimeout: true,
    httpAgent: { keepAlive: true, maxSockets: concurrency * 2 },
    httpsAgent: { keepAlive: true, maxSockets: concurrency * 2 },
  });
  const region = regionFor(await givenRegion());
  const shared = { region, requestHandler, ...retries } as const;
  const settled = settledBy(new IAMClient(shared));
  return {
    account: (credentials) =>
      noticingAttempts(new AccountClient({ ...shared, credentials }), "account", onAttempt),
    iam: (credentials) =>
      noticingAttempts(new IAMClient({ ...shared, ...settled, credentials }), "iam", onAttempt),
    identityCenter: (credentials) =>
      noticingAttempts(new SSOAdminClient({ ...shared, credentials }), "sso", onAttempt),
    monitoring: (credentials, region) => {
      const { events, logs, cloudWatch, sns } = monitoringWith({ ...shared, region, credentials });
      return {
        events: noticingAttempts(events, "events", onAttempt),
        logs: noticingAttempts(logs, "logs", onAttempt),
        cloudWatch: noticingAttempts(cloudWatch, "cloudwatch", onAttempt),
        sns: noticingAttempts(sns, "sns", onAttempt),
      };
    },
    organizations: (credentials) =>
      noticingAttempts(new OrganizationsClient({ ...shared, credentials }), "organizations", onAttempt),
    s3: (credentials, elsewhere = region) => {
      const settings = { ...shared, region: elsewhere, followRegionRedirects: true, credentials };
      return noticingAttempts(new S3Client(settings), "s3", onAttempt);
    },
    sts: (credentials) => noticingAttempts(new STSClient({ ...shared, credentials }), "sts", onAttempt),
    support: (credentials) =>
      noticingAttempts(new SupportClient({ ...shared, credentials }), "support", onAttempt),
    close: () => requestHandler.destroy(),
  };
}

/** The clients of all services that monitoring is made of, with the same settings. */
export function monitoringWith(settings: MonitoringSettings): Monitoring {
  return {
    events: new EventBridgeClient(settings),
    logs: new CloudWatchLogsClient(settings),
    cloudWatch: new CloudWatchClient(settings),
    sns: new SNSClient(settings),
  };
}

/** What the clients have in common. */
interface MonitoringSettings {
  readonly region: string;
  readonly requestHandler: NodeHttpHandler;
  readonly maxAttempts: number;
  readonly credentials: Credentials;
  readonly endpoint?: string;
  readonly retryMode?: string;
}

/**
 * What a client looks up in environment and profile. Every account has a client of its own, and a third of the work
 * of its first request would go into looking it up anew.
 */
function settledBy({ config }: IAMClient) {
  const { defaultsMode, useFipsEndpoint, useDualstackEndpoint, userAgentAppId, authSchemePreference } =
    config;
  return { defaultsMode, useFipsEndpoint, useDualstackEndpoint, userAgentAppId, authSchemePreference };
}

/** The Region that environment or profile name, which is the SDK's own choice; undefined where they name none. */
export async function givenRegion(): Promise<string | undefined> {
  const probe = new STSClient({});
  try {
    return await probe.config.region();
  } catch (error) {
    if (error instanceof Error && /region is missing/i.test(error.message)) return undefined;
    throw error;
  } finally {
    probe.destroy();
  }
}

/** AssumeRoot exists on regional endpoints only, so never the global one. */
export function regionFor(given: string | undefined): string {
  return given === undefined || given === PSEUDO_REGION ? DEFAULT_REGION : given;
}
