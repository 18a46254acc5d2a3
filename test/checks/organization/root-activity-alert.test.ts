import { expect, test } from "vitest";
import { rootActivityAlert as check } from "../../../src/checks/organization/root-activity-alert.ts";
import type { Account } from "../../../src/domain/account.ts";
import { known, type Unreadable, unread } from "../../../src/domain/read.ts";
import type {
  RootActivityAlert,
  RootActivityAlerts,
  RootActivityLook,
} from "../../../src/domain/root-activity.ts";
import { accountOf } from "../../support/audits.ts";
import { organizationFacts } from "../../support/organization-facts.ts";
import { denied, readAt } from "../../support/root-facts.ts";

const place = { account: "000000000001", region: "us-east-1" };
const elsewhere = { account: "000000000002", region: "eu-west-1" };
const looked: readonly RootActivityLook[] = [
  { ...place, kind: "event rule", rung: "own credentials" },
  { ...place, kind: "metric filter", rung: "own credentials" },
];

const alert = (given: Partial<RootActivityAlert> = {}): RootActivityAlert => ({
  ...place,
  kind: "metric filter",
  name: "root",
  watches: "organization",
  noticesRootSessions: false,
  ...given,
});

const refused: Unreadable = {
  ...denied,
  call: "events:ListRules",
  detail: "events:ListRules is not allowed",
};
const WHERE = "in 000000000001 us-east-1";
const ON_SESSIONS = "; sessions of AssumeRoot set it off too, rootcheck's own among them";

/** The verdict on what was found: status, headline, summary and detail. */
function judged(found: Partial<RootActivityAlerts>, accounts?: readonly Account[]) {
  const value = { alerts: [], looked, unseen: [], ...found };
  const origin = { call: "events:ListRules", field: "Rules", rung: "own credentials", readAt } as const;
  const facts = organizationFacts({
    rootActivityAlerts: known(value, origin),
    ...(accounts && { accounts }),
  });
  return check.evaluate(facts);
}

function told(found: Partial<RootActivityAlerts>, accounts?: readonly Account[]): readonly string[] {
  const verdict = judged(found, accounts);
  const head = verdict.status === "fail" ? [verdict.headline] : [];
  return [verdict.status, ...head, verdict.summary.join(""), verdict.detail?.join("") ?? ""];
}

const NOBODY = "Nobody would notice a sign-in as root";
const ONE_ONLY = "A sign-in as root is noticed in one account only";

test.each<[string, Partial<RootActivityAlerts>, readonly string[]]>([
  ["a good one", { alerts: [alert()] }, ["pass", "by metric filter", `metric filter root ${WHERE}`]],
  [
    "a good one that rootcheck sets off",
    { alerts: [alert({ kind: "event rule", noticesRootSessions: true })] },
    ["pass", "by event rule", `event rule root ${WHERE}${ON_SESSIONS}`],
  ],
  [
    "a good one among others",
    { alerts: [alert({ flaw: "x" }), alert({ watches: "own account" }), alert({ name: "good" })] },
    ["pass", "by metric filter", `metric filter good ${WHERE}`],
  ],
  [
    "a good one, though not everywhere could be looked",
    { alerts: [alert()], unseen: [{ ...place, why: refused }] },
    ["pass", "by metric filter", `metric filter root ${WHERE}`],
  ],
  ["none", {}, ["fail", NOBODY, "none", "Looked in 000000000001 us-east-1"]],
  [
    "one with a flaw",
    { alerts: [alert({ flaw: "the rule is disabled" })] },
    ["fail", NOBODY, "tells nobody", `metric filter root ${WHERE}: the rule is disabled`],
  ],
  [
    "the own account's alone",
    { alerts: [alert({ watches: "own account" })] },
    [
      "fail",
      ONE_ONLY,
      "not of every account",
      `metric filter root ${WHERE}: it watches the root of its own account only`,
    ],
  ],
  [
    "many, the first three named",
    { alerts: ["a", "b", "c", "d"].map((name) => alert({ name, flaw: "f" })) },
    [
      "fail",
      NOBODY,
      "tells nobody",
      `metric filter a ${WHERE}: f; metric filter b ${WHERE}: f; metric filter c ${WHERE}: f; and 1 more`,
    ],
  ],
  [
    "one that could not be read to the end",
    { alerts: [alert({ doubt: refused })] },
    [
      "unknown",
      "access denied: events:ListRules is not allowed",
      `metric filter root ${WHERE}: events:ListRules is not allowed`,
    ],
  ],
  [
    "a doubtful one of the own account fails all the same",
    { alerts: [alert({ watches: "own account", doubt: refused })] },
    ["fail", NOBODY, "tells nobody", `metric filter root ${WHERE}: events:ListRules is not allowed`],
  ],
  [
    "none, where not everywhere could be looked",
    { looked: [], unseen: [{ ...place, why: refused }] },
    ["unknown", "access denied: events:ListRules is not allowed", ""],
  ],
])("%s", (_name, found, expected) => {
  expect(told(found)).toEqual(expected);
});

test("an account that is alone needs no more than its own", () => {
  const found = { alerts: [alert({ watches: "own account" })] };
  expect(told(found, [accountOf(1)])[0]).toBe("pass");
  expect(told(found, [accountOf(2)])[0]).toBe("fail");
  expect(told(found, [])[0]).toBe("fail");
});

test("nothing could be read", () => {
  const verdict = check.evaluate(organizationFacts({ rootActivityAlerts: unread(refused) }));
  expect(verdict).toMatchObject({ status: "unknown", reason: { code: "access-denied" } });
});

test("a failure is the same in whichever order alerts come, and another with another flaw", () => {
  const [one, two] = [alert({ name: "a", flaw: "f" }), alert({ name: "b", flaw: "f" })];
  const print = (...alerts: readonly RootActivityAlert[]) => {
    const verdict = judged({ alerts });
    return verdict.status === "fail" ? verdict.fingerprint : undefined;
  };
  expect(print(one, two)).toEqual(print(two, one));
  expect(print(one)).not.toEqual(print({ ...one, flaw: "g" }));
});

test("each look is evidence, with the access that it took", () => {
  const { evidence } = judged({
    alerts: [
      alert(),
      alert({ kind: "event rule", flaw: "f" }),
      alert({ flaw: "f" }),
      alert({ ...elsewhere, flaw: "f" }),
    ],
    looked: [...looked, { ...elsewhere, kind: "metric filter", rung: "member role" }],
    unseen: [{ ...elsewhere, why: refused }],
  });
  expect(evidence.map(({ call, field, rung, value }) => `${call} ${field} by ${rung}: ${value}`)).toEqual([
    "events:ListRules Rules by own credentials: 1 about root in 000000000001 us-east-1",
    "logs:DescribeMetricFilters metricFilters by own credentials: 2 about root in 000000000001 us-east-1",
    "logs:DescribeMetricFilters metricFilters by member role: 1 about root in 000000000002 eu-west-1",
  ]);
});
