import { expect, test } from "vitest";
import { matchesEvent } from "../../src/aws/event-pattern.ts";
import { eventOf, rootCall, rootSignIn } from "../../src/aws/root-events.ts";

const scene = { account: "111122223333", region: "us-east-1", partition: "aws" } as const;
const signIn = eventOf(rootSignIn(scene), scene);

test.each<[string, object, string]>([
  ["a value among several", { source: ["aws.ec2", "aws.signin"] }, "yes"],
  ["another value", { source: ["aws.ec2"] }, "no"],
  ["every key", { source: ["aws.signin"], account: ["444455556666"] }, "no"],
  ["what is nested", { detail: { userIdentity: { type: ["Root"] } } }, "yes"],
  ["what is nested and other", { detail: { userIdentity: { type: ["IAMUser"] } } }, "no"],
  ["null", { detail: { requestParameters: [null] } }, "yes"],
  ["no null", { detail: { eventName: [null] } }, "no"],
  ["an empty text", { detail: { userIdentity: { accessKeyId: [""] } } }, "yes"],
  ["a number, not its text", { account: [111122223333] }, "no"],
  ["prefix", { "detail-type": [{ prefix: "AWS Console Sign In" }] }, "yes"],
  ["prefix of something else", { "detail-type": [{ prefix: "aws console" }] }, "no"],
  [
    "prefix in whatever case",
    { "detail-type": [{ prefix: { "equals-ignore-case": "aws console" } }] },
    "yes",
  ],
  ["suffix", { detail: { userIdentity: { arn: [{ suffix: ":root" }] } } }, "yes"],
  ["suffix of something else", { detail: { userIdentity: { arn: [{ suffix: ":user" }] } } }, "no"],
  ["wildcard", { detail: { userIdentity: { arn: [{ wildcard: "arn:aws:iam::*:root" }] } } }, "yes"],
  ["wildcard of something else", { detail: { userIdentity: { arn: [{ wildcard: "*:user/*" }] } } }, "no"],
  ["a question mark is no wildcard", { detail: { eventName: [{ wildcard: "ConsoleLogi?" }] } }, "no"],
  ["equals-ignore-case", { detail: { eventName: [{ "equals-ignore-case": "CONSOLELOGIN" }] } }, "yes"],
  ["exists", { detail: { eventID: [{ exists: true }] } }, "yes"],
  ["exists, but does not", { detail: { errorCode: [{ exists: true }] } }, "no"],
  ["is missing", { detail: { userIdentity: { invokedBy: [{ exists: false }] } } }, "yes"],
  ["is missing with all above it", { detail: { nowhere: { at: { all: [{ exists: false }] } } } }, "yes"],
  ["is not missing", { detail: { eventID: [{ exists: false }] } }, "no"],
  ["anything but another", { detail: { userIdentity: { type: [{ "anything-but": "IAMUser" }] } } }, "yes"],
  [
    "anything but this",
    { detail: { userIdentity: { type: [{ "anything-but": ["Root", "IAMUser"] }] } } },
    "no",
  ],
  ["anything but a prefix", { source: [{ "anything-but": { prefix: "aws." } }] }, "no"],
  ["anything but several suffixes", { source: [{ "anything-but": { suffix: ["ec2", "s3"] } }] }, "yes"],
  ["anything but, of what is missing", { detail: { errorCode: [{ "anything-but": "x" }] } }, "no"],
  [
    "one or the other",
    { $or: [{ source: ["aws.s3"] }, { detail: { userIdentity: { type: ["Root"] } } }] },
    "yes",
  ],
  ["neither", { $or: [{ source: ["aws.s3"] }, { source: ["aws.ec2"] }] }, "no"],
  [
    "one or the other, within",
    { detail: { $or: [{ eventName: ["x"] }, { eventName: ["ConsoleLogin"] }] } },
    "yes",
  ],
  ["an operator by the name of what every object has", { source: [{ toString: "aws.signin" }] }, "perhaps"],
  ["a field by such a name, which is missing", { detail: { constructor: [{ exists: false }] } }, "yes"],
  ["numeric", { detail: { eventVersion: [{ numeric: [">", 1] }] } }, "perhaps"],
  ["an address", { detail: { sourceIPAddress: [{ cidr: "192.0.2.0/24" }] } }, "perhaps"],
  [
    "numeric beside what does not match",
    { source: ["x"], detail: { eventVersion: [{ numeric: [">", 1] }] } },
    "no",
  ],
  ["numeric as an alternative", { detail: { eventVersion: [{ numeric: [">", 1] }, "1.11"] } }, "yes"],
])("%s", (_name, pattern, expected) => {
  expect(matchesEvent(JSON.stringify(pattern), signIn)).toBe(expected);
});

test("an event's list matches where one of its values does", () => {
  const event = { resources: ["a", "b"] };
  expect(matchesEvent('{"resources":["b"]}', event)).toBe("yes");
  expect(matchesEvent('{"resources":["c"]}', event)).toBe("no");
});

test("a call by root is an event of another kind", () => {
  const pattern = JSON.stringify({ "detail-type": ["AWS API Call via CloudTrail"] });
  expect(matchesEvent(pattern, eventOf(rootCall(scene), scene))).toBe("yes");
  expect(matchesEvent(pattern, signIn)).toBe("no");
});
