import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { rootTasks } from "../../src/root-tasks/root-tasks.ts";
import { searchTasks } from "../../src/root-tasks/search-tasks.ts";

function bestFor(words: string): string | undefined {
  return searchTasks(words, 3)[0]?.id;
}

describe("a task is found by", () => {
  const table: Readonly<Record<string, readonly string[]>> = {
    "mfa-delete": ["mfa delete", "S3 MFA Delete", "mfa delte", "how do I enable mfa delete on a bucket?"],
    "close-account": ["close account", "clsoe acount", "delete aws account", "terminate an account"],
    "account-settings": ["root email", "chnage root email", "rename account"],
    "support-plan": ["support plan", "suport plan", "upgrade support"],
    "tax-invoices": ["vat invoice", "tax invoces"],
    "govcloud-sign-up": ["govcloud"],
    "reverse-dns": ["reverse dns", "ptr record"],
    "cloudfront-key-pair": ["cloudfront key pair", "signed urls"],
    "long-ids": ["longer ids"],
    "bucket-policy": ["s3 bucket policy", "locked out of bucket"],
    "port-25": ["port 25", "smtp"],
    "canonical-id": ["canonical id", "cannonical user id"],
    "restore-permissions": ["admin permissions"],
    "billing-access": ["billing", "biling console"],
    "queue-policy": ["sqs", "queue locked"],
    "member-credentials": ["delete root password", "remove certificates"],
    "password-recovery": ["forgot password", "reset root pasword"],
    "kms-key": ["kms", "unmanagable key"],
    "reserved-instance-seller": ["sell reserved instances"],
    "mechanical-turk": ["mturk", "mecanical turk"],
    "govcloud-credentials": ["govcloud root keys"],
    contacts: ["alternate contact", "enable region", "currency"],
  };

  test.each(Object.entries(table).flatMap(([id, asked]) => asked.map((words) => [words, id] as const)))(
    "%s: %s",
    (words, id) => expect(bestFor(words)).toBe(id),
  );

  test("its own title, every one", () => {
    expect(rootTasks.map(({ title }) => bestFor(title))).toEqual(rootTasks.map(({ id }) => id));
    expect(Object.keys(table).toSorted()).toEqual(rootTasks.map(({ id }) => id).toSorted());
  });
});

test.each(["xyzzy", "", "???", "quarterly horoscope"])("nothing fits %j", (words) => {
  expect(searchTasks(words, 3)).toEqual([]);
});

test("any words are answered with no more than was asked for, each once", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), fc.nat(5), (words, limit) => {
      const found = searchTasks(words, limit);
      expect(found.length).toBeLessThanOrEqual(limit);
      expect(new Set(found).size).toBe(found.length);
    }),
    { numRuns: 50 },
  );
});
