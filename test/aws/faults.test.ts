import { expect, test } from "vitest";
import { createClients } from "../../src/aws/clients.ts";
import type { FaultKind } from "../../src/local-aws/faults.ts";
import { everyRootFact, gistOf, gistsOf, impatientClients, startReadingAws } from "./support.ts";

const kinds: readonly (readonly [FaultKind, string])[] = [
  ["throttled", "throttled"],
  ["http-500", "unreachable"],
  ["cut", "unreachable"],
  ["slow", "unreachable"],
  ["nonsense", "unexpected-answer"],
  ["half", "unexpected-answer"],
  ["empty", "unexpected-answer"],
  ["access-denied", "access-denied"],
];

/** Which answer is spoiled, and which facts cannot be known then. */
const spoiled: readonly (readonly [call: string, open: readonly string[], rootSessions: "off" | "first"])[] =
  [
    ["sts:GetCallerIdentity", everyRootFact, "off"],
    ["sts:AssumeRole", everyRootFact, "off"],
    ["iam:GetAccountSummary", ["passwordPresent", "signingCertificatesPresent"], "first"],
    ["iam:ListVirtualMFADevices", ["mfaDevices"], "off"],
    ["iam:GenerateCredentialReport", ["accessKeys", "passwordLastUsed"], "off"],
    ["iam:ListAccessKeys", ["accessKeys"], "first"],
    ["iam:ListMFADevices", ["mfaDevices"], "first"],
    ["iam:GetUser", ["passwordLastUsed"], "first"],
  ];

const root = {
  password: { createdAt: new Date("2024-01-01") },
  accessKeys: [{ id: "AKIAROOTOFMEMBER0001", createdAt: new Date("2023-01-01") }],
  mfaDevices: [{ kind: "virtual", name: "device", enabledAt: new Date("2024-01-01") } as const],
};

const cases = kinds.flatMap(([kind, code]) =>
  spoiled
    // One that is slow is enough: each waits for the client to lose patience.
    .filter(([call]) => kind !== "slow" || call === "iam:ListMFADevices")
    .map((each) => [kind, ...each, code] as const),
);

test.each(cases)("%s from %s leaves open %j", async (kind, call, open, rootSessions, code) => {
  const { readFacts, aws } = await startReadingAws({
    aws: { member: { root, roles: rootSessions === "off" ? [readerRole] : [] } },
    config: { rootSessions },
    clients: (url) => impatientClients(url, kind === "slow" ? 1_500 : 10_000),
  });
  aws.setFaults([{ call, kind, times: 99, delayMs: 5_000 }]);
  const gists = gistsOf(await readFacts());
  const failed = Object.entries(gists).filter(([, gist]) => gist === code);
  expect(failed.map(([fact]) => fact)).toEqual(everyRootFact.filter((fact) => open.includes(fact)));
});

const readerRole = { name: "reader", trusts: ["200000000002"], allows: ["iam:*"] };

test("what passes is tried again until it has passed", async () => {
  const clients = await createClients(5);
  const { readFacts, aws } = await startReadingAws({ clients: () => clients, aws: { member: { root } } });
  aws.setFaults([
    { call: "sts:AssumeRole", kind: "cut" },
    { call: "iam:GetAccountSummary", kind: "throttled" },
    { call: "iam:ListVirtualMFADevices", kind: "http-500" },
  ]);
  const facts = await readFacts();
  expect(gistOf(facts.passwordPresent)).toBe(true);
  expect(gistOf(facts.mfaDevices)).toMatchObject({ devices: [{ kind: "virtual" }] });
  expect(aws.calls.filter(({ outcome }) => outcome !== "ok").map(({ action }) => action)).toEqual([
    "AssumeRole",
    "GetAccountSummary",
    "ListVirtualMFADevices",
  ]);
  clients.close();
});
