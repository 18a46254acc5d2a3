import { describe, expect, test } from "vitest";
import type { AccountSpecification } from "../../src/local-aws/account.ts";
import { HOME, MANAGEMENT, MANAGEMENT_KEY, sampleOrganization } from "../local-aws/support.ts";
import { type AwsOptions, impatientClients, startReadingAws } from "./support.ts";

type Monitoring = NonNullable<AccountSpecification["monitoring"]>;

const REGION = "us-east-1";
const TOPIC = `arn:aws:sns:${REGION}:${MANAGEMENT}:told`;
const CIS =
  '{ $.userIdentity.type = "Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType != "AwsServiceEvent" }';

const topic = (confirmed = true) => ({
  name: "told",
  subscriptions: [{ endpoint: "a@example.com", confirmed }],
});
const signIn = {
  "detail-type": ["AWS Console Sign In via CloudTrail"],
  detail: { userIdentity: { type: ["Root"] } },
};

/** A filter with an alarm whose topic somebody has confirmed, on the trail of the organization. */
function filtering(change: Partial<Monitoring> = {}): Monitoring {
  return {
    logGroups: [{ name: "trail", streams: [`o-testtest01_${HOME}_CloudTrail_${REGION}`] }],
    metricFilters: [{ name: "cis", logGroup: "trail", pattern: CIS, metric: "Root" }],
    alarms: [{ name: "loud", metric: "Root", actions: [TOPIC] }],
    topics: [topic()],
    ...change,
  };
}

/** A rule on the bus that the organization's accounts may put events on. */
function ruling(pattern: object = signIn, change: object = {}, organizationId = "o-testtest01"): Monitoring {
  const statement = { Effect: "Allow", Principal: "*", Action: "events:PutEvents", Resource: "*" };
  const Condition = { StringEquals: { "aws:PrincipalOrgID": organizationId } };
  return {
    eventBuses: [{ name: "security", policy: JSON.stringify({ Statement: [{ ...statement, Condition }] }) }],
    eventRules: [
      { name: "rule", bus: "security", pattern: JSON.stringify(pattern), targets: [TOPIC], ...change },
      { name: "every-night" },
    ],
    topics: [topic()],
  };
}

/** What is read where the management account is watched so. */
async function readWith(monitoring: Monitoring, options: AwsOptions = {}, allows = ["*"]) {
  const organization = sampleOrganization();
  const [management, member] = [
    organization.accounts.get(MANAGEMENT),
    organization.accounts.get("300000000003"),
  ];
  const role = member?.roles[0];
  if (!management || !role) throw new Error("The sample has them.");
  const watched = sampleOrganization({ member: { monitoring } }).accounts.get("300000000003");
  Object.assign(management, { roles: [{ ...role, allows }], monitoring: watched?.monitoring });
  const reading = await startReadingAws({ ...options, aws: { organization, ...options.aws } });
  return { ...reading, read: async () => (await reading.readOrganization()).rootActivityAlerts };
}

/** What was found, in short. */
async function foundWith(monitoring: Monitoring) {
  const { read } = await readWith(monitoring);
  const found = await read();
  if (!found.known) throw new Error(found.why.detail);
  expect(found.value.unseen).toEqual([]);
  return found.value.alerts.map(({ kind, watches, flaw = "-", doubt = { call: "-" } }) => {
    expect(flaw === "-" || doubt.call === "-").toBe(true);
    return `${kind}, ${watches}: ${flaw} ${doubt.call}`;
  });
}

describe("a metric filter", () => {
  test.each<[string, Monitoring, string | undefined]>([
    ["that tells somebody", filtering(), "organization: - -"],
    [
      "of another Region is not looked at",
      filtering({
        metricFilters: [{ name: "x", region: "eu-west-1", logGroup: "trail", pattern: CIS, metric: "Root" }],
      }),
      undefined,
    ],
    [
      "on something else does not count",
      filtering({
        metricFilters: [
          { name: "x", logGroup: "trail", pattern: "{ $.errorCode = AccessDenied }", metric: "Root" },
        ],
      }),
      undefined,
    ],
    [
      "on every record does not count",
      filtering({ metricFilters: [{ name: "x", logGroup: "trail", pattern: "", metric: "Root" }] }),
      undefined,
    ],
    [
      "on the trail of one account",
      filtering({ logGroups: [{ name: "trail", streams: [`${MANAGEMENT}_CloudTrail_${REGION}`] }] }),
      "own account: - -",
    ],
    ["on a group that is gone", filtering({ logGroups: [] }), "organization: - logs:DescribeLogStreams"],
    ["without an alarm", filtering({ alarms: [] }), "organization: no alarm is set on its metric -"],
    [
      "with another's alarm",
      filtering({ alarms: [{ name: "a", metric: "Other", actions: [TOPIC] }] }),
      "organization: no alarm is set on its metric -",
    ],
    [
      "whose alarm does nothing",
      filtering({ alarms: [{ name: "a", metric: "Root" }] }),
      "organization: its alarm a has no action -",
    ],
    [
      "whose alarm is switched off",
      filtering({ alarms: [{ name: "a", metric: "Root", actions: [TOPIC], actionsEnabled: false }] }),
      "organization: the actions of its alarm a are switched off -",
    ],
    [
      "that nobody has confirmed",
      filtering({ topics: [topic(false)] }),
      "organization: nobody has confirmed a subscription to its topic told -",
    ],
    ["whose topic cannot be read", filtering({ topics: [] }), "organization: - sns:ListSubscriptionsByTopic"],
    [
      "with one alarm of two that tells",
      filtering({
        alarms: [
          { name: "a", metric: "Root" },
          { name: "b", metric: "Root", actions: [TOPIC] },
        ],
      }),
      "organization: - -",
    ],
    [
      "with one action of two that tells",
      filtering({
        alarms: [
          { name: "a", metric: "Root", actions: [`${TOPIC}2`, `arn:aws:lambda:${REGION}:1:function:page`] },
        ],
      }),
      "organization: - -",
    ],
    [
      "on what is not understood",
      filtering({ metricFilters: [{ name: "x", logGroup: "trail", pattern: '"Root"', metric: "Root" }] }),
      "own account: its pattern is not understood here -",
    ],
    [
      "on what is not understood, nor about root",
      filtering({ metricFilters: [{ name: "x", logGroup: "trail", pattern: "ERROR", metric: "Root" }] }),
      undefined,
    ],
    [
      "on users alone",
      filtering({
        metricFilters: [
          {
            name: "x",
            logGroup: "trail",
            pattern: '{ $.eventName = "ConsoleLogin" && $.userIdentity.type = "IAMUser" }',
            metric: "Root",
          },
        ],
      }),
      "own account: its pattern leaves root out -",
    ],
  ])("%s", async (_what, monitoring, expected) => {
    expect(await foundWith(monitoring)).toEqual(expected === undefined ? [] : [`metric filter, ${expected}`]);
  });
});

describe("an event rule", () => {
  const calls = {
    "detail-type": ["AWS API Call via CloudTrail"],
    detail: { userIdentity: { type: ["Root"] } },
  };
  test.each<[string, Monitoring, string | undefined]>([
    ["that tells somebody", ruling(), "organization: - -"],
    ["on the bus of the account", { ...ruling(signIn, { bus: "default" }) }, "own account: - -"],
    ["on the bus of another organization", ruling(signIn, {}, "o-somebodyelse"), "own account: - -"],
    ["on one account", ruling({ ...signIn, account: [MANAGEMENT] }), "own account: - -"],
    ["of another Region", ruling(signIn, { region: "eu-west-1" }), undefined],
    ["on something else", ruling({ source: ["aws.ec2"] }), undefined],
    ["that is disabled", ruling(signIn, { state: "DISABLED" }), "organization: the rule is disabled -"],
    ["without a target", ruling(signIn, { targets: [] }), "organization: the rule has no target -"],
    [
      "that only passes on",
      ruling(signIn, { targets: [`arn:aws:events:${REGION}:${HOME}:event-bus/central`] }),
      "organization: it only passes events on to event-bus/central -",
    ],
    [
      "that passes on to the bus of another account",
      ruling(signIn, { targets: [`arn:aws:events:${REGION}:700000000007:event-bus/central`] }),
      "organization: - events:ListTargetsByRule",
    ],
    [
      "that passes on to the bus of another Region",
      ruling(signIn, { targets: [`arn:aws:events:eu-west-1:${HOME}:event-bus/central`] }),
      "organization: - events:ListTargetsByRule",
    ],
    [
      "of one account that tells, and passes on to where the others may",
      ruling(signIn, {
        bus: "default",
        targets: [TOPIC, `arn:aws:events:${REGION}:700000000007:event-bus/central`],
      }),
      "organization: - events:ListTargetsByRule",
    ],
    [
      "of all accounts that tells, and passes on",
      ruling(signIn, { targets: [TOPIC, `arn:aws:events:${REGION}:700000000007:event-bus/central`] }),
      "organization: - -",
    ],
    [
      "that is disabled, wherever it would pass on to",
      ruling(signIn, { state: "DISABLED", targets: ["arn:aws:events:x:700000000007:event-bus/central"] }),
      "organization: the rule is disabled -",
    ],
    [
      "that nobody has confirmed",
      { ...ruling(), topics: [topic(false)] },
      "organization: nobody has confirmed a subscription to its topic told -",
    ],
    ["on calls alone", ruling(calls), "own account: it notices what root calls, not its sign-in -"],
    [
      "on users alone",
      ruling({ ...signIn, detail: { userIdentity: { type: ["IAMUser"] } } }),
      "own account: its pattern leaves root out -",
    ],
    [
      "on what is not understood",
      ruling({ ...signIn, time: [{ numeric: [">", 1] }] }),
      "own account: its pattern is not understood here -",
    ],
  ])("%s", async (_what, monitoring, expected) => {
    expect(await foundWith(monitoring)).toEqual(expected === undefined ? [] : [`event rule, ${expected}`]);
  });

  test("is found on whichever page and bus", async () => {
    const { read } = await readWith(ruling(), { aws: { switches: { pageSize: 1, emptyPages: true } } });
    expect(await read()).toMatchObject({
      value: { alerts: [{ name: "rule", account: MANAGEMENT, region: REGION }] },
    });
  });
});

test.each([
  ["set off by root sessions", CIS, true],
  ["that spares them", CIS.replace("}", "&& $.userIdentity.sessionContext.assumedRoot NOT EXISTS }"), false],
])("an alert %s says so", async (_what, pattern, noticesRootSessions) => {
  const { read } = await readWith(
    filtering({ metricFilters: [{ name: "x", logGroup: "trail", pattern, metric: "Root" }] }),
  );
  expect(await read()).toMatchObject({ value: { alerts: [{ noticesRootSessions }] } });
});

describe("where is looked", () => {
  const RULES = { kind: "event rule", region: REGION } as const;
  const FILTERS = { kind: "metric filter", region: REGION } as const;
  const ours = (account: string) =>
    [RULES, FILTERS].map((look) => ({ ...look, account, rung: "own credentials" }));
  const theirs = [RULES, FILTERS].map((look) => ({ ...look, account: MANAGEMENT, rung: "member role" }));

  test("the own account and the management account", async () => {
    const { read } = await readWith({});
    expect(await read()).toMatchObject({ value: { looked: [...ours(HOME), ...theirs], unseen: [] } });
  });

  test("the management account alone, from itself", async () => {
    const { read } = await readWith({}, { as: MANAGEMENT_KEY });
    expect(await read()).toMatchObject({ value: { looked: ours(MANAGEMENT) } });
  });

  test("what is denied is said, and takes nothing else with it", async () => {
    const { read } = await readWith(ruling(), {}, ["events:*", "sns:*"]);
    const why = { code: "access-denied", call: "logs:DescribeMetricFilters", rung: "member role" };
    expect(await read()).toMatchObject({
      value: {
        alerts: [{ name: "rule" }],
        looked: [...ours(HOME), { ...RULES, account: MANAGEMENT, rung: "member role" }],
        unseen: [{ account: MANAGEMENT, region: REGION, why }],
      },
    });
  });

  test("without a way into the management account", async () => {
    const { read, aws } = await readWith(ruling());
    for (const account of aws.organization.accounts.values()) account.roles = [];
    expect(await read()).toMatchObject({
      value: { looked: ours(HOME), unseen: [{ account: MANAGEMENT, why: { call: "sts:AssumeRole" } }] },
    });
  });

  describe("by an app in another Region, its logs too", () => {
    const OWN_REGION = "eu-central-1";
    const clients = (url: string) => impatientClients(url, 10_000, OWN_REGION);
    const there = filtering({
      logGroups: [
        { name: "trail", region: OWN_REGION, streams: [`o-testtest01_${HOME}_CloudTrail_${OWN_REGION}`] },
      ],
      metricFilters: [{ name: "cis", region: OWN_REGION, logGroup: "trail", pattern: CIS, metric: "Root" }],
      alarms: [
        { name: "loud", region: OWN_REGION, metric: "Root", actions: [TOPIC.replace(REGION, OWN_REGION)] },
      ],
      topics: [{ ...topic(), region: OWN_REGION }],
    });

    test("but not its rules, which root's sign-ins do not reach", async () => {
      const { read } = await readWith(ruling(signIn, { region: OWN_REGION }), { clients });
      const byLogs = { ...FILTERS, region: OWN_REGION };
      expect(await read()).toMatchObject({
        value: {
          alerts: [],
          looked: [
            ...ours(HOME),
            { ...byLogs, account: HOME },
            ...theirs,
            { ...byLogs, account: MANAGEMENT, rung: "member role" },
          ],
          unseen: [],
        },
      });
    });

    test("where it cannot be told whether the trail takes in root's sign-ins", async () => {
      const { read } = await readWith(there, { clients });
      const alert = { name: "cis", account: MANAGEMENT, region: OWN_REGION, watches: "organization" };
      const doubt = { code: "missing-in-answer", rung: "member role" };
      expect(await read()).toMatchObject({ value: { alerts: [{ ...alert, doubt }] } });
    });

    test("where a flaw is one", async () => {
      const { read } = await readWith({ ...there, alarms: [] }, { clients });
      const alert = { name: "cis", region: OWN_REGION, flaw: "no alarm is set on its metric" };
      const found = await read();
      expect(found).toMatchObject({ value: { alerts: [alert] } });
      expect(found.known && found.value.alerts[0]).not.toHaveProperty("doubt");
    });
  });

  test.each([
    ["access-denied", "access-denied"],
    ["throttled", "throttled"],
    ["http-500", "unreachable"],
  ] as const)("nowhere, where AWS does not say which organization it is: %s", async (kind, code) => {
    const { read, aws } = await readWith(ruling());
    aws.setFaults([{ call: "organizations:DescribeOrganization", kind, times: 9 }]);
    const why = { code, call: "organizations:DescribeOrganization", rung: "own credentials" };
    expect(await read()).toMatchObject({ known: false, why });
  });

  test("everywhere, as soon as AWS says it again", async () => {
    const { read, aws } = await readWith(ruling());
    aws.setFaults([{ call: "organizations:DescribeOrganization", kind: "http-500", times: 1 }]);
    expect(await read()).toMatchObject({ known: false });
    expect(await read()).toMatchObject({ value: { alerts: [{ watches: "organization" }] } });
  });

  test("the own account alone, where AWS says that it is in no organization", async () => {
    const { read, aws } = await readWith({});
    for (const account of aws.organization.accounts.values()) account.inOrganization = false;
    expect(await read()).toMatchObject({ value: { looked: ours(HOME), unseen: [] } });
  });

  test("nowhere", async () => {
    const { read, aws } = await readWith({});
    aws.setFaults([
      { call: "events:ListEventBuses", kind: "access-denied", times: 2 },
      { call: "logs:DescribeMetricFilters", kind: "access-denied", times: 2 },
    ]);
    expect(await read()).toMatchObject({ known: false, why: { code: "access-denied" } });
  });
});
