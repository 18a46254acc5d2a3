import { GetAccountSummaryCommand } from "@aws-sdk/client-iam";
import { DescribeOrganizationCommand } from "@aws-sdk/client-organizations";
import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { describe, expect, it } from "vitest";
import {
  AFTER_SIGNING,
  BEFORE_SIGNING,
  changing,
  failureOf,
  HOME_KEY,
  type Key,
  MEMBER,
  startTestAws,
  type TestAws,
  type WireMessage,
} from "./support.ts";

type Send = (aws: TestAws, key: Key, change: (message: WireMessage) => void) => Promise<unknown>;

const SENDERS: Record<"iam" | "sts" | "organizations", Send> = {
  iam(aws, key, change) {
    const client = aws.iam(key);
    client.middlewareStack.add(changing(change), AFTER_SIGNING);
    return client.send(new GetAccountSummaryCommand({}));
  },
  sts(aws, key, change) {
    const client = aws.sts(key);
    client.middlewareStack.add(changing(change), AFTER_SIGNING);
    return client.send(new GetCallerIdentityCommand({}));
  },
  organizations(aws, key, change) {
    const client = aws.organizations(key);
    client.middlewareStack.add(changing(change), AFTER_SIGNING);
    return client.send(new DescribeOrganizationCommand({}));
  },
};

const UNKNOWN_KEY = { query: ["InvalidClientTokenId", 403], json: ["UnrecognizedClientException", 400] };
const BAD_SIGNATURE = { query: ["SignatureDoesNotMatch", 403], json: ["InvalidSignatureException", 400] };
const INCOMPLETE = { query: ["IncompleteSignature", 400], json: ["IncompleteSignatureException", 400] };
const MISSING = {
  query: ["MissingAuthenticationToken", 403],
  json: ["MissingAuthenticationTokenException", 400],
};

function inAuthorization(from: string | RegExp, to: string) {
  return ({ headers }: WireMessage) => {
    headers.authorization = (headers.authorization ?? "").replace(from, to);
  };
}

const TAMPERINGS: readonly [string, Partial<Key>, (message: WireMessage) => void, typeof UNKNOWN_KEY][] = [
  ["a key that nobody has", { accessKeyId: "AKIANOBODY0000000001" }, () => {}, UNKNOWN_KEY],
  ["a token beside a long-lived key", { sessionToken: "made-up" }, () => {}, UNKNOWN_KEY],
  ["a region of another partition", {}, inAuthorization("us-east-1", "cn-north-1"), UNKNOWN_KEY],
  ["a wrong secret", { secretAccessKey: "not-this-one" }, () => {}, BAD_SIGNATURE],
  [
    "a changed body",
    {},
    (message) => {
      message.body += " ";
      message.headers["content-length"] = String(message.body.length);
    },
    BAD_SIGNATURE,
  ],
  [
    "a changed path",
    {},
    (message) => {
      message.path = "/elsewhere/";
    },
    BAD_SIGNATURE,
  ],
  ["another region", {}, inAuthorization("us-east-1", "eu-west-1"), BAD_SIGNATURE],
  ["another day", {}, inAuthorization(/\/\d{8}\//, "/20200101/"), BAD_SIGNATURE],
  ["a signature that is not hexadecimal", {}, inAuthorization(/.$/, "_"), INCOMPLETE],
  ["a signature of zeros", {}, inAuthorization(/[0-9a-f]{64}$/, "0".repeat(64)), BAD_SIGNATURE],
  ["Host left out of the signed headers", {}, inAuthorization("host;", ""), BAD_SIGNATURE],
  [
    "a further x-amz- header",
    {},
    ({ headers }) => {
      headers["x-amz-extra"] = "1";
    },
    BAD_SIGNATURE,
  ],
  [
    "a changed hash of the body",
    {},
    ({ headers }) => {
      headers["x-amz-content-sha256"] = "0".repeat(64);
    },
    BAD_SIGNATURE,
  ],
  [
    "another service's host",
    {},
    ({ headers }) => {
      headers.host = "s3.us-east-1.amazonaws.com";
    },
    BAD_SIGNATURE,
  ],
  [
    "no date",
    {},
    ({ headers }) => {
      delete headers["x-amz-date"];
    },
    INCOMPLETE,
  ],
  [
    "no Authorization",
    {},
    ({ headers }) => {
      delete headers.authorization;
    },
    MISSING,
  ],
];

describe.each(["iam", "sts", "organizations"] as const)("a request to %s", (service) => {
  const wire = service === "organizations" ? "json" : "query";

  it("is answered when its signature is right", async () => {
    const aws = await startTestAws();
    await expect(SENDERS[service](aws, HOME_KEY, () => {})).resolves.toBeDefined();
  });

  it.each(TAMPERINGS)("is refused with %s", async (_, key, change, expected) => {
    const aws = await startTestAws();
    const failure = await failureOf(SENDERS[service](aws, { ...HOME_KEY, ...key }, change));
    expect([failure.name, failure.status]).toEqual(expected[wire]);
  });
});

it.each([
  ["earlier", -6 * 60_000, "Signature expired: "],
  ["later", 6 * 60_000, "Signature not yet current: "],
])("a request dated more than five minutes %s is refused, and says so", async (_, offset, text) => {
  const aws = await startTestAws();
  const client = aws.iam(HOME_KEY);
  client.config.systemClockOffset = offset;
  const failure = await failureOf(client.send(new GetAccountSummaryCommand({})));
  expect(failure).toMatchObject({ name: "SignatureDoesNotMatch", status: 403 });
  expect(failure.message).toContain(text);
});

it.each([-4 * 60_000, 4 * 60_000])("a request dated %i ms off is answered", async (offset) => {
  const aws = await startTestAws();
  const client = aws.iam(HOME_KEY);
  client.config.systemClockOffset = offset;
  await expect(client.send(new GetAccountSummaryCommand({}))).resolves.toBeDefined();
});

it("a path and a query with letters of their own are verified as they were signed", async () => {
  const aws = await startTestAws();
  const client = aws.iam(HOME_KEY);
  const elsewhere = changing((message) => {
    message.path = "/some%20place/%C3%BC/";
    message.query = { z: "1 + 1 = 2", "a*": "(b)", empty: "" };
  });
  client.middlewareStack.add(elsewhere, BEFORE_SIGNING);
  await expect(client.send(new GetAccountSummaryCommand({}))).resolves.toHaveProperty("SummaryMap");
});

it("a role's long-lived session signs with its token", async () => {
  const key = { accessKeyId: "ASIAINSTANCE00000001", secretAccessKey: "secret", sessionToken: "token" };
  const aws = await startTestAws({ callers: [{ ...key, account: MEMBER, role: "reader" }] });
  const { Arn } = await aws.sts(key).send(new GetCallerIdentityCommand({}));
  expect(Arn).toBe(`arn:aws:sts::${MEMBER}:assumed-role/reader/i-0a1b2c3d4e5f60718`);
  const { sessionToken: _, ...withoutToken } = key;
  expect(await failureOf(aws.sts(withoutToken).send(new GetCallerIdentityCommand({})))).toMatchObject({
    name: "InvalidClientTokenId",
  });
});

describe("a session", () => {
  it("is refused with another session's token", async () => {
    const aws = await startTestAws();
    const [first, second] = [await aws.roleSession(), await aws.roleSession()];
    const mixed = { ...first, ...(second.sessionToken && { sessionToken: second.sessionToken }) };
    const failure = await failureOf(aws.iam(mixed).send(new GetAccountSummaryCommand({})));
    expect(failure).toMatchObject({ name: "InvalidClientTokenId", status: 403 });
  });

  it.each([
    ["ExpiredToken", 403, "iam"],
    ["ExpiredTokenException", 400, "organizations"],
  ] as const)("ends with %s %i at %s when its time is over", async (name, status, service) => {
    const aws = await startTestAws();
    const session = await aws.roleSession();
    aws.advance(3_600_000 - 1);
    await SENDERS.iam(aws, session, () => {});
    aws.advance(1);
    const failure = await failureOf(SENDERS[service](aws, session, () => {}));
    expect(failure).toMatchObject({ name, status });
  });
});
