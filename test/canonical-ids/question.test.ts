import { expect, test } from "vitest";
import { questionOf } from "../../src/canonical-ids/question.ts";

const ID = "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be";

test.each([
  ["123456789012", { kind: "account id", id: "123456789012" }],
  ["1234-5678-9012", { kind: "account id", id: "123456789012" }],
  [ID.toUpperCase(), { kind: "canonical id", id: ID }],
  ["arn:aws:iam::123456789012:root", { kind: "ARN", service: "iam", accountId: "123456789012" }],
  [
    "arn:aws-cn:lambda:cn-north-1:123456789012:function:a:1",
    { kind: "ARN", service: "lambda", accountId: "123456789012" },
  ],
  ["arn:aws:s3:::some-bucket/some/key", { kind: "ARN", service: "s3", bucket: "some-bucket" }],
  ["arn:aws:s3:eu-west-1:123456789012:accesspoint/ap", { kind: "ARN", accountId: "123456789012" }],
  [
    "arn:aws:organizations::123456789012:account/o-a1b2c3d4e5/210987654321",
    { kind: "ARN", service: "organizations", accountId: "210987654321" },
  ],
  [
    "arn:aws:organizations::123456789012:ou/o-a1b2c3d4e5/ou-abcd-12345678",
    { kind: "ARN", accountId: "123456789012" },
  ],
  [
    "arn:aws-us-gov:sts::123456789012:assumed-role/reader/somebody@example.com",
    { kind: "ARN", service: "sts", accountId: "123456789012" },
  ],
  ["arn:aws:ec2:eu-west-1::image/ami-0123456789abcdef0", { kind: "ARN", service: "ec2" }],
  ["s3://some-bucket/some/key", { kind: "words", words: "some-bucket" }],
  ["123-456 789 012", { kind: "account id", id: "123456789012" }],
  ["arn:aws:iam::constructor:user/x", { kind: "ARN", service: "iam" }],
  ["arn:nonsense", { kind: "ARN", service: "" }],
  [
    "arn:aws:iam::aws:policy/AdministratorAccess",
    { kind: "no account", what: expect.stringContaining("AWS's own") },
  ],
  [
    "arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1",
    { kind: "no account", what: expect.stringContaining("CloudFront") },
  ],
  ["f".repeat(96), { kind: "no account", what: "a CloudFront origin access identity" }],
  [
    "a52cb28745c0c06e84ec548334e44bfa7fc2a85c54af20cd59e4969344b7af56",
    { kind: "no account", what: expect.stringContaining("in China") },
  ],
  ["65a011a29cdf8ec533ec3d1ccaae921c", { kind: "no account", what: expect.stringContaining("anonymous") }],
  [
    "c4c1ede66af53448b93c283ce9448c4ba468c9432aa01d700d3878632f77d2d0",
    { kind: "no account", what: expect.stringContaining("log delivery") },
  ],
  ["http://acs.amazonaws.com/groups/global/AllUsers", { kind: "no account", what: "everybody in the world" }],
  ["ASIAQNZGKIQY56JQ7WML", { kind: "access key", id: "ASIAQNZGKIQY56JQ7WML", encoded: "029608264753" }],
  ["AKIAIOSFODNN7EXAMPLE", { kind: "access key", id: "AKIAIOSFODNN7EXAMPLE" }],
  ["`123456789012`", { kind: "account id", id: "123456789012" }],
  ["prod-web", { kind: "words", words: "prod-web" }],
  ["aws+prod@example.com", { kind: "words", words: "aws+prod@example.com" }],
  ["https://example.com", { kind: "words", words: "https://example.com" }],
])("%s is asked about by its form", (text, expected) => {
  expect(questionOf(` ${text} `)).toMatchObject(expected);
});

test("an id that carries no account is not given one", () => {
  expect(questionOf("AKIAIOSFODNN7EXAMPLE")).not.toHaveProperty("encoded");
  expect(questionOf("AKIA0000000000000000")).not.toHaveProperty("encoded");
});
