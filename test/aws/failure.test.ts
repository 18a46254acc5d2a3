import { AccountNotManagementOrDelegatedAdministratorException } from "@aws-sdk/client-iam";
import { describe, expect, test } from "vitest";
import { failureOf } from "../../src/aws/failure.ts";
import type { UnreadableCode } from "../../src/domain/read.ts";

const CALL = "iam:GetAccountSummary";

interface Shape {
  readonly name: string;
  readonly message?: string;
  readonly code?: string;
  readonly status?: number;
}

/** An error as the SDK raises it; without a status nothing was answered. */
function errorOf({ name, message = "", code, status }: Shape): Error {
  const metadata = status === undefined ? {} : { $metadata: { httpStatusCode: status } };
  return Object.assign(new Error(message), { name, ...(code && { code }), ...metadata });
}

const SCP_MESSAGE =
  "User: arn:aws:iam::111122223333:root is not authorized to perform: iam:GetAccountSummary on resource: * " +
  "with an explicit deny in a service control policy";
const ASSUME_ROOT_MESSAGE =
  "User: arn:aws:sts::999988887777:assumed-role/rootcheck/x is not authorized to perform: sts:AssumeRoot on " +
  "resource: arn:aws:iam::111122223333:root";

const answers: readonly (readonly [Shape, UnreadableCode, string])[] = [
  [
    { name: "AccessDenied", message: ASSUME_ROOT_MESSAGE, status: 403 },
    "access-denied",
    `${CALL} is not allowed`,
  ],
  [{ name: "AccessDeniedException", message: "no", status: 400 }, "access-denied", `${CALL} is not allowed`],
  [
    { name: "AccountNotManagementOrDelegatedAdministratorException", message: "no", status: 400 },
    "access-denied",
    `${CALL} is not allowed`,
  ],
  [{ name: "CallerIsNotManagementAccountException", status: 400 }, "access-denied", `${CALL} is not allowed`],
  [{ name: "Forbidden", message: "Not here", status: 403 }, "access-denied", "Not here"],
  [
    { name: "ExpiredToken", message: "The security token included in the request is expired", status: 403 },
    "access-denied",
    "AWS did not accept the credentials (ExpiredToken)",
  ],
  [
    { name: "InvalidClientTokenId", status: 403 },
    "access-denied",
    "AWS did not accept the credentials (InvalidClientTokenId)",
  ],
  [
    { name: "CredentialsProviderError", message: "Could not load credentials from any providers" },
    "access-denied",
    "no usable AWS credentials: Could not load credentials from any providers",
  ],
  [
    { name: "AccessDenied", message: SCP_MESSAGE, status: 403 },
    "denied-by-scp",
    `${CALL} (the answer does not name the policy)`,
  ],
  [
    {
      name: "AccessDenied",
      message: `${SCP_MESSAGE}: arn:aws:organizations::999988887777:policy/o-abc/service_control_policy/p-12ab34cd`,
      status: 403,
    },
    "denied-by-scp",
    `p-12ab34cd denies ${CALL}`,
  ],
  [
    {
      name: "AccessDenied",
      message: "Root credentials management feature is not enabled for your AWS Organization.",
      status: 403,
    },
    "feature-off",
    "Root credentials management feature is not enabled for your AWS Organization.",
  ],
  [
    {
      name: "AccessDenied",
      message: "Root sessions feature is not enabled for your AWS Organization.",
      status: 403,
    },
    "feature-off",
    "Root sessions feature is not enabled for your AWS Organization.",
  ],
  [
    {
      name: "AccessDeniedException",
      message:
        "User is not authorized (Your organization must first enable trusted access with AWS Account Management.)",
      status: 403,
    },
    "feature-off",
    "User is not authorized (Your organization must first enable trusted access with AWS Account Management.)",
  ],
  [
    {
      name: "AccessDenied",
      message: SCP_MESSAGE.replace(
        "with an explicit deny in a service control policy",
        "because no service control policy allows the iam:GetAccountSummary action",
      ),
      status: 403,
    },
    "denied-by-scp",
    `no service control policy allows ${CALL}`,
  ],
  [{ name: "ServiceAccessNotEnabledException", message: "off", status: 400 }, "feature-off", "off"],
  [{ name: "OrganizationNotInAllFeaturesModeException", message: "off", status: 400 }, "feature-off", "off"],
  [{ name: "AWSOrganizationsNotInUseException", message: "none", status: 400 }, "feature-off", "none"],
  [{ name: "Throttling", message: "Rate exceeded", status: 400 }, "throttled", "Rate exceeded"],
  [{ name: "ThrottlingException", message: "Rate exceeded", status: 400 }, "throttled", "Rate exceeded"],
  [{ name: "TooManyRequestsException", message: "slower", status: 400 }, "throttled", "slower"],
  [{ name: "LimitExceededException", message: "slower", status: 409 }, "throttled", "slower"],
  [{ name: "RequestLimitExceeded", message: "slower", status: 503 }, "throttled", "slower"],
  [{ name: "SlowDown", message: "slower", status: 503 }, "throttled", "slower"],
  [{ name: "InvalidAction", message: "Unknown Operation", status: 400 }, "not-in-partition", CALL],
  [{ name: "RegionDisabledException", status: 403 }, "not-in-partition", CALL],
  [{ name: "ServiceFailureException", status: 500 }, "unreachable", "HTTP 500"],
  [{ name: "InternalFailure", message: "<html>", status: 503 }, "unreachable", "HTTP 503"],
  [
    { name: "ValidationError", message: "Request must contain a valid target principal", status: 400 },
    "unexpected-answer",
    "Request must contain a valid target principal",
  ],
  [{ name: "OrganizationNotFoundException", message: "none", status: 400 }, "feature-off", "none"],
  [
    {
      name: "ValidationError",
      message: "Request must contain valid AWS managed task policy ARN",
      status: 400,
    },
    "unexpected-answer",
    "Request must contain valid AWS managed task policy ARN",
  ],
  [
    { name: "ExpiredTokenException", message: "old", status: 400 },
    "access-denied",
    "AWS did not accept the credentials (ExpiredTokenException)",
  ],
  [{ name: "InternalServerException", message: "oh", status: 500 }, "unreachable", "HTTP 500"],
  [{ name: "SyntaxError", message: "Unexpected\n token <" }, "unexpected-answer", "Unexpected token <"],
];

const connections: readonly (readonly [Shape, string])[] = [
  [{ name: "Error", code: "ECONNREFUSED", message: "connect ECONNREFUSED 127.0.0.1:9" }, "ECONNREFUSED"],
  [{ name: "AggregateError", code: "ECONNREFUSED" }, "ECONNREFUSED"],
  [{ name: "Error", code: "ENOTFOUND", message: "getaddrinfo ENOTFOUND iam.amazonaws.com" }, "ENOTFOUND"],
  [{ name: "Error", code: "EAI_AGAIN" }, "EAI_AGAIN"],
  [{ name: "Error", code: "ECONNRESET", message: "socket hang up" }, "ECONNRESET"],
  [
    { name: "TimeoutError", message: "the request socket did not establish a connection within 3000 ms." },
    "no answer in time",
  ],
  [
    { name: "TimeoutError", code: "ETIMEDOUT", message: "a request has exceeded the configured 15000 ms" },
    "ETIMEDOUT",
  ],
  [{ name: "Error", message: "socket hang up" }, "socket hang up"],
];

test.each(answers)("%o is %s", (shape, code, detail) => {
  expect(failureOf(errorOf(shape), CALL, "member role")).toEqual({
    code,
    call: CALL,
    detail,
    rung: "member role",
  });
});

test.each(connections)("%o means that AWS is out of reach", (shape, detail) => {
  expect(failureOf(errorOf(shape), CALL, "root session")).toMatchObject({ code: "unreachable", detail });
});

test("the SDK's own classes are read alike", () => {
  const error = new AccountNotManagementOrDelegatedAdministratorException({
    message: "no",
    $metadata: { httpStatusCode: 400 },
  });
  expect(failureOf(error, CALL, "own credentials").code).toBe("access-denied");
});

test.each(["thrown as text", undefined, { odd: true }])(
  "%o, which is no error at all, is an answer too",
  (thrown) => {
    expect(failureOf(thrown, CALL, "member role")).toMatchObject({ code: "unexpected-answer", call: CALL });
  },
);

describe("the detail", () => {
  const detailOf = (message: string) =>
    failureOf(errorOf({ name: "ValidationError", message, status: 400 }), CALL, "member role").detail;

  test("is one line, short enough for a message", () => {
    const detail = detailOf(`first\n\n  second ${"x".repeat(500)}`);
    expect(detail).toMatch(/^first second x+…$/);
    expect(detail.length).toBe(160);
  });

  test("never repeats an e-mail address or an access key id", () => {
    const detail = detailOf("alice.archer@example.com cannot use AKIAIOSFODNN7EXAMPLE");
    expect(detail).not.toContain("alice.archer@example.com");
    expect(detail).not.toContain("AKIAIOSFODNN7EXAMPLE");
  });
});
