import fc from "fast-check";
import { expect, test } from "vitest";
import { matchesFilter } from "../../src/aws/filter-pattern.ts";
import { rootCall, rootSessionCall, rootSignIn, userSignIn } from "../../src/aws/root-events.ts";

const scene = { account: "111122223333", region: "us-east-1", partition: "aws" } as const;
const CIS =
  '{ $.userIdentity.type = "Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType != "AwsServiceEvent" }';

test.each([
  ["root signing in", rootSignIn(scene), "yes"],
  ["root calling", rootCall(scene), "yes"],
  ["a session of AssumeRoot", rootSessionCall(scene), "yes"],
  ["a user signing in", userSignIn(scene), "no"],
  [
    "AWS on root's behalf",
    { ...rootCall(scene), userIdentity: { type: "Root", invokedBy: "AWS Internal" } },
    "no",
  ],
  ["a service", { ...rootCall(scene), eventType: "AwsServiceEvent" }, "no"],
])("the benchmark's pattern and %s", (_name, record, expected) => {
  expect(matchesFilter(CIS, record)).toBe(expected);
});

test.each([
  ["all", "", "yes"],
  ["without blanks", '{$.userIdentity.type="Root"&&$.userIdentity.invokedBy NOT EXISTS}', "yes"],
  ["in parentheses", '{ ($.userIdentity.type = "Root") && ($.eventType != "AwsServiceEvent") }', "yes"],
  ["without quotes", "{ $.eventName = ConsoleLogin }", "yes"],
  ["an asterisk at the end", "{ $.userIdentity.arn = arn:aws:iam::* }", "yes"],
  ["an asterisk at the start", '{ $.userIdentity.arn = "*:root" }', "yes"],
  ["an asterisk that does not fit", '{ $.userIdentity.arn = "*:user" }', "no"],
  ["another case", '{ $.userIdentity.type = "root" }', "no"],
  [
    "and binds before or",
    '{ $.eventName = "x" && $.eventName = "y" || $.eventName = "ConsoleLogin" }',
    "yes",
  ],
  [
    "parentheses bind before and",
    '{ $.eventName = "x" && ($.eventName = "y" || $.eventName = "ConsoleLogin") }',
    "no",
  ],
  ["exists", "{ $.responseElements.ConsoleLogin EXISTS }", "yes"],
  ["does not exist", "{ $.errorMessage EXISTS }", "no"],
  ["null", "{ $.requestParameters IS NULL }", "yes"],
  ["a truth value", "{ $.managementEvent IS TRUE && $.readOnly IS FALSE }", "yes"],
  ["in whatever case words are", "{ $.errorMessage not exists }", "yes"],
  ["in brackets", "{ $.['eventName'] = ConsoleLogin }", "yes"],
  ["missing, equal", "{ $.errorCode = 5 }", "no"],
  ["missing, unequal: not documented", '{ $.errorCode != "x" }', "perhaps"],
  ["a comparison of numbers", "{ $.eventVersion > 1 }", "perhaps"],
  ["a regular expression", "{ $.userIdentity.arn = %root$% }", "perhaps"],
  ["a plain text", '"Root" ConsoleLogin', "perhaps"],
  ["columns", "[ip, user = Root, ...]", "perhaps"],
  ["not closed", '{ ($.eventName = "x" }', "perhaps"],
  ["too much", '{ $.eventName = "x" ) }', "perhaps"],
  ["nothing", "{ }", "perhaps"],
  ["no field", '{ eventName = "x" }', "perhaps"],
])("%s: %s", (_name, pattern, expected) => {
  expect(matchesFilter(pattern, rootSignIn(scene))).toBe(expected);
});

test("whatever the text, there is an answer", () => {
  const words = fc.constantFrom(
    "{",
    "}",
    "(",
    ")",
    "&&",
    "||",
    "=",
    "!=",
    "$.a",
    '"x"',
    "%",
    "NOT",
    "EXISTS",
    "$.",
    '"',
  );
  fc.assert(
    fc.property(fc.array(words), fc.string(), (tokens, text) => {
      for (const pattern of [tokens.join(" "), `{${text}}`])
        expect(["yes", "no", "perhaps"]).toContain(matchesFilter(pattern, { a: "x" }));
    }),
  );
});
