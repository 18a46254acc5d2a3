import { expect, test } from "vitest";
import { saveAccounts, searchAccounts } from "../../src/store/accounts.ts";
import { saveCanonicalId } from "../../src/store/canonical-ids.ts";
import type { Database } from "../../src/store/database.ts";
import { accountOf, at, idOf, nameByAlias } from "../support/audits.ts";
import { describeEachDatabase } from "../support/databases.ts";

const listed = { seenAt: at(1), described: false };
const learnt = { method: "own list", trust: "certain", learntAt: at(1) } as const;

async function searched(db: Database, words: string, limit = 10): Promise<readonly string[]> {
  return (await searchAccounts(db, words, limit)).map(({ name }) => name);
}

describeEachDatabase("accounts", (open) => {
  test("are searched by part of name and alias and beginning of the id, those that begin so first", async () => {
    const db = await open();
    const names = ["web-prod", "Prod-web", "prod-api", "sandbox"];
    await saveAccounts(
      db,
      names.map((name, index) => accountOf(index + 1, { name })),
      listed,
    );
    await saveAccounts(db, [{ ...accountOf(5), id: "123400000005", name: "five" }], listed);
    await nameByAlias(db, 4, "playPROD");
    expect(await searched(db, "PROD")).toEqual(["prod-api", "Prod-web", "sandbox", "web-prod"]);
    expect(await searched(db, "prod", 1)).toEqual(["prod-api"]);
    expect(await searched(db, "1234-0")).toEqual(["five"]);
    expect(await searched(db, "00005")).toEqual([]);
  });

  test("are searched by the whole of their address alone, so that no letter of it can be tried", async () => {
    const db = await open();
    const email = "Alice.Root@mail.example.com";
    await saveAccounts(db, [accountOf(1, { name: "prod", email })], listed);
    for (let length = 1; length < email.length; length += 1) {
      expect(await searched(db, email.slice(0, length))).toEqual([]);
      expect(await searched(db, email.slice(length))).toEqual([]);
    }
    expect(await searched(db, email.toUpperCase())).toEqual(["prod"]);
  });

  test("are searched by their canonical id, and what is called exactly so comes before all others", async () => {
    const db = await open();
    const { email: _, ...nameless } = accountOf(4, { name: "prod-zero" });
    const names = ["prod-one", "prod-two"].map((name, index) => accountOf(index + 1, { name }));
    await saveAccounts(db, [...names, accountOf(3, { name: "web" }), nameless], listed);
    await nameByAlias(db, 3, "PROD");
    const id = "0a".repeat(32);
    await saveCanonicalId(db, { ...learnt, id, accountId: idOf(2) });
    expect(await searched(db, id.toUpperCase())).toEqual(["prod-two"]);
    expect(await searched(db, id.slice(1))).toEqual([]);
    expect(await searched(db, "prod")).toEqual(["web", "prod-one", "prod-two", "prod-zero"]);
    expect(await searched(db, "prod", 1)).toEqual(["web"]);
  });

  test("are searched by the very characters that were typed", async () => {
    const db = await open();
    const names = ["100% safe", "1000 safe", "a_b", "axb", "back\\slash", "o'neill"];
    await saveAccounts(
      db,
      names.map((name, index) => accountOf(index + 1, { name })),
      listed,
    );
    expect(await searched(db, "0%")).toEqual(["100% safe"]);
    expect(await searched(db, "a_b")).toEqual(["a_b"]);
    expect(await searched(db, "k\\s")).toEqual(["back\\slash"]);
    expect(await searched(db, "o'n")).toEqual(["o'neill"]);
    expect(await searched(db, "\\")).toEqual(["back\\slash"]);
  });
});
