import { randomBytes } from "node:crypto";
import type { LocalOrganization } from "./organization.ts";
import { type Principal, uniqueId } from "./principal.ts";

/** What a signed request is verified with. */
export interface SigningIdentity {
  readonly secretAccessKey: string;
  /** Present for temporary credentials, which must come with exactly this token. */
  readonly sessionToken?: string;
  readonly expiresAt?: Date;
  readonly principal: Principal;
}

/** Temporary credentials in the form in which STS hands them out. */
interface IssuedCredentials {
  readonly AccessKeyId: string;
  readonly SecretAccessKey: string;
  readonly SessionToken: string;
  readonly Expiration: Date;
}

/** From when on credentials are good, and for how long. */
interface Lifetime {
  readonly now: Date;
  readonly seconds: number;
}

const REMEMBERED_MS = 3_600_000;

/** Every access key that may sign: the organization's callers, and what STS has issued since the start. */
export interface Sessions {
  find(accessKeyId: string): SigningIdentity | undefined;
  issue(principal: Principal, lifetime: Lifetime): IssuedCredentials;
}

/** Makes the register of access keys for an organization. */
export function createSessions(organization: LocalOrganization): Sessions {
  const issued = new Map<string, SigningIdentity>();
  return {
    find: (accessKeyId) => issued.get(accessKeyId) ?? callerWith(organization, accessKeyId),
    issue(principal, { now, seconds }) {
      forgetLongExpired(issued, now);
      const expiresAt = new Date(now.getTime() + seconds * 1000);
      const credentials = {
        AccessKeyId: uniqueId("ASIA", randomBytes(16).toString("hex")).slice(0, 20),
        SecretAccessKey: secret(25).slice(0, 40),
        SessionToken: secret(240),
        Expiration: expiresAt,
      };
      issued.set(credentials.AccessKeyId, {
        secretAccessKey: credentials.SecretAccessKey,
        sessionToken: credentials.SessionToken,
        expiresAt,
        principal,
      });
      return credentials;
    },
  };
}

/** Recognizable wherever it should come to light; AWS's own secrets are as long, and have no mark. */
function secret(bytes: number): string {
  return `local/${randomBytes(bytes).toString("base64")}`;
}

/** Expired credentials are known as such for a while; then they go, or a long run would pile them up. */
function forgetLongExpired(issued: Map<string, SigningIdentity>, now: Date): void {
  for (const [id, { expiresAt }] of issued) {
    if (!expiresAt || expiresAt.getTime() + REMEMBERED_MS > now.getTime()) return;
    issued.delete(id);
  }
}

function callerWith({ callers }: LocalOrganization, accessKeyId: string): SigningIdentity | undefined {
  const caller = callers.get(accessKeyId);
  if (!caller) return undefined;
  const { account, secretAccessKey } = caller;
  if (caller.role === undefined) {
    return { secretAccessKey, principal: { kind: "user", account, name: caller.user } };
  }
  const { role: name, session, sessionToken } = caller;
  return { secretAccessKey, sessionToken, principal: { kind: "role", account, name, session } };
}
