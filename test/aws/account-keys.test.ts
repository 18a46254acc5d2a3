import { expect, test } from "vitest";
import type { ReportUse } from "../../src/access-keys/key-reader.ts";
import { createKeyReader } from "../../src/aws/account-keys.ts";
import type { AwsConfig } from "../../src/config.ts";
import type { AccessKey, AccountKeys } from "../../src/domain/access-key.ts";
import type { AccountSpecification } from "../../src/local-aws/account.ts";
import { HOME } from "../local-aws/support.ts";
import { CONFIG, member, quiet, startReadingAws } from "./support.ts";

const daysAgo = (days: number) => new Date(Date.UTC(2026, 10, 20, 12) - days * 86_400_000);
const ROOT_KEY = "AKIAROOTKEY000000001";
const keyOf = (id: string, age: number, rest: object = {}) => ({ id, createdAt: daysAgo(age), ...rest });
const used = (days: number) => ({ lastUsed: { at: daysAgo(days), region: "eu-west-1", service: "s3" } });

const people: Partial<AccountSpecification> = {
  root: { accessKeys: [keyOf(ROOT_KEY, 900, used(3))] },
  users: [
    {
      name: "ada",
      accessKeys: [keyOf("AKIAADA0000000000001", 400, used(2)), keyOf("AKIAADA0000000000002", 10)],
    },
    {
      name: "batch",
      path: "/jobs/",
      accessKeys: [
        keyOf("AKIABATCH00000000001", 700, used(5)),
        keyOf("AKIABATCH00000000002", 650, { status: "Inactive" }),
        keyOf("AKIABATCH00000000003", 5, used(1)),
      ],
    },
    { name: "carl" },
  ],
};

function roleThat(allows: readonly string[]): Partial<AccountSpecification> {
  return { roles: [{ name: "reader", trusts: [HOME], allows: [...allows] }] };
}

async function start(given: Partial<AccountSpecification>, config: Partial<AwsConfig> = {}) {
  const parts = await startReadingAws({ aws: { member: { ...people, ...given } }, config });
  parts.aws.switches.additionalCredentialsColumn = true;
  const read = createKeyReader({ ...parts, config: { ...CONFIG, ...config }, log: quiet });
  const signal = new AbortController().signal;
  const readKeys = (report: ReportUse = "ask") => read({ account: member, report, purpose: "K1" }, signal);
  return { ...parts, readKeys };
}

/** A key in a word: whose, its number, when it was last used. */
function gistOf({ user = "root", id = "", status, lastUsed }: AccessKey): string {
  const use = lastUsed === "unread" ? "unread" : (lastUsed?.at.toISOString().slice(0, 10) ?? "never");
  return [user, id.slice(-1) || "-", status, use].join(" ");
}

function gistsOf({ keys }: AccountKeys): readonly string[] {
  return keys.map(gistOf);
}

const EVERYBODY = [
  "ada 1 active 2026-11-18",
  "ada 2 active never",
  "batch 1 active 2026-11-15",
  "batch 2 inactive never",
  "batch 3 active 2026-11-19",
];

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
