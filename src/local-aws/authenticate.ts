import type { Service } from "./operation.ts";
import type { LocalOrganization } from "./organization.ts";
import type { Sessions, SigningIdentity } from "./sessions.ts";
import { type SignatureClaim, type SigningKeys, verifySignature } from "./signature.ts";
import type { WireRequest } from "./wire/protocol.ts";
import { Refusal } from "./wire/refusal.ts";

interface Authentication {
  readonly request: WireRequest;
  readonly claim: SignatureClaim | undefined;
  readonly service: Service;
  readonly sessions: Sessions;
  readonly signingKeys: SigningKeys;
  readonly organization: LocalOrganization;
  readonly now: Date;
}

const AWS_HOST = /(^|\.)amazonaws\.(com|com\.cn|eu)$/;

/** Finds out who has signed a request; throws the Refusal that AWS would answer with. */
export function authenticate({
  request,
  claim,
  service,
  sessions,
  signingKeys,
  organization,
  now,
}: Authentication): SigningIdentity {
  if (request.headers.authorization === undefined) {
    throw new Refusal("missing-authentication", "Request is missing Authentication Token");
  }
  if (!claim)
    throw new Refusal("incomplete-signature", "The Authorization header is not one of Signature Version 4.");
  refuseOtherService(claim, service, hostOf(request));
  const known = partitionOf(claim.region) === organization.partition;
  const identity = known ? sessions.find(claim.accessKeyId) : undefined;
  return verifySignature({ request, claim, identity, signingKeys, realNow: new Date(), now });
}

/** The `Host` that a request was sent to, without its port. */
export function hostOf({ headers }: WireRequest): string {
  return (headers.host ?? "").replace(/:\d+$/, "").toLowerCase();
}

function refuseOtherService(claim: SignatureClaim, service: Service, host: string): void {
  const wanted = AWS_HOST.test(host) ? host.split(".")[0] : service.name;
  if (claim.service === service.name && claim.service === wanted) return;
  throw new Refusal("bad-signature", `Credential should be scoped to correct service: '${wanted}'. `);
}

/** Access keys are known in their own partition only. */
function partitionOf(region: string): LocalOrganization["partition"] {
  if (region.startsWith("cn-")) return "aws-cn";
  if (region.startsWith("us-gov-")) return "aws-us-gov";
  return region.startsWith("eusc-") ? "aws-eusc" : "aws";
}
