import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { rootTasks } from "../../src/root-tasks/root-tasks.ts";
import { searchTasks } from "../../src/root-tasks/search-tasks.ts";

function bestFor(words: string): string | undefined {
  return searchTasks(words, 3)[0]?.id;
}

describe("a task is found by", () => {
  const table: Readonly<Record<string, readonly string[]>> = {
    "mfa-delete": [
      ...[
        "mfa delete",
        "S3 MFA Delete",
        "mfa delte",
        "how do I enable mfa delete on a bucket?",
        "MFA-Delete",
      ],
      ...["turn on versioning with mfa delete"],
    ],
    "close-account": [
      ...[
        "close account",
        "clsoe acount",
        "delete aws account",
        "terminate an account",
        "cancel my aws account",
      ],
      ...["how do I shut down an account", "close member account", "remove account"],
    ],
    "account-settings": [
      ...["root email", "chnage root email", "change root email", "rename account", "change account name"],
      ...["update root email address", "change root password"],
    ],
    "support-plan": [
      "support plan",
      "suport plan",
      "upgrade support",
      "downgrade business support",
      "support",
    ],
    "tax-invoices": ["tax", "vat invoice", "tax invoces", "download invoices", "vat receipt"],
    "govcloud-sign-up": ["govcloud", "gov cloud", "goverment cloud", "sign up for gov cloud"],
    "reverse-dns": ["reverse dns", "ptr record", "rdns for elastic ip", "reverse dns mail server"],
    "cloudfront-key-pair": ["cloudfront key pair", "signed urls", "cloud front", "cloudfrnt keys"],
    "long-ids": ["longer ids", "long resource ids", "ec2 ids"],
    "bucket-policy": [
      ...["s3 bucket policy", "locked out of bucket", "s3 bucket locked out", "bucket access denied"],
      ...["s3 policy denies everyone", "bucket polcy"],
    ],
    "port-25": ["port 25", "smtp", "send email from ec2", "outbound mail blocked port 25"],
    "canonical-id": ["canonical id", "cannonical user id", "find s3 canonical id"],
    "restore-permissions": [
      ...[
        "admin permissions",
        "iam admin locked out",
        "restore iam permissions",
        "admin lost all permissions",
      ],
    ],
    "billing-access": [
      ...["billing", "biling console", "iam billing access", "activate iam access to billing", "see costs"],
    ],
    "queue-policy": ["sqs", "queue locked", "sqs policy", "sqs queue access denied"],
    "member-credentials": [
      ...["delete root password", "remove certificates", "delete root access keys", "remove root mfa device"],
      ...["root credentials", "centralized root access"],
    ],
    "password-recovery": ["forgot password", "reset root pasword", "lost root password", "forgotten pasword"],
    "lost-mfa": ["lost mfa device", "lost mfa", "mfa phone broken", "lost my authenticator", "lsot mfa"],
    "kms-key": ["kms", "unmanagable key", "kms key locked", "encryption key policy"],
    "reserved-instance-seller": [
      "reserved instance",
      "sell reserved instances",
      "ri marketplace",
      "reserverd instnace",
    ],
    "mechanical-turk": ["mturk", "mecanical turk", "link mturk"],
    "govcloud-credentials": ["govcloud root keys", "gov cloud access keys", "govcloud access key"],
    contacts: ["alternate contact", "enable region", "currency", "security contact", "change phone number"],
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

test.each([
  ...["xyzzy", "", "???", "quarterly horoscope", "weather", "kubernetes pods", "lunch menu", "jira ticket"],
  ...["qqqq", "42"],
])("nothing fits %j", (words) => {
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
