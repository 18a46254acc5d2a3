import PQueue from "p-queue";
import { expect, onTestFinished, vi } from "vitest";
import type { Caller } from "../../../src/aws/caller.ts";
import { type CallEntry, calls } from "../../../src/aws/calls.ts";
import type { Clients } from "../../../src/aws/clients.ts";
import { createDoctor } from "../../../src/aws/doctor/diagnose.ts";
import { type DeployedRole, type Sid, type StatementEntry, statements } from "../../../src/aws/statements.ts";
import { systemClock } from "../../../src/clock.ts";
import type { AwsConfig } from "../../../src/config.ts";
import type { Diagnosis, Verdict } from "../../../src/domain/diagnosis.ts";
import type { AccountSpecification, LocalRole } from "../../../src/local-aws/account.ts";
import {
  type LocalOrganization,
  type OrganizationSpecification,
  organization,
} from "../../../src/local-aws/organization.ts";
import { HOME_KEY, type Key, startTestAws } from "../../local-aws/support.ts";
import { CONFIG, impatientClients, quiet, stubCaller } from "../support.ts";

/** An organization in which rootcheck is set up as its README says, and what breaks it. */

export const MANAGEMENT = "100000000001";
export const HOME = "200000000002";
export const MEMBERS = ["300000000003", "400000000004", "500000000005"] as const;
export const HOME_ROLE = `arn:aws:iam::${HOME}:role/rootcheck`;
export const HOST_KEY = {
  accessKeyId: "ASIAHOST000000000001",
  secretAccessKey: "host-secret",
  sessionToken: "host-token",
} satisfies Key;
/** Of an IAM user, who may take the home role on too. */
export const USER_KEY = HOME_KEY;

export const SET_UP: AwsConfig = {
  ...CONFIG,
  memberRole: "rootcheck-audit",
  homeRole: HOME_ROLE,
  rootSessions: "fallback",
};

/** What a role's policies allow, but for some statements. */
export function rightsOf(role: DeployedRole, without: readonly Sid[] = []): string[] {
  const allowed = (sid: Sid) => {
    const { roles }: StatementEntry = statements[sid];
    return roles.includes(role) && !without.includes(sid);
  };
  return Object.values<CallEntry>(calls)
    .filter(({ allowedBy }) => allowedBy.some(allowed))
    .map(({ action }) => action);
}

const contacts = {
  securityContact: { email: "security@example.com" },
  contactInformation: { company: "Example", phone: "+49 30 5550100" },
};
const memberRole = { name: "rootcheck-audit", trusts: [HOME_ROLE] };
const support = { hasPlan: true };

function memberOf(id: string, index: number): AccountSpecification {
  const roles = [{ ...memberRole, allows: rightsOf("member") }];
  return { id, name: `member-${index + 1}`, ou: "Prod", roles, support, ...contacts };
}

export const asItShouldBe: OrganizationSpecification = {
  id: "o-doctortest",
  managementAccount: MANAGEMENT,
  delegatedAdministrators: [{ account: HOME, services: ["iam.amazonaws.com", "account.amazonaws.com"] }],
  rootFeatures: ["RootCredentialsManagement", "RootSessions"],
  callers: [
    { ...HOST_KEY, account: HOME, role: "host" },
    { ...USER_KEY, account: HOME, user: "auditor" },
  ],
  accounts: [
    {
      ...{ id: MANAGEMENT, name: "management", support, ...contacts },
      roles: [{ ...memberRole, allows: rightsOf("management") }],
    },
    {
      ...{ id: HOME, name: "security", ou: "Security", support, ...contacts },
      users: [{ name: "auditor", allows: ["sts:AssumeRole", "sts:AssumeRoot"] }],
      roles: [
        { name: "host", allows: ["sts:AssumeRole"] },
        { name: "rootcheck", trusts: [HOME], allows: rightsOf("home") },
      ],
    },
    ...MEMBERS.map(memberOf),
  ],
};

export interface DoctorOptions {
  readonly config?: Partial<AwsConfig>;
  /** Settings to be left out. */
  readonly without?: readonly (keyof AwsConfig)[];
  readonly as?: Key;
  readonly specification?: Partial<OrganizationSpecification>;
  readonly breakIt?: (organization: LocalOrganization) => void;
  readonly clients?: (url: string) => Clients;
  readonly aheadMilliseconds?: number;
  readonly patienceMilliseconds?: number;
}

/** Under no ceiling, as nothing but this one doctor asks. */
function unlimited(): Caller {
  const underWay = new PQueue();
  return (_, send, signal) => underWay.add(send, signal ? { signal } : {});
}

/** A doctor without its thread, in front of a local AWS. */
export async function startDoctor(options: DoctorOptions = {}) {
  const { config, without = [], as = HOST_KEY, specification, breakIt, aheadMilliseconds = 0 } = options;
  const aws = await startTestAws({ organization: organization({ ...asItShouldBe, ...specification }) });
  breakIt?.(aws.organization);
  stubCaller(aws, as);
  vi.stubEnv("AWS_SESSION_TOKEN", as.sessionToken);
  const settings = Object.entries({ ...SET_UP, ...config }).filter(
    ([name]) => !without.some((each) => each === name),
  );
  const clients = (options.clients ?? impatientClients)(aws.url);
  onTestFinished(() => clients.close());
  const diagnose = createDoctor({
    config: { ...CONFIG, ...Object.fromEntries(settings) },
    ...{ clients, call: unlimited(), clock: systemClock, log: quiet },
    realNow: () => new Date(Date.now() + aheadMilliseconds),
    ...(options.patienceMilliseconds && { patienceMilliseconds: options.patienceMilliseconds }),
  });
  const patient = new AbortController().signal;
  return {
    aws,
    diagnose: (signal = patient) => diagnose({ purpose: "doctor", memberSample: 5 }, signal),
  };
}

/** Something of one account, to be changed. */
export function accountIn({ accounts }: LocalOrganization, id: string) {
  const account = accounts.get(id);
  if (!account) throw new Error(`There is no account ${id}`);
  return account;
}

export function roleIn(given: LocalOrganization, id: string, name = "rootcheck-audit"): LocalRole {
  const role = accountIn(given, id).roles.find((each) => each.name === name);
  if (!role) throw new Error(`There is no role ${name} in ${id}`);
  return role;
}

export function withoutAction(action: string, account = HOME, role = "rootcheck") {
  return (given: LocalOrganization): void => {
    const found = roleIn(given, account, role);
    found.allows = found.allows.filter((each) => each !== action);
  };
}

/** A service control policy. */
export function denying(
  target: string,
  action: string,
  condition?: Record<string, Record<string, string>>,
): NonNullable<OrganizationSpecification["serviceControlPolicies"]>[number] {
  const statement = { Sid: "Stop", Effect: "Deny", Action: action, Resource: "*" } as const;
  return {
    ...{ id: "p-culprit001", name: "culprit", targets: [target] },
    content: { Statement: [{ ...statement, ...(condition && { Condition: condition }) }] },
  };
}

/** Something that does not work, the one line that is about it, and what that has to say. */
export interface Break {
  readonly what: string;
  readonly how: DoctorOptions;
  readonly subject: string;
  readonly verdict: Verdict;
  readonly found: RegExp;
  /** Searched in what the mend does, and the command under it. */
  readonly mend?: RegExp;
}

/** That a break is on its own line, with its mend, and on no other. */
export async function expectOneLine({ how, subject, verdict, found, mend = /\S/ }: Break): Promise<void> {
  const { diagnose } = await startDoctor(how);
  const lines = await diagnose();
  expect(troublesIn(lines)).toEqual(verdict === "off" ? [] : [`${verdict}: ${subject}`]);
  const line = lineOf(lines, subject);
  expect(line).toMatchObject({ verdict, found: expect.stringMatching(found) });
  expect(`${line.mend?.does}\n${line.mend?.text ?? ""}`).toMatch(mend);
}

/** The lines that say that something is to be done, each of which has to say what. */
export function troublesIn(lines: readonly Diagnosis[]): readonly string[] {
  const troubles = lines.filter(({ verdict }) => verdict === "broken" || verdict === "warning");
  for (const { subject, mend } of troubles) expect(mend?.does, subject).toMatch(/\S/);
  expect(new Set(lines.map(({ subject }) => subject)).size).toBe(lines.length);
  return troubles.map(({ subject, verdict }) => `${verdict}: ${subject}`);
}

export function lineOf(lines: readonly Diagnosis[], subject: string): Diagnosis {
  const line = lines.find((each) => each.subject === subject);
  if (!line) throw new Error(`No line is about ${subject}`);
  return line;
}
