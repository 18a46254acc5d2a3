import { expect, test } from "vitest";
import { daysAgo, EVERYBODY, gistsOf, ROOT_KEY, roleThat, start } from "./people-with-keys.ts";
import { member } from "./support.ts";

test("one report shows all; users with keys are listed for the ids, and a third key for its use", async () => {
  const { readKeys, takeCalls, advance } = await start({});
  const pending = await readKeys();
  expect(pending.keys).toEqual([]);
  expect(pending.troubles.users).toMatchObject({
    code: "report-not-ready",
    until: new Date("2026-11-20T12:00:02.500Z"),
  });
  takeCalls();
  advance(2_500);
  const reading = await readKeys("fetch");
  expect(gistsOf(reading)).toEqual(["root - active 2026-11-17", ...EVERYBODY]);
  expect(reading).toMatchObject({ troubles: {}, asOf: new Date("2026-11-20T12:00:02Z") });
  expect(takeCalls().toSorted()).toEqual([
    "GetAccessKeyLastUsed",
    "GetCredentialReport",
    "ListAccessKeys",
    "ListAccessKeys",
  ]);
});

test("what has changed since the report was made, of users with keys and new ones, is as it is now", async () => {
  const { readKeys, aws, advance, takeCalls } = await start({});
  await readKeys();
  advance(3_600_000);
  const account = aws.organization.accounts.get(member.id);
  const ada = account?.users[0];
  if (!ada) throw new Error("There is nobody in the account.");
  ada.accessKeys.push({ id: "AKIAADA0000000000003", status: "Active", createdAt: daysAgo(0) });
  ada.accessKeys.shift();
  account?.users.splice(1, 1, {
    ...ada,
    name: "dora",
    accessKeys: [{ id: "AKIADORA000000000004", status: "Active", createdAt: daysAgo(0) }],
  });
  expect(gistsOf(await readKeys())).toEqual([
    "root - active 2026-11-17",
    "ada 2 active never",
    "ada 3 active never",
    "dora 4 active never",
  ]);
  expect(takeCalls().filter((action) => action === "ListUsers")).toHaveLength(1);
});

test("a role of before the access keys sees them without their ids", async () => {
  const { readKeys, advance } = await start(roleThat(["iam:*CredentialReport"]));
  await readKeys();
  advance(2_500);
  const reading = await readKeys("fetch");
  expect(gistsOf(reading)).toEqual([
    "root - active 2026-11-17",
    "ada - active 2026-11-18",
    "ada - active never",
    "batch - active 2026-11-15",
    "batch - inactive never",
  ]);
  expect(reading.troubles).toMatchObject({ details: { code: "access-denied", call: "iam:ListAccessKeys" } });
});

test.each([
  [
    "may not be made",
    "ask",
    ["iam:List*", "iam:GetAccessKeyLastUsed", "iam:GetAccountSummary"],
    "access-denied",
  ],
  ["does not come", "leave out", ["iam:*"], "missing-in-answer"],
] as const)("where a report %s, everything is listed but root's keys", async (_, use, allows, code) => {
  const { readKeys } = await start(roleThat(allows));
  const reading = await readKeys(use);
  expect(gistsOf(reading).toSorted()).toEqual(EVERYBODY);
  expect(reading.troubles).toEqual({ root: expect.objectContaining({ code }) });
});

test("root without keys needs no report", async () => {
  const { readKeys } = await start({ ...roleThat(["iam:List*", "iam:Get*"]), root: {}, users: [] });
  expect(await readKeys("leave out")).toMatchObject({ keys: [], troubles: {} });
});

test("where nobody is let in, root's keys are read by root session if those are on", async () => {
  const shut = { roles: [] };
  const off = await start(shut);
  const denied = { code: "access-denied", call: "sts:AssumeRole" };
  expect(await off.readKeys()).toMatchObject({ keys: [], troubles: { root: denied, users: denied } });
  const on = await start(shut, { rootSessions: "fallback" });
  const reading = await on.readKeys();
  expect(reading.keys).toMatchObject([{ id: ROOT_KEY, lastUsed: { service: "s3" } }]);
  expect(reading.troubles).toEqual({ users: expect.objectContaining(denied) });
});
