import { AccountClient } from "@aws-sdk/client-account";
import { IAMClient } from "@aws-sdk/client-iam";
import { OrganizationsClient } from "@aws-sdk/client-organizations";
import { STSClient } from "@aws-sdk/client-sts";
import { NodeHttpHandler } from "@smithy/node-http-handler";
import type { AwsCredentialIdentity, AwsCredentialIdentityProvider } from "@smithy/types";

export type Credentials = AwsCredentialIdentity | AwsCredentialIdentityProvider;

/**
 * Makes the SDK's clients, all over one pool of connections, which only {@link Clients.close} may destroy: a client
 * holds nothing else and is simply let go. Keep one as long as it is of use: its rate limiter learns.
 */
export interface Clients {
  account(credentials: Credentials): AccountClient;
  iam(credentials: Credentials): IAMClient;
  organizations(credentials: Credentials): OrganizationsClient;
  sts(credentials: Credentials): STSClient;
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
    organizations: (credentials) => new OrganizationsClient({ ...shared, credentials }),
    sts: (credentials) => new STSClient({ ...shared, credentials }),
    close: () => requestHandler.destroy(),
  };
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
