import { known, type Read, unread } from "../domain/read.ts";
import type { RootFacts } from "../domain/root-facts.ts";
import { readAccessKeys } from "./access-keys.ts";
import { readSummary } from "./account-summary.ts";
import { readCredentialReport } from "./credential-report.ts";
import { readLastSignIn } from "./last-sign-in.ts";
import { readMfaDevices, readVirtualMfaDevices } from "./mfa-devices.ts";
import type { Reading } from "./reading.ts";
import { hasNothingToGuard, merged, type RootFact, type SomeRootFacts } from "./root-facts.ts";
import type { RootRow } from "./root-row.ts";

export interface RootUserRequest {
  /** What is known already: it is not asked for again, except to complete it. */
  readonly had: RootFacts;
  readonly wanted: ReadonlySet<RootFact>;
  readonly rootArn: string;
  /** Whether it must be as of now: the credential report may be hours old, and is then not asked for. */
  readonly fresh: boolean;
}

type Wanted = ReadonlySet<RootFact>;

/**
 * Reads root's facts in as few calls as they need: the account summary answers most, and says whether there is
 * anything more to ask. A root session lists keys and devices; a role has to take them from the credential report.
 */
export async function readRootUser(reading: Reading, request: RootUserRequest): Promise<RootFacts> {
  const { had, wanted } = request;
  const summary = isSummaryNeeded(request) ? merged(had, await readSummary(reading)) : had;
  const implied = impliedBy(summary);
  const facts = merged(summary, implied);
  const open = new Set([...wanted].filter((fact) => !implied[fact] && !isSettled(facts, fact)));
  if (open.size === 0) return facts;
  if (reading.rung === "root session") return merged(facts, await readByRootSession(reading, open));
  return merged(facts, await readByRole(reading, open, request));
}

/** Which number of the summary says whether a particular is worth asking for. */
const gates: Readonly<Record<RootFact, "passwordPresent" | "mfaEnabled" | "accessKeysPresent" | RootFact>> = {
  passwordPresent: "passwordPresent",
  mfaEnabled: "mfaEnabled",
  accessKeysPresent: "accessKeysPresent",
  signingCertificatesPresent: "signingCertificatesPresent",
  accessKeys: "accessKeysPresent",
  mfaDevices: "mfaEnabled",
  passwordLastUsed: "passwordPresent",
};

function isSummaryNeeded({ had, wanted }: RootUserRequest): boolean {
  return [...wanted].some((fact) => !had[gates[fact]].known);
}

/** A list of devices that is wanted though it is known is one to be completed. */
function isSettled(facts: RootFacts, fact: RootFact): boolean {
  return fact !== "mfaDevices" && facts[fact].known;
}

/** What the summary settles: where there is no key, device or password, there are no particulars of it. */
function impliedBy(facts: RootFacts): SomeRootFacts {
  const { accessKeysPresent, mfaEnabled, passwordPresent } = facts;
  return {
    accessKeys: ifThereIsNone(accessKeysPresent, []),
    mfaDevices:
      ifThereIsNone(mfaEnabled, { devices: [], complete: true }) ??
      (hasNothingToGuard(facts)
        ? ifThereIsNone(passwordPresent, { devices: [], complete: false })
        : undefined),
    passwordLastUsed: ifThereIsNone(passwordPresent, "never"),
  };
}

function ifThereIsNone<T>(present: Read<boolean>, value: T): Read<T> | undefined {
  return present.known && !present.value ? known(value, present.origin) : undefined;
}

/** Where the summary failed, a list says as well whether there is anything. */
async function readByRootSession(reading: Reading, open: Wanted): Promise<SomeRootFacts> {
  const [accessKeys, mfaDevices, passwordLastUsed] = await Promise.all([
    open.has("accessKeys") || open.has("accessKeysPresent") ? readAccessKeys(reading) : undefined,
    open.has("mfaDevices") || open.has("mfaEnabled") ? readMfaDevices(reading) : undefined,
    open.has("passwordLastUsed") ? readLastSignIn(reading) : undefined,
  ]);
  return {
    accessKeys,
    accessKeysPresent: accessKeys && mapped(accessKeys, (keys) => keys.length > 0),
    mfaDevices,
    mfaEnabled: mfaDevices && mapped(mfaDevices, ({ devices }) => devices.length > 0),
    passwordLastUsed,
  };
}

async function readByRole(
  reading: Reading,
  open: Wanted,
  { had, rootArn, fresh }: RootUserRequest,
): Promise<SomeRootFacts> {
  const isBeingMade = [...open].some((fact) => isReportPending(had[fact]));
  const isReportNeeded = !fresh && [...open].some((fact) => fact !== "mfaDevices");
  const [mfaDevices, row] = await Promise.all([
    open.has("mfaDevices") ? readVirtualMfaDevices(reading, rootArn) : undefined,
    isReportNeeded ? readCredentialReport(reading, { isBeingMade }) : undefined,
  ]);
  return { mfaDevices, ...(row && factsIn(row, open)), ...(fresh && onlyReported(reading)) };
}

/** The facts that only the report tells a role, in place of a report. */
function onlyReported({ rung }: Reading): SomeRootFacts {
  const notFresh = unread({
    code: "not-fresh",
    call: "iam:GetCredentialReport",
    detail:
      "by role only the credential report tells, which AWS renews every four hours at most; an audit of the account reads it",
    rung,
  });
  return { accessKeys: notFresh, passwordLastUsed: notFresh };
}

function isReportPending(read: Read<unknown>): boolean {
  return !read.known && read.why.code === "report-not-ready";
}

/** The columns that a fact is read from. */
const COLUMNS = {
  passwordPresent: "password_enabled",
  mfaEnabled: "mfa_active",
  accessKeysPresent: "access_key_1_active, access_key_2_active",
  signingCertificatesPresent: "cert_1_active, cert_2_active",
  accessKeys: "access_key_1_active, access_key_2_active",
  passwordLastUsed: "password_last_used",
} as const satisfies Partial<Record<RootFact, string>>;

function factsIn(row: Read<RootRow>, open: Wanted): SomeRootFacts {
  const said = <T>(
    fact: keyof typeof COLUMNS,
    valueIn: (row: RootRow) => T | undefined,
  ): Read<T> | undefined => {
    if (!open.has(fact)) return undefined;
    if (!row.known) return row;
    const { call, rung } = row.origin;
    const [value, field] = [valueIn(row.value), COLUMNS[fact]];
    if (value !== undefined) return known(value, { ...row.origin, field });
    return unread({ code: "missing-in-answer", call, detail: field, rung });
  };
  return {
    passwordPresent: said("passwordPresent", (root) => root.passwordPresent),
    mfaEnabled: said("mfaEnabled", (root) => root.mfaEnabled),
    accessKeysPresent: said("accessKeysPresent", ({ accessKeys }) => accessKeys && accessKeys.length > 0),
    signingCertificatesPresent: said("signingCertificatesPresent", (root) => root.signingCertificatesPresent),
    accessKeys: said("accessKeys", (root) => root.accessKeys),
    passwordLastUsed: said("passwordLastUsed", (root) => root.passwordLastUsed),
  };
}

function mapped<From, To>(read: Read<From>, say: (value: From) => To): Read<To> {
  return read.known ? known(say(read.value), read.origin) : read;
}
