import { createHmac, createSecretKey, hash, type KeyObject, timingSafeEqual } from "node:crypto";
import type { SigningIdentity } from "./sessions.ts";
import type { WireRequest } from "./wire/protocol.ts";
import { Refusal } from "./wire/refusal.ts";

const ALGORITHM = "AWS4-HMAC-SHA256";
const AUTHORIZATION = new RegExp(
  `^${ALGORITHM} Credential=([^/,\\s]+)/(\\d{8})/([a-z0-9-]+)/([a-z0-9-]+)/aws4_request,\\s*SignedHeaders=([a-z0-9;-]+),\\s*Signature=([0-9a-f]{64})$`,
);
const ALLOWED_SKEW_MS = 5 * 60_000;

/** What a request's `Authorization` header says, before anything of it is believed. */
export interface SignatureClaim {
  readonly accessKeyId: string;
  readonly day: string;
  readonly region: string;
  readonly service: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
}

/** Reads the `Authorization` header; undefined where there is none, or none of Signature Version 4. */
export function claimOf({ headers }: WireRequest): SignatureClaim | undefined {
  const match = AUTHORIZATION.exec(headers.authorization ?? "");
  if (!match) return undefined;
  const [, accessKeyId = "", day = "", region = "", service = "", signedHeaders = "", signature = ""] = match;
  return { accessKeyId, day, region, service, signedHeaders: signedHeaders.split(";"), signature };
}

/** The keys that signatures are made with, each derived once from a secret for a day, region and service. */
export type SigningKeys = (secretAccessKey: string, claim: SignatureClaim) => KeyObject;

const MOST_KEYS = 10_000;

/** Makes the store of derived keys; deriving one costs more than all else that a request does. */
export function createSigningKeys(): SigningKeys {
  const keys = new Map<string, KeyObject>();
  return (secretAccessKey, claim) => {
    const name = `${secretAccessKey}/${scopeOf(claim)}`;
    const known = keys.get(name) ?? derivedKey(secretAccessKey, claim);
    if (keys.size >= MOST_KEYS) keys.clear();
    keys.set(name, known);
    return known;
  };
}

/** What verifying one request needs; `now` is real time, and only sessions expire by the organization's. */
export interface Verification {
  readonly request: WireRequest;
  readonly claim: SignatureClaim;
  readonly identity: SigningIdentity | undefined;
  readonly signingKeys: SigningKeys;
  readonly realNow: Date;
  readonly now: Date;
}

/** Verifies Signature Version 4 to the last byte; throws the Refusal that AWS would answer with. */
export function verifySignature(verification: Verification): SigningIdentity {
  const { request, claim, identity, signingKeys, realNow, now } = verification;
  const token = request.headers["x-amz-security-token"];
  if (!identity || identity.sessionToken !== token) {
    throw new Refusal("unknown-key", "The security token included in the request is invalid.");
  }
  refuseUnsignedHeaders(request, claim);
  const time = signingTime(request, claim);
  refuseSkew(time, realNow);
  const text = [ALGORITHM, time, scopeOf(claim), sha256(canonicalRequest(request, claim))].join("\n");
  const expected = hmac(signingKeys(identity.secretAccessKey, claim), text);
  if (!timingSafeEqual(expected, Buffer.from(claim.signature, "hex"))) {
    throw new Refusal(
      "bad-signature",
      "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.",
    );
  }
  if (identity.expiresAt && identity.expiresAt <= now) {
    throw new Refusal("expired-token", "The security token included in the request is expired");
  }
  return identity;
}

function refuseUnsignedHeaders({ headers }: WireRequest, { signedHeaders }: SignatureClaim): void {
  const wanted = ["host", ...Object.keys(headers).filter((name) => name.startsWith("x-amz-"))];
  const unsigned = wanted.filter((name) => !signedHeaders.includes(name));
  if (unsigned.length === 0) return;
  throw new Refusal(
    "bad-signature",
    `'${unsigned.join("', '")}' must be a 'SignedHeader' in the AWS Authorization.`,
  );
}

function signingTime({ headers }: WireRequest, { day }: SignatureClaim): string {
  const time = headers["x-amz-date"];
  if (typeof time !== "string" || !/^\d{8}T\d{6}Z$/.test(time)) {
    throw new Refusal("incomplete-signature", "Authorization header requires existence of 'X-Amz-Date'.");
  }
  if (time.startsWith(day)) return time;
  throw new Refusal(
    "bad-signature",
    `Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '${day}' != '${time.slice(0, 8)}', from '${time}'.`,
  );
}

function refuseSkew(time: string, realNow: Date): void {
  const [, year, month, day, hour, minute, second] = /^(....)(..)(..)T(..)(..)(..)Z$/.exec(time) ?? [];
  const signed = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  const skew = signed - realNow.getTime();
  if (Math.abs(skew) <= ALLOWED_SKEW_MS) return;
  const limit = new Date(realNow.getTime() + Math.sign(skew) * ALLOWED_SKEW_MS);
  const limitText = basicFormat(limit);
  const nowText = basicFormat(realNow);
  throw new Refusal(
    "bad-signature",
    skew < 0
      ? `Signature expired: ${time} is now earlier than ${limitText} (${nowText} - 5 min.)`
      : `Signature not yet current: ${time} is still later than ${limitText} (${nowText} + 5 min.)`,
  );
}

function basicFormat(time: Date): string {
  return time.toISOString().replace(/[-:]|\.\d+/g, "");
}

function canonicalRequest(request: WireRequest, { signedHeaders }: SignatureClaim): string {
  const [path = "/", query = ""] = request.target.split("?", 2);
  const bodyHash = sha256(request.body);
  const claimed = request.headers["x-amz-content-sha256"];
  if (claimed !== undefined && claimed !== bodyHash) {
    throw new Refusal("bad-signature", "The provided 'x-amz-content-sha256' header does not match the body.");
  }
  const headers = signedHeaders.map((name) => `${name}:${headerValue(request, name)}\n`);
  return [
    request.method,
    path.split("/").map(encode).join("/"),
    query.split("&").map(canonicalParameter).sort().join("&"),
    headers.join(""),
    signedHeaders.join(";"),
    bodyHash,
  ].join("\n");
}

function headerValue({ headersDistinct }: WireRequest, name: string): string {
  return (headersDistinct[name] ?? []).map((value) => value.trim().replace(/ {2,}/g, " ")).join(",");
}

function canonicalParameter(parameter: string): string {
  if (parameter === "") return "";
  const [name = "", value = ""] = parameter.split("=", 2);
  return `${encode(decodeURIComponent(name))}=${encode(decodeURIComponent(value))}`;
}

function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function scopeOf({ day, region, service }: SignatureClaim): string {
  return `${day}/${region}/${service}/aws4_request`;
}

/** Key objects all the way, because Node takes six times as long over a Buffer. */
function derivedKey(secretAccessKey: string, claim: SignatureClaim): KeyObject {
  const secret = createSecretKey(`AWS4${secretAccessKey}`, "utf8");
  return scopeOf(claim)
    .split("/")
    .reduce((key, part) => createSecretKey(hmac(key, part)), secret);
}

function hmac(key: KeyObject, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}

function sha256(data: string | Buffer): string {
  return hash("sha256", data, "hex");
}
