import type { AuditReport } from "../../../src/audit/audit-messenger.ts";
import { evaluate, evaluateNotActive } from "../../../src/checks/evaluate.ts";
import type { Account } from "../../../src/domain/account.ts";
import type { Audit } from "../../../src/domain/audit.ts";
import { unread } from "../../../src/domain/read.ts";
import type { AccountReading, Result } from "../../../src/domain/result.ts";
import type { AccountFacts } from "../../../src/domain/root-facts.ts";
import {
  accountFacts,
  central,
  denied,
  keysPresent,
  listedKeys,
  mfa,
  password,
  readAt,
  reportedKeys,
  reportNotReady,
  sampleAccount,
  samplePolicy,
} from "../../support/root-facts.ts";

export const now = new Date("2026-11-23T09:04:00Z");
/** A name that would alert a channel, were it ever parsed. */
export const HOSTILE = '<!channel> & "x" *y* `z`';
export const ADDRESS = "aws-production@example.com";
export const KEY_ID = "AKIAIOSFODNN7EXAMPLE";
const LONG = "Long name ".repeat(15);

/** Accounts of every kind that changes how they are shown. */
export const sampleAccounts: readonly (readonly [string, Account])[] = [
  ["an account", sampleAccount],
  ["a hostile name", { ...sampleAccount, name: HOSTILE, ouPath: [HOSTILE, "<!here>", "<@U0123|x>"] }],
  ["a name of emoji", { ...sampleAccount, name: ":fire: prod :rotating_light:", ouPath: [":fire:"] }],
  ["a name of 150 characters", { ...sampleAccount, name: LONG, ouPath: [LONG, LONG, LONG, LONG, LONG] }],
  ["an account right under the root", { ...sampleAccount, ouPath: [] }],
  ["the management account", { ...sampleAccount, isManagement: true }],
  [
    "an account outside an organization",
    { id: "000000000001", name: "000000000001", isManagement: false, partition: "aws-cn", ouPath: [] },
  ],
  ["a suspended account", { ...sampleAccount, state: "SUSPENDED" }],
];

const key = {
  id: KEY_ID,
  status: "active",
  createdAt: new Date("2019-05-06T07:08:09Z"),
  lastUsed: { at: new Date("2026-11-20T00:00:00Z"), service: "s3", region: "us-east-1" },
} as const;
const endless = { ...denied, code: "unexpected-answer", detail: `${HOSTILE} ${"x".repeat(130)}` } as const;

const situations: readonly (readonly [string, Partial<AccountFacts>])[] = [
  ["all in order", {}],
  ["MFA on", { passwordPresent: password(true), mfaEnabled: mfa(true) }],
  ["nothing to check centrally off", { centralCredentialsManagement: central(false) }],
  [
    "everything wrong",
    {
      passwordPresent: password(true),
      mfaEnabled: mfa(false),
      accessKeysPresent: keysPresent(true),
      accessKeys: listedKeys(key, { ...key, status: "inactive" }),
    },
  ],
  [
    "an inactive key",
    { accessKeysPresent: keysPresent(true), accessKeys: reportedKeys({ status: "inactive" }) },
  ],
  ["a key of unknown state", { accessKeysPresent: keysPresent(true), accessKeys: unread(reportNotReady) }],
  [
    "nothing known",
    {
      passwordPresent: unread(denied),
      mfaEnabled: unread(denied),
      accessKeysPresent: unread(denied),
      accessKeys: unread(denied),
    },
  ],
  [
    "nothing known, at length and with hostile words",
    {
      passwordPresent: unread(endless),
      mfaEnabled: unread(endless),
      accessKeysPresent: unread(endless),
      accessKeys: unread(endless),
    },
  ],
];

/** Results in every status, named after what they are of. */
export const sampleResults: readonly (readonly [string, readonly Result[]])[] = [
  ...situations.map(([name, facts]) => [name, evaluate(accountFacts(facts), samplePolicy)] as const),
  [
    "not read for its state",
    evaluateNotActive({ ...sampleAccount, state: "SUSPENDED" }, "the account is suspended", readAt),
  ],
  ["no results", []],
];

export function resultsOf(name: string): readonly Result[] {
  const found = sampleResults.find(([candidate]) => candidate === name);
  if (!found) throw new Error(`there is no sample called ${name}`);
  return found[1];
}

export function readingOf(results: readonly Result[]): AccountReading {
  return { accountId: sampleAccount.id, readAt, results };
}

export const sampleAudit: Audit = {
  id: 87,
  scope: { kind: "account", accountId: sampleAccount.id },
  state: "finished",
  requestedBy: "U0123",
  requestedAt: new Date("2026-11-23T08:59:50Z"),
  startedAt: new Date("2026-11-23T08:59:56Z"),
  finishedAt: readAt,
  accountsInScope: 1,
  accountsDone: 1,
  accountsFailing: 0,
};

/** What a message about an audit shows, with the given results if any were read. */
export function auditReport(
  audit: Partial<Audit>,
  account?: Account,
  results?: readonly Result[],
): AuditReport {
  return {
    audit: { ...sampleAudit, ...audit },
    ...(account && { account }),
    ...(results && { reading: readingOf(results) }),
  };
}

/** Every sample account with every sample of results. */
export const combinations = sampleAccounts.flatMap(([who, account]) =>
  sampleResults.map(([what, results]) => [who, what, account, results] as const),
);
