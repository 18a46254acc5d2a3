import { GetAccountSummaryCommand } from "@aws-sdk/client-iam";
import { expect, it } from "vitest";
import { HOME, HOME_KEY, startTestAws, type TestAws } from "./support.ts";

function control(aws: TestAws, method: string, path: string, body?: unknown): Promise<Response> {
  return fetch(`${aws.url}/_control/${path}`, {
    method,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}

it("shows the calls and forgets them", async () => {
  const aws = await startTestAws();
  await aws.iam(HOME_KEY).send(new GetAccountSummaryCommand({}));
  const calls = async () => (await control(aws, "GET", "calls")).json();
  expect(await calls()).toMatchObject([{ service: "iam", action: "GetAccountSummary", outcome: "ok" }]);
  await control(aws, "DELETE", "calls");
  expect(await calls()).toEqual([]);
});

it("counts the calls by their outcome", async () => {
  const aws = await startTestAws({ logCalls: false });
  await aws.iam(HOME_KEY).send(new GetAccountSummaryCommand({}));
  const counts = async () => (await control(aws, "GET", "counts")).json();
  expect(await counts()).toEqual({ "iam:GetAccountSummary": { ok: 1 } });
  await control(aws, "DELETE", "calls");
  expect(await counts()).toEqual({});
});

it("sets a contact and takes it away", async () => {
  const aws = await startTestAws();
  const account = aws.organization.accounts.get(HOME);
  const change = (securityContact: object | null) =>
    control(aws, "POST", "accounts", { id: HOME, securityContact });
  await change({ email: "sec@example.com" });
  expect(account?.securityContact).toMatchObject({ email: "sec@example.com" });
  await change(null);
  expect(account?.securityContact).toBeUndefined();
});

it("changes the named members of an account and no others", async () => {
  const password = { createdAt: "2026-01-01T00:00:00Z" };
  const aws = await startTestAws();
  const account = aws.organization.accounts.get(HOME);
  const change = (body: object) => control(aws, "POST", "accounts", { id: HOME, ...body });
  await change({ alias: "home-alias", root: { password } });
  await change({ state: "SUSPENDED", root: { accessKeys: [{ id: "AKIAROOTKEY000000001", ...password }] } });
  expect(account).toMatchObject({
    name: "home",
    alias: "home-alias",
    state: "SUSPENDED",
    root: {
      password: { createdAt: new Date(password.createdAt) },
      accessKeys: [{ id: "AKIAROOTKEY000000001", status: "Active" }],
    },
  });
  await change({ alias: null, root: { password: null } });
  expect(account?.alias).toBeUndefined();
  expect(account?.root.password).toBeUndefined();
  expect(account?.root.accessKeys).toHaveLength(1);
});

it("sets faults, switches and features", async () => {
  const aws = await startTestAws();
  await control(aws, "POST", "faults", [{ call: "*", kind: "throttled" }]);
  await control(aws, "POST", "switches", { paths: false });
  await control(aws, "POST", "organization", { rootFeatures: [] });
  await expect(aws.iam(HOME_KEY).send(new GetAccountSummaryCommand({}))).rejects.toThrow("Rate exceeded");
  expect(aws.switches).toMatchObject({ paths: false, accountState: "both" });
  expect(aws.organization.rootFeatures).toEqual([]);
});

it.each([
  ["POST", "accounts", { id: "999999999999" }, 400],
  ["POST", "accounts", { id: HOME, colour: "blue" }, 400],
  ["POST", "faults", [{ call: "*", kind: "earthquake" }], 400],
  ["POST", "switches", { paths: "perhaps" }, 400],
  ["POST", "organization", { id: "o-other" }, 400],
  ["GET", "weather", undefined, 404],
])("refuses %s %s of %j", async (method, path, body, status) => {
  const aws = await startTestAws();
  const response = await control(aws, method, path, body);
  expect(response.status).toBe(status);
  expect(await response.json()).toHaveProperty("error");
});

it("lists the accounts as they are", async () => {
  const aws = await startTestAws();
  const accounts = await (await control(aws, "GET", "accounts")).json();
  expect(accounts).toMatchObject([{ name: "management" }, { id: HOME, ou: "Security" }, { name: "member" }]);
});
