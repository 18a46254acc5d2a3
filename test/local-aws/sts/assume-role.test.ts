import {
  AssumeRoleCommand,
  type AssumeRoleCommandInput,
  GetCallerIdentityCommand,
} from "@aws-sdk/client-sts";
import { describe, expect, it } from "vitest";
import {
  failureOf,
  HOME,
  HOME_KEY,
  keyOf,
  MEMBER,
  MEMBER_KEY,
  START,
  sampleOrganization,
  startTestAws,
} from "../support.ts";

const READER = `arn:aws:iam::${MEMBER}:role/reader`;
const AUDITOR = `arn:aws:iam::${HOME}:user/auditor`;

function assumption(overrides: Partial<AssumeRoleCommandInput> = {}) {
  return new AssumeRoleCommand({ RoleArn: READER, RoleSessionName: "rootcheck-A1", ...overrides });
}

it("hands out a session that is who it says it is", async () => {
  const aws = await startTestAws();
  const answer = await aws.sts(HOME_KEY).send(assumption({ DurationSeconds: 900 }));
  const Arn = `arn:aws:sts::${MEMBER}:assumed-role/reader/rootcheck-A1`;
  expect(answer.AssumedRoleUser).toEqual({
    Arn,
    AssumedRoleId: expect.stringMatching(/^AROA\w{17}:rootcheck-A1$/),
  });
  expect(answer.Credentials?.AccessKeyId).toMatch(/^ASIA\w{16}$/);
  expect(answer.Credentials?.Expiration).toEqual(new Date(START.getTime() + 900_000));
  const identity = await aws.sts(keyOf(answer.Credentials)).send(new GetCallerIdentityCommand({}));
  expect(identity).toMatchObject({ Account: MEMBER, Arn, UserId: answer.AssumedRoleUser?.AssumedRoleId });
});

describe("is refused", () => {
  const notAuthorized = (role: string, who = AUDITOR) =>
    `User: ${who} is not authorized to perform: sts:AssumeRole on resource: ${role}`;

  it.each([
    ["for a role that is not there", `arn:aws:iam::${MEMBER}:role/writer`],
    ["for a role in an account that is not there", "arn:aws:iam::999999999999:role/reader"],
    ["for a role under another path", `arn:aws:iam::${MEMBER}:role/audit/reader`],
    ["for another partition's role", `arn:aws-cn:iam::${MEMBER}:role/reader`],
  ])("%s, in the same words as for one that does not trust", async (_, RoleArn) => {
    const aws = await startTestAws();
    expect(await failureOf(aws.sts(HOME_KEY).send(assumption({ RoleArn })))).toEqual({
      name: "AccessDenied",
      status: 403,
      message: notAuthorized(RoleArn),
    });
  });

  it.each([
    ["whom the role does not trust", { trusts: [`arn:aws:iam::${HOME}:user/somebody`] }, {}],
    ["without the external id", { trusts: [HOME], externalId: "rc-1" }, {}],
    ["with another external id", { trusts: [HOME], externalId: "rc-1" }, { ExternalId: "rc-2" }],
  ])("to somebody %s", async (_, role, input) => {
    const aws = await startTestAws({ member: { roles: [{ name: "reader", ...role }] } });
    expect(await failureOf(aws.sts(HOME_KEY).send(assumption(input)))).toMatchObject({
      name: "AccessDenied",
      message: notAuthorized(READER),
    });
  });

  it("in a suspended account", async () => {
    const aws = await startTestAws({ member: { state: "SUSPENDED" } });
    expect(await failureOf(aws.sts(HOME_KEY).send(assumption()))).toMatchObject({
      name: "AccessDenied",
      status: 403,
    });
  });

  it("to a caller whose own policies do not allow it, who is told so", async () => {
    const organization = sampleOrganization();
    organization.accounts.get(HOME)?.users.forEach((user) => {
      user.allows = ["organizations:*"];
    });
    const aws = await startTestAws({ organization });
    expect((await failureOf(aws.sts(HOME_KEY).send(assumption()))).message).toBe(
      `${notAuthorized(READER)} because no identity-based policy allows the sts:AssumeRole action`,
    );
  });

  it.each([
    ["an ARN that is none", { RoleArn: "reader-of-the-member" }, "reader-of-the-member is invalid"],
    ["a session name with a space", { RoleSessionName: "root check" }, "'roleSessionName' failed to satisfy"],
    ["a session name of one letter", { RoleSessionName: "r" }, "length greater than or equal to 2"],
    ["a session name of 65 letters", { RoleSessionName: "r".repeat(65) }, "length less than or equal to 64"],
    ["a source identity with a slash", { SourceIdentity: "a/b" }, "'sourceIdentity' failed to satisfy"],
    ["too short a duration", { DurationSeconds: 899 }, "greater than or equal to 900"],
    ["more than twelve hours", { DurationSeconds: 43_201 }, "less than or equal to 43200"],
    [
      "more than the role's own limit",
      { DurationSeconds: 3_601 },
      "exceeds the MaxSessionDuration set for this role",
    ],
  ])("with %s", async (_, input, text) => {
    const aws = await startTestAws();
    const failure = await failureOf(aws.sts(HOME_KEY).send(assumption(input)));
    expect(failure).toMatchObject({ name: "ValidationError", status: 400 });
    expect(failure.message).toContain(text);
  });
});

it("credentials that have expired are known as such for an hour, then not at all", async () => {
  const aws = await startTestAws();
  const old = aws.sts(await aws.roleSession());
  const whoAmI = () => failureOf(old.send(new GetCallerIdentityCommand({})));
  aws.advance(2 * 3_600_000 - 1);
  await aws.roleSession();
  expect(await whoAmI()).toMatchObject({ name: "ExpiredToken", status: 403 });
  aws.advance(2);
  await aws.roleSession();
  expect(await whoAmI()).toMatchObject({ name: "InvalidClientTokenId", status: 403 });
});

it.each([
  ["an account", HOME],
  ["an account by its root's ARN", `arn:aws:iam::${HOME}:root`],
  ["a user", AUDITOR],
])("trusts %s", async (_, trusted) => {
  const roles = [{ name: "reader", trusts: [trusted], externalId: "rc-1" }];
  const aws = await startTestAws({ member: { roles } });
  await expect(aws.sts(HOME_KEY).send(assumption({ ExternalId: "rc-1" }))).resolves.toHaveProperty(
    "Credentials",
  );
  expect(await failureOf(aws.sts(MEMBER_KEY).send(assumption({ ExternalId: "rc-1" })))).toMatchObject({
    name: "AccessDenied",
  });
});

describe("a role assumed by a role's session", () => {
  const HUB = `arn:aws:iam::${HOME}:role/hub`;

  async function chained(trustsSourceIdentity: boolean, hubAllows = ["sts:*"]) {
    const organization = sampleOrganization({
      member: { roles: [{ name: "reader", trusts: [HUB], trustsSourceIdentity, maxSessionSeconds: 7_200 }] },
    });
    organization.accounts.get(HOME)?.roles.push({
      name: "hub",
      path: "/",
      trusts: [HOME],
      trustsSourceIdentity: true,
      maxSessionSeconds: 3_600,
      policies: [],
      inlinePolicies: {},
      allows: hubAllows,
    });
    const aws = await startTestAws({ organization });
    const first = assumption({ RoleArn: HUB, SourceIdentity: "A87" });
    const { Credentials, SourceIdentity } = await aws.sts(HOME_KEY).send(first);
    expect(SourceIdentity).toBe("A87");
    return aws.sts(keyOf(Credentials));
  }

  it("keeps the source identity", async () => {
    const sts = await chained(true);
    await expect(sts.send(assumption())).resolves.toMatchObject({ SourceIdentity: "A87" });
  });

  it.each([
    ["whose trust policy does not allow it", false, {}],
    ["when it names another", true, { SourceIdentity: "A88" }],
  ])("is refused one %s", async (_, trusts, input) => {
    const sts = await chained(trusts);
    expect((await failureOf(sts.send(assumption(input)))).message).toContain("sts:SetSourceIdentity");
  });

  it("is refused it where its own policies do not allow it", async () => {
    const sts = await chained(true, ["sts:AssumeRole"]);
    expect((await failureOf(sts.send(assumption()))).message).toContain("sts:SetSourceIdentity");
  });

  it("lasts at most an hour", async () => {
    const sts = await chained(true);
    expect((await failureOf(sts.send(assumption({ DurationSeconds: 3_601 })))).message).toBe(
      "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining",
    );
  });
});
