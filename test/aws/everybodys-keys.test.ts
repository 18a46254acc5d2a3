import { describe, expect, test } from "vitest";
import type { AwsConfig } from "../../src/config.ts";
import type { AccountSpecification } from "../../src/local-aws/account.ts";
import { daysAgo, EVERYBODY, gistsOf, keyOf, ROOT_KEY, roleThat, start, used } from "./people-with-keys.ts";
import { member } from "./support.ts";

describe("since the report was made", () => {
  async function hoursLater(given: Partial<AccountSpecification> = {}, config: Partial<AwsConfig> = {}) {
    const parts = await start(given, config);
    await parts.readKeys();
    parts.advance(3_600_000);
    const account = parts.aws.organization.accounts.get(member.id);
    if (!account) throw new Error("There is no such account.");
    return { ...parts, account };
  }
  const newKey = { id: ROOT_KEY, status: "Active", createdAt: daysAgo(0) } as const;

  test("root's key was deleted: it is not shown any more", async () => {
    const { account, readKeys } = await hoursLater();
    account.root.accessKeys = [];
    const reading = await readKeys();
    expect(gistsOf(reading)).toEqual(EVERYBODY);
    expect(reading.troubles).toEqual({});
  });

  test("root got one: that it is there is said, and a root session shows it", async () => {
    const { account, readKeys } = await hoursLater({ root: {} });
    account.root.accessKeys = [newKey];
    const reading = await readKeys();
    expect(gistsOf(reading)).toEqual(EVERYBODY);
    expect(reading.troubles).toEqual({ root: expect.objectContaining({ code: "not-fresh" }) });
    const seeing = await hoursLater({ root: {} }, { rootSessions: "fallback" });
    seeing.account.root.accessKeys = [newKey];
    expect(gistsOf(await seeing.readKeys())).toEqual(["root 1 active never", ...EVERYBODY]);
  });

  test("a user got a first one: that shows where everybody is asked", async () => {
    const { account, readKeys } = await hoursLater();
    const carl = account.users.find(({ name }) => name === "carl");
    carl?.accessKeys.push({ id: "AKIACARL000000000007", status: "Active", createdAt: daysAgo(0) });
    const gists = ["root - active 2026-11-17", ...EVERYBODY];
    expect(gistsOf(await readKeys())).toEqual(gists);
    expect(gistsOf(await readKeys("ask", true))).toEqual([...gists, "carl 7 active never"]);
  });

  test("users came and went, but nobody may list them: that is said", async () => {
    const { readKeys } = await hoursLater(
      roleThat(["iam:*CredentialReport", "iam:Get*", "iam:ListAccessKeys"]),
    );
    const reading = await readKeys();
    expect(gistsOf(reading)).toEqual(["root - active 2026-11-17", ...EVERYBODY]);
    expect(reading.troubles).toMatchObject({ details: { code: "access-denied", call: "iam:ListUsers" } });
  });
});

test("two keys that were made in the same second are not taken for each other", async () => {
  const twins = [keyOf("AKIATWIN000000000001", 9), keyOf("AKIATWIN000000000002", 9, used(1))];
  const { readKeys, advance } = await start({ root: {}, users: [{ name: "twin", accessKeys: twins }] });
  await readKeys();
  advance(2_500);
  expect(gistsOf(await readKeys("fetch"))).toEqual(["twin 1 active never", "twin 2 active 2026-11-19"]);
});
