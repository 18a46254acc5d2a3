import type { ReportUse } from "../../src/access-keys/key-reader.ts";
import { createKeyReader } from "../../src/aws/account-keys.ts";
import type { AwsConfig } from "../../src/config.ts";
import type { AccessKey, AccountKeys } from "../../src/domain/access-key.ts";
import type { AccountSpecification } from "../../src/local-aws/account.ts";
import { HOME } from "../local-aws/support.ts";
import { CONFIG, member, quiet, startReadingAws } from "./support.ts";

export const daysAgo = (days: number) => new Date(Date.UTC(2026, 10, 20, 12) - days * 86_400_000);
export const ROOT_KEY = "AKIAROOTKEY000000001";
export const keyOf = (id: string, age: number, rest: object = {}) => ({
  id,
  createdAt: daysAgo(age),
  ...rest,
});
export const used = (days: number) => ({
  lastUsed: { at: daysAgo(days), region: "eu-west-1", service: "s3" },
});

export const people: Partial<AccountSpecification> = {
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

export function roleThat(allows: readonly string[]): Partial<AccountSpecification> {
  return { roles: [{ name: "reader", trusts: [HOME], allows: [...allows] }] };
}

export async function start(given: Partial<AccountSpecification>, config: Partial<AwsConfig> = {}) {
  const parts = await startReadingAws({ aws: { member: { ...people, ...given } }, config });
  parts.aws.switches.additionalCredentialsColumn = true;
  const read = createKeyReader({ ...parts, config: { ...CONFIG, ...config }, log: quiet });
  const signal = new AbortController().signal;
  const readKeys = (report: ReportUse = "ask", isThorough = false) =>
    read({ account: member, report, isThorough, purpose: "K1" }, signal);
  return { ...parts, readKeys };
}

/** A key in a word: whose, its number, when it was last used. */
export function gistOf({ user = "root", id = "", status, lastUsed }: AccessKey): string {
  const use = lastUsed === "unread" ? "unread" : (lastUsed?.at.toISOString().slice(0, 10) ?? "never");
  return [user, id.slice(-1) || "-", status, use].join(" ");
}

export function gistsOf({ keys }: AccountKeys): readonly string[] {
  return keys.map(gistOf);
}

export const EVERYBODY = [
  "ada 1 active 2026-11-18",
  "ada 2 active never",
  "batch 1 active 2026-11-15",
  "batch 2 inactive never",
  "batch 3 active 2026-11-19",
];
