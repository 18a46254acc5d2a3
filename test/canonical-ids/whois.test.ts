import { expect, test } from "vitest";
import type { AccountMatch } from "../../src/accounts/directory.ts";
import { type WhoisDependencies, whois } from "../../src/canonical-ids/whois.ts";
import { createLogAppender, searchLog } from "../../src/store/audit-log.ts";
import { saveCanonicalId } from "../../src/store/canonical-ids.ts";
import { accountOf, at, idOf } from "../support/audits.ts";
import { OWN, read, refused } from "../support/canonical-readings.ts";
import { describeEachDatabase } from "../support/databases.ts";
import { createManualClock } from "../support/manual-clock.ts";

const NEW_KEY = "ASIAQNZGKIQY56JQ7WML";
const ENCODED = "029608264753";

describeEachDatabase("whois", (open) => {
  const accounts = {
    find: async (words: string): Promise<AccountMatch> => {
      const known = [accountOf(1), accountOf(2)].find(({ id }) => id === words);
      if (words === "twins") return { kind: "several", accounts: [accountOf(1), accountOf(2)] };
      return known ? { kind: "found", account: known } : { kind: "none", nearest: [accountOf(1)] };
    },
  };

  async function asking(given: Partial<WhoisDependencies> = {}) {
    const db = await open();
    const appendToLog = createLogAppender({ key: undefined });
    const reader = { findKeyOwner: async () => refused };
    const dependencies = { db, accounts, reader, appendToLog, clock: createManualClock(at(9)), ...given };
    return { db, ask: (words: string) => whois(dependencies, { words, by: "U1", place: "C1" }) };
  }

  test("falls back on what a key carries within itself where AWS does not answer", async () => {
    const { ask } = await asking();
    expect(await ask(NEW_KEY)).toMatchObject({ owner: { kind: "outside", id: ENCODED }, keyOwner: refused });
    expect(await ask("AKIAIOSFODNN7EXAMPLE")).toMatchObject({ owner: { kind: "unknown" } });
  });

  test("enters the look-up of a key in the log of the account that it belongs to", async () => {
    const { db, ask } = await asking();
    await ask(NEW_KEY);
    await ask("AKIAIOSFODNN7EXAMPLE");
    const filter = { kind: "account", accountId: ENCODED } as const;
    const { entries } = await searchLog(db, filter, { upTo: 9, offset: 0, limit: 9 });
    expect(entries).toMatchObject([{ action: "look-up", subject: "ASIA••••••••••••7WML" }]);
  });

  test("believes AWS before what a key carries", async () => {
    const { ask } = await asking({ reader: { findKeyOwner: async () => read(idOf(2)) } });
    expect(await ask(NEW_KEY)).toMatchObject({
      question: { encoded: ENCODED },
      owner: { kind: "account", account: { id: idOf(2) } },
    });
  });

  test("takes the account of which a canonical id is certain", async () => {
    const { db, ask } = await asking();
    const learnt = { id: OWN, learntAt: at(1) } as const;
    await saveCanonicalId(db, {
      ...learnt,
      accountId: idOf(1),
      method: "objects elsewhere",
      trust: "likely",
    });
    expect(await ask(OWN)).toMatchObject({ owner: { account: { id: idOf(1) } }, known: { trust: "likely" } });
    await saveCanonicalId(db, {
      ...learnt,
      accountId: idOf(3),
      method: "objects elsewhere",
      trust: "likely",
    });
    expect(await ask(OWN)).toMatchObject({
      owner: { account: { id: idOf(1) } },
      also: [{ accountId: idOf(3) }],
    });
    await saveCanonicalId(db, { ...learnt, accountId: idOf(2), method: "own list", trust: "certain" });
    expect(await ask(OWN)).toMatchObject({
      owner: { account: { id: idOf(2) } },
      known: { trust: "certain" },
      also: [],
    });
  });

  test("names all who are called the same, and the nearest where nobody is", async () => {
    const { ask } = await asking();
    expect(await ask("twins")).toMatchObject({ owner: { kind: "several", accounts: [{}, {}] } });
    expect(await ask("nobody")).toMatchObject({ owner: { kind: "unknown", nearest: [{ id: idOf(1) }] } });
  });
});
