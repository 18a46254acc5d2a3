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
import { NodeHttpHandler } from "@smithy/node-http-handler";
import type { AwsCredentialIdentity, AwsCredentialIdentityProvider } from "@smithy/types";

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

/**
 * `adaptive` retries slow down together with AWS and so lose no account to throttling. The limiter must belong
 * to the client: one that all clients share leaves a third of the permitted rate unused.
 */
export async function createClients(concurrency: number): Promise<Clients> {
  const requestHandler = new NodeHttpHandler({
    connectionTimeout: 3_000,
    requestTimeout: 15_000,
    throwOnRequestTimeout: true,
    httpAgent: { keepAlive: true, maxSockets: concurrency * 2 },
    httpsAgent: { keepAlive: true, maxSockets: concurrency * 2 },
  });
  const region = await regionFromEnvironment();
  const shared = { region, requestHandler, retryMode: "adaptive", maxAttempts: 10 } as const;
  const settled = settledBy(new IAMClient(shared));
  return {
    account: (credentials) => new AccountClient({ ...shared, credentials }),
    iam: (credentials) => new IAMClient({ ...shared, ...settled, credentials }),
    identityCenter: (credentials) => new SSOAdminClient({ ...shared, credentials }),
    monitoring: (credentials, region) => monitoringWith({ ...shared, region, credentials }),
    organizations: (credentials) => new OrganizationsClient({ ...shared, credentials }),
    s3: (credentials, elsewhere = region) =>
      new S3Client({ ...shared, region: elsewhere, followRegionRedirects: true, credentials }),
    sts: (credentials) => new STSClient({ ...shared, credentials }),
    support: (credentials) => new SupportClient({ ...shared, credentials }),
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

/** The SDK's own choice (environment, profile); AssumeRoot exists on regional endpoints only, so never the global one. */
async function regionFromEnvironment(): Promise<string> {
  const probe = new STSClient({});
  try {
    const region = await probe.config.region();
    return region === PSEUDO_REGION ? DEFAULT_REGION : region;
  } catch (error) {
    if (error instanceof Error && /region is missing/i.test(error.message)) return DEFAULT_REGION;
    throw error;
  } finally {
    probe.destroy();
  }
}
