import { GetAccountSummaryCommand, SummaryKeyType } from "@aws-sdk/client-iam";
import { expect, it } from "vitest";
import { failureOf, HOME_KEY, startTestAws } from "../support.ts";

const CREATED = new Date("2021-03-04T10:15:30Z");
const KEY = { id: "AKIAROOTKEY000000001", createdAt: CREATED };
const ROOT_KEYS = [
  "AccountPasswordPresent",
  "AccountAccessKeysPresent",
  "AccountMFAEnabled",
  "AccountSigningCertificatesPresent",
] as const;

it("has every key that the SDK knows", async () => {
  const aws = await startTestAws();
  const { SummaryMap = {} } = await aws.iam(HOME_KEY).send(new GetAccountSummaryCommand({}));
  expect(Object.keys(SummaryMap).sort()).toEqual(Object.values(SummaryKeyType).sort());
  expect(SummaryMap.Users).toBe(1);
});

it.each([
  ["nothing", {}, [0, 0, 0, 0]],
  ["a password", { password: { createdAt: CREATED } }, [1, 0, 0, 0]],
  ["an active key", { accessKeys: [KEY] }, [0, 1, 0, 0]],
  ["an inactive key", { accessKeys: [{ ...KEY, status: "Inactive" as const }] }, [0, 1, 0, 0]],
  [
    "a device",
    { mfaDevices: [{ kind: "security-key" as const, name: "safe", enabledAt: CREATED }] },
    [0, 0, 1, 0],
  ],
  ["a certificate", { signingCertificates: [{ id: "CERT", uploadedAt: CREATED }] }, [0, 0, 0, 1]],
])("of a root user with %s, by role and by root session", async (_, root, expected) => {
  const aws = await startTestAws({
    member: { root, roles: [{ name: "reader", trusts: ["200000000002"], allows: ["iam:Get*"] }] },
  });
  for (const key of [await aws.roleSession(), await aws.rootSession()]) {
    const { SummaryMap = {} } = await aws.iam(key).send(new GetAccountSummaryCommand({}));
    expect(ROOT_KEYS.map((name) => SummaryMap[name])).toEqual(expected);
  }
});

it("leaves out the keys that it is told to", async () => {
  const aws = await startTestAws({ switches: { summaryWithout: ["AccountPasswordPresent"] } });
  const { SummaryMap } = await aws.iam(HOME_KEY).send(new GetAccountSummaryCommand({}));
  expect(SummaryMap).not.toHaveProperty("AccountPasswordPresent");
  expect(SummaryMap).toHaveProperty("AccountMFAEnabled", 0);
});

it("is refused to a role that may not read it", async () => {
  const aws = await startTestAws({
    member: { roles: [{ name: "reader", trusts: ["200000000002"], allows: ["iam:List*"] }] },
  });
  const iam = aws.iam(await aws.roleSession());
  expect(await failureOf(iam.send(new GetAccountSummaryCommand({})))).toEqual({
    name: "AccessDenied",
    status: 403,
    message:
      "User: arn:aws:sts::300000000003:assumed-role/reader/rootcheck-A1 is not authorized to perform: iam:GetAccountSummary on resource: * because no identity-based policy allows the iam:GetAccountSummary action",
  });
});
