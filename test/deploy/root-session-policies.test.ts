import { AssumeRoleCommand, AssumeRootCommand, STSClient } from "@aws-sdk/client-sts";
import { describe, expect, onTestFinished, test } from "vitest";
import { evaluateOrganization } from "../../src/checks/organization/evaluate.ts";
import { everyRootFact, impatientClients } from "../aws/support.ts";
import { failureOf, HOME_KEY, keyOf, START } from "../local-aws/support.ts";
import { textOf } from "./deployed.ts";
import { enforcedAws } from "./enforced-aws.ts";
import { HOME, MEMBER, SHUT } from "./enforced-organization.ts";
import { accountNamed, purpose, readersFor, signal } from "./rounds.ts";

const aws = enforcedAws();

describe("the service control policies", () => {
  const task = (name: string) => ({ arn: `arn:aws:iam::aws:policy/root-task/${name}` });
  const DENIED = { name: "AccessDenied" };
  const AUDIT = task("IAMAuditRootUserCredentials");
  const DELETE = task("IAMDeleteRootUserCredentials");
  const sts = (key: { accessKeyId: string; secretAccessKey: string }) =>
    new STSClient({ endpoint: aws().url, region: "us-east-1", maxAttempts: 1, credentials: { ...key } });
  const open = (client: STSClient, TaskPolicyArn: { arn: string }) =>
    client.send(new AssumeRootCommand({ TargetPrincipal: MEMBER, TaskPolicyArn }));

  test("let the home role alone open root sessions, whoever else may, and only to look", async () => {
    const { organization } = aws();
    const { users = [], roles = [] } = organization.accounts.get(HOME) ?? {};
    const attached = organization.serviceControlPolicies;
    const allow = (allows: string[]) => {
      for (const each of [...users, ...roles]) each.allows = allows;
    };
    onTestFinished(() => {
      organization.serviceControlPolicies = attached;
      allow(["sts:AssumeRole"]);
    });
    const RoleArn = `arn:aws:iam::${HOME}:role/rootcheck`;
    const command = new AssumeRoleCommand({ RoleArn, RoleSessionName: "rootcheck-A1" });
    const home = sts(keyOf((await sts(HOME_KEY).send(command)).Credentials));
    const somebody = sts(HOME_KEY);

    organization.serviceControlPolicies = [];
    await expect(open(home, AUDIT)).resolves.toHaveProperty("Credentials");
    expect(await failureOf(open(home, DELETE)), "by the role's own policy").toMatchObject(DENIED);
    allow(["sts:*"]);
    await expect(open(home, DELETE)).resolves.toHaveProperty("Credentials");
    await expect(open(somebody, AUDIT)).resolves.toHaveProperty("Credentials");

    organization.serviceControlPolicies = attached;
    await expect(open(home, AUDIT)).resolves.toHaveProperty("Credentials");
    expect(await failureOf(open(home, DELETE))).toMatchObject(DENIED);
    expect(await failureOf(open(somebody, AUDIT))).toMatchObject(DENIED);
  });

  test("are what the check asks for", async () => {
    const { readOrganization } = readersFor(impatientClients(aws().url));
    const facts = {
      ...(await readOrganization(purpose, signal)),
      accounts: [HOME, MEMBER].map(accountNamed),
    };
    const results = evaluateOrganization(facts, { rootUnusedDays: 90, emailDomains: [], at: START });
    expect(results.find(({ check }) => check === "org-root-deny-scp")).toMatchObject({ status: "pass" });
  });

  test("nobody but the home role is let into the others, though the own account allows it", async () => {
    const RoleArn = `arn:aws:iam::${MEMBER}:role/rootcheck-audit`;
    const entering = sts(HOME_KEY).send(new AssumeRoleCommand({ RoleArn, RoleSessionName: "x1" }));
    expect(await failureOf(entering)).toMatchObject(DENIED);
  });
});

test("GuardDuty's filter names root sessions alone, and what they ask for", async () => {
  const { readAccount, readKeys } = readersFor(impatientClients(aws().url));
  const account = accountNamed(SHUT);
  await readAccount({ account, wanted: everyRootFact, purpose }, signal);
  await readKeys({ account, report: "ask", isThorough: true, purpose }, signal);
  const asked = aws()
    .calls.filter(({ principal }) => principal.endsWith(":root"))
    .map(({ action }) => action);
  const { Criterion } = JSON.parse(textOf("alarms/guardduty-filter.json"));
  expect(Criterion.type).toEqual({ Equals: ["Policy:IAMUser/ShortTermRootCredentialUsage"] });
  expect(Criterion["service.action.awsApiCallAction.api"].Equals.toSorted()).toEqual(
    [...new Set(asked)].toSorted(),
  );
});
