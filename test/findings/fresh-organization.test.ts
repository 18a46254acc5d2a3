import { describe, expect, test } from "vitest";
import type { Account } from "../../src/domain/account.ts";
import { OnlyByAuditError, readFreshOrganization } from "../../src/findings/fresh-organization.ts";
import { createAccountReader } from "../support/account-reader.ts";
import { accountOf, at } from "../support/audits.ts";
import { createManualClock } from "../support/manual-clock.ts";

function setUp(onPage: (count: number) => void = () => undefined) {
  const reader = createAccountReader();
  const listedFor: string[] = [];
  let pages = 0;
  const listAccounts = async function* (purpose: string): AsyncGenerator<readonly Account[]> {
    listedFor.push(purpose);
    for (const count of [1, 2, 3]) {
      pages = count;
      onPage(count);
      yield [accountOf(count)];
    }
  };
  const dependencies = {
    ...{ reader, listAccounts, clock: createManualClock(at(0)) },
    placed: async <Facts>(facts: Facts) => facts,
    policy: { rootUnusedDays: 90, emailDomains: [] },
  };
  return {
    ...{ reader, listedFor, pages: () => pages },
    recheck: (check: string, signal = new AbortController().signal) =>
      readFreshOrganization(dependencies, { check, purpose: "F1-1", signal }),
  };
}

describe("a check of the organization asked again", () => {
  test("is answered by a reading for this re-check alone", async () => {
    const { recheck, reader, listedFor } = setUp();
    expect(await recheck("org-root-deny-scp")).toMatchObject({ check: "org-root-deny-scp" });
    expect([reader.organizationRequests, listedFor]).toEqual([["F1-1"], ["F1-1"]]);
  });

  test("is left to an audit where one question cannot answer it", async () => {
    await expect(setUp().recheck("coverage")).rejects.toThrow(OnlyByAuditError);
  });

  test("ends as soon as nobody waits for it, also in the middle of the accounts", async () => {
    const patience = new AbortController();
    const { recheck, pages } = setUp((count) => count === 2 && patience.abort(new Error("too long")));
    await expect(recheck("org-root-deny-scp", patience.signal)).rejects.toThrow("too long");
    expect(pages()).toBe(2);
  });
});
