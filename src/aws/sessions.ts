import type { AccountClient } from "@aws-sdk/client-account";
import type { IAMClient } from "@aws-sdk/client-iam";
import type { OrganizationsClient } from "@aws-sdk/client-organizations";
import type { S3Client } from "@aws-sdk/client-s3";
import type { SSOAdminClient } from "@aws-sdk/client-sso-admin";
import {
  AssumeRoleCommand,
  AssumeRootCommand,
  type STSClient,
  type Credentials as StsCredentials,
} from "@aws-sdk/client-sts";
import type { SupportClient } from "@aws-sdk/client-support";
import { fromNodeProviderChain } from "@aws-sdk/credential-providers";
import type { AwsCredentialIdentity } from "@smithy/types";
import { type Clock, rememberFor } from "../clock.ts";
import type { AwsConfig } from "../config.ts";
import type { AccountId, Partition } from "../domain/account.ts";
import type { Caller } from "./caller.ts";
import type { Clients, Credentials, Monitoring } from "./clients.ts";
import { keepLatest } from "./latest.ts";
import { auditTaskArn } from "./statements.ts";

/** An account within a partition. */
export interface Target {
  readonly id: AccountId;
  readonly partition: Partition;
}

/** The clients of one session. */
export interface Session {
  readonly iam: IAMClient;
  /** Account Management, which few sessions are asked for. */
  account(): AccountClient;
  /** Likewise, in the Region that the app is set to. */
  identityCenter(): SSOAdminClient;
  /** The account's cases. */
  support(): SupportClient;
  /** In a Region, or in the one that the app is set to. */
  s3(region?: string): S3Client;
  /** What watches over the account in a Region. */
  monitoring(region: string): Monitoring;
}

/** The clients of the app's own account: under its own credentials, or those of the home role. */
export interface Home extends Session {
  readonly sts: STSClient;
  readonly organizations: OrganizationsClient;
}

/**
 * Opens the sessions that facts are read with. `purpose` names the audit or look-up (`A87`): sessions are called
 * `rootcheck-<purpose>`, so that CloudTrail leads back to who asked.
 */
export interface Sessions {
  /** @throws as the SDK, when the home role cannot be taken on. */
  home(purpose: string): Promise<Home>;
  /** @throws as the SDK, when the member role cannot be taken on. */
  member(account: Target, purpose: string): Promise<Session>;
  /** A root session that may only read root's credentials. @throws as the SDK. */
  root(account: Target, purpose: string): Promise<Session>;
}

/** The home role cannot be taken on, so nothing else can be asked either; `cause` is what the SDK said. */
export class HomeRoleError extends Error {
  constructor(cause: unknown) {
    super("ROOTCHECK_HOME_ROLE cannot be assumed", { cause });
  }
}

/** As short as AWS allows: a session is used for seconds. */
const SESSION_SECONDS = 900;
/** A session is not taken up again shortly before it ends. */
const REUSED_MILLISECONDS = (SESSION_SECONDS - 120) * 1000;
/** Credentials that are kept for a second reading; an organization may have fifty thousand accounts. */
const MOST_CREDENTIALS = 500;
/** Clients weigh much more, so fewer are kept, and less long; more than accounts are read at the same time. */
const MOST_CLIENTS = 100;
const MINUTE = 60_000;

export interface SessionsDependencies {
  readonly config: Pick<AwsConfig, "memberRole" | "homeRole" | "externalId">;
  readonly clients: Clients;
  readonly call: Caller;
  readonly clock: Clock;
}

export function createSessions({ config, clients, call, clock }: SessionsDependencies): Sessions {
  const own = homeOf(fromNodeProviderChain());
  const homes = rememberFor<Home>(clock, REUSED_MILLISECONDS);
  const credentials = keepLatest<AwsCredentialIdentity>(clock, {
    milliseconds: REUSED_MILLISECONDS,
    most: MOST_CREDENTIALS,
  });
  const accounts = keepLatest<Session>(clock, { milliseconds: MINUTE, most: MOST_CLIENTS });

  function sessionOf(identity: Credentials): Session {
    let account: AccountClient | undefined;
    let identityCenter: SSOAdminClient | undefined;
    const s3 = new Map<string | undefined, S3Client>();
    return {
      iam: clients.iam(identity),
      account: () => {
        account ??= clients.account(identity);
        return account;
      },
      identityCenter: () => {
        identityCenter ??= clients.identityCenter(identity);
        return identityCenter;
      },
      support: () => clients.support(identity),
      s3: (region) => {
        const client = s3.get(region) ?? clients.s3(identity, region);
        s3.set(region, client);
        return client;
      },
      monitoring: (region) => clients.monitoring(identity, region),
    };
  }

  function session(key: string, open: () => Promise<AwsCredentialIdentity>): Promise<Session> {
    return accounts(key, async () => sessionOf(await credentials(key, open)));
  }

  function homeOf(credentials: Credentials): Home {
    return {
      sts: clients.sts(credentials),
      organizations: clients.organizations(credentials),
      ...sessionOf(credentials),
    };
  }

  async function assumeRole(sts: STSClient, arn: string, purpose: string): Promise<AwsCredentialIdentity> {
    const command = new AssumeRoleCommand({
      RoleArn: arn,
      RoleSessionName: sessionName(purpose),
      DurationSeconds: SESSION_SECONDS,
      ...(config.externalId && { ExternalId: config.externalId }),
    });
    const answer = await call("sts:AssumeRole", () => sts.send(command));
    return identityOf(answer.Credentials);
  }

  async function home(purpose: string): Promise<Home> {
    const { homeRole } = config;
    if (!homeRole) return own;
    return homes(purpose, async () => {
      try {
        return homeOf(await assumeRole(own.sts, homeRole, purpose));
      } catch (error) {
        throw new HomeRoleError(error);
      }
    });
  }

  return {
    home,
    member: (account, purpose) =>
      session(`member ${account.id} ${purpose}`, async () => {
        const arn = memberRoleArn(account, config);
        return assumeRole((await home(purpose)).sts, arn, purpose);
      }),
    root: (account, purpose) =>
      session(`root ${account.id} ${purpose}`, async () => {
        const { sts } = await home(purpose);
        const command = new AssumeRootCommand({
          TargetPrincipal: account.id,
          TaskPolicyArn: { arn: auditTaskArn(account.partition) },
          DurationSeconds: SESSION_SECONDS,
        });
        const answer = await call("sts:AssumeRoot", () => sts.send(command));
        return identityOf(answer.Credentials);
      }),
  };
}

/** The role that is assumed in a member account. */
export function memberRoleArn(account: Target, { memberRole }: Pick<AwsConfig, "memberRole">): string {
  return `arn:${account.partition}:iam::${account.id}:role/${memberRole}`;
}

/** AWS allows letters, digits and `_+=,.@-`, 64 at most. */
function sessionName(purpose: string): string {
  return `rootcheck-${purpose}`.replace(/[^\w+=,.@-]/g, "-").slice(0, 64);
}

function identityOf(credentials: StsCredentials | undefined): AwsCredentialIdentity {
  const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = credentials ?? {};
  if (!AccessKeyId || !SecretAccessKey || !SessionToken) throw new Error("STS answered without credentials");
  return {
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretAccessKey,
    sessionToken: SessionToken,
    ...(Expiration && { expiration: Expiration }),
  };
}
