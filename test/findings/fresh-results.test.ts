import { describe, expect, test } from "vitest";
import { AccountSourceError } from "../../src/accounts/account-source.ts";
import type { Account } from "../../src/domain/account.ts";
import { unread } from "../../src/domain/read.ts";
import {
  type FreshResultsDependencies,
  readFreshResults,
  UnknownCheckError,
} from "../../src/findings/fresh-results.ts";
import type { Queryable } from "../../src/store/database.ts";
import { createAccountReader, readFacts, readProfile } from "../support/account-reader.ts";
import { accountOf, at, pass, save, startedAudit } from "../support/audits.ts";
import { describeEachDatabase } from "../support/databases.ts";
import { createManualClock } from "../support/manual-clock.ts";
import { denied, keysPresent, password, securityContact } from "../support/root-facts.ts";

const HOUR = 3_600_000;
const notFresh = unread({
  code: "not-fresh",
  call: "iam:GetCredentialReport",
  detail: "only the report tells",
  rung: "member role",
} as const);

interface Options {
  readonly db?: Queryable;
  readonly facts?: Parameters<typeof readFacts>[0];
  readonly describe?: (account: Account) => Account | undefined;
}

/** A store without any reading. */
const empty: Queryable = { query: async () => [] };

function setUp({ db = empty, facts = {}, describe: describeAccount = (account) => account }: Options = {}) {
  const clock = createManualClock(at(0));
  const reader = createAccountReader({ facts: () => readFacts(facts) });
  const account = { ...accountOf(1), email: "aws@example.com" };
  const asked: string[] = [];
  const dependencies: FreshResultsDependencies = {
    ...{ db, reader, clock },
    source: { describeAccount: async () => describeAccount(account) },
    profiles: {
      afresh: async ({ id }) => {
        asked.push(id);
        return readProfile({ securityContactSet: securityContact(true) });
      },
      stored: async () => readProfile({ securityContactSet: securityContact(false) }),
    },
    policy: { rootUnusedDays: 90, emailDomains: ["example.com"] },
  };
  const { signal } = new AbortController();
  return {
    ...{ clock, account, requests: reader.requests, asked },
    recheck: (check: string) => readFreshResults(dependencies, { account, check, purpose: "F1", signal }),
  };
}

describe("a check asked again", () => {
  test("is answered by a fresh reading of what it needs, and of nothing else", async () => {
    const { recheck, requests, asked, account } = setUp({ facts: { accessKeysPresent: keysPresent(false) } });
    expect(await recheck("root-access-key")).toMatchObject({ check: "root-access-key", status: "pass" });
    const wanted = ["accessKeysPresent", "accessKeys"];
    expect(requests).toEqual([{ account, wanted, fresh: true, purpose: "F1" }]);
    expect(asked).toEqual([]);
  });

  test("about a contact reads the contacts, whatever is stored of them", async () => {
    const { recheck, asked, account } = setUp();
    expect(await recheck("security-contact")).toMatchObject({ status: "pass" });
    expect(asked).toEqual([account.id]);
  });

  test("does not take a key that only the report could tell more of to be active", async () => {
    const { recheck } = setUp({ facts: { accessKeysPresent: keysPresent(true), accessKeys: notFresh } });
    expect(await recheck("root-access-key")).toMatchObject({
      status: "unknown",
      reason: { code: "not-fresh", text: "cannot be asked afresh: only the report tells" },
      evidence: [{ field: "AccountAccessKeysPresent" }],
    });
  });

  test("by a name that no check has is refused", async () => {
    await expect(setUp().recheck("root-unusued")).rejects.toThrow(UnknownCheckError);
  });
});

describe("a check of an account's description, asked again,", () => {
  const refusing = () => {
    throw new AccountSourceError({ ...denied, call: "organizations:DescribeAccount" });
  };
  const suspended = (account: Account) => ({ ...account, state: "SUSPENDED" }) as const;
  const moved = (account: Account) => ({ ...account, email: "aws@example.org" });

  test.each([
    ["is answered by a new description", moved, { status: "fail" }],
    ["is unknown where AWS refuses to describe it", refusing, { reason: { code: "access-denied" } }],
    ["is unknown where there is no such account", () => undefined, { status: "unknown" }],
    ["does not arise for an account that is not active", suspended, { status: "not_applicable" }],
  ] as const)("%s", async (_what, describeAccount, expected) => {
    const { recheck } = setUp({ describe: describeAccount });
    expect(await recheck("root-email")).toMatchObject({ check: "root-email", ...expected });
  });
});

describeEachDatabase("what only the credential report tells", (open) => {
  test("may be known to an audit from four hours after the report that was read last", async () => {
    const db = await open();
    const evidence = [{ ...REPORTED, asOf: at(0) }];
    const results = [{ ...pass("root-unused"), evidence }];
    await save(db, await startedAudit(db), { id: accountOf(1).id, results }, at(0));
    const facts = { passwordPresent: password(true), passwordLastUsed: notFresh };
    const { recheck, clock } = setUp({ db, facts });
    const until = new Date(at(0).getTime() + 4 * HOUR);
    expect(await recheck("root-unused")).toMatchObject({ reason: { code: "not-fresh", until } });
    await clock.advance(4 * HOUR);
    const later = await recheck("root-unused");
    expect(later).toMatchObject({ status: "unknown", reason: { code: "not-fresh" } });
    expect(later).not.toHaveProperty("reason.until");
  });
});

const REPORTED = {
  call: "iam:GetCredentialReport",
  field: "password_last_used",
  rung: "member role",
  readAt: at(0),
  value: "never",
} as const;
