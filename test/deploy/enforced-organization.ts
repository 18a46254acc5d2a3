import type { AccountSpecification } from "../../src/local-aws/account.ts";
import { reportCsv } from "../../src/local-aws/iam/credential-report-csv.ts";
import { type LocalOrganization, organization } from "../../src/local-aws/organization.ts";
import { type PolicyDocument, policyDocument, trustDocument } from "../../src/local-aws/policy-document.ts";
import { switchesShape } from "../../src/local-aws/switches.ts";
import { HOME, HOME_KEY, MANAGEMENT, MEMBER, START } from "../local-aws/support.ts";
import { policiesOf, textOf } from "./deployed.ts";

export { HOME, MANAGEMENT, MEMBER };
/** Lets nobody in. */
export const SHUT = "400000000004";
/** Is not in the organization, and lets rootcheck in. */
export const OUTSIDE = "500000000005";

/** The folders of deploy/ that have roles, with the account and the role in which each is tried. */
export const ROLES = {
  home: { account: HOME, name: "rootcheck" },
  member: { account: MEMBER, name: "rootcheck-audit" },
  management: { account: MANAGEMENT, name: "rootcheck-audit" },
} as const;

export type RoleName = keyof typeof ROLES;

/** Rights of a role, by the file of deploy/ that gives them. */
export type Rights = Readonly<Record<RoleName, ReadonlyMap<string, PolicyDocument>>>;

/** All that deploy/ has. */
export const everything: Rights = {
  home: documentsOf("home"),
  member: documentsOf("member"),
  management: documentsOf("management"),
};

function documentsOf(role: RoleName): ReadonlyMap<string, PolicyDocument> {
  return new Map([...policiesOf(role)].map(([name, text]) => [name, policyDocument.parse(JSON.parse(text))]));
}

function roleOf(role: RoleName) {
  const trust = textOf(`${role}/trust.json`).replaceAll("111122223333", HOME);
  return {
    name: ROLES[role].name,
    trustPolicy: trustDocument.parse(JSON.parse(trust)),
    documents: [...everything[role].values()],
  };
}

const MONTH_AGO = new Date(START.getTime() - 30 * 86_400_000);
const key = (id: string) => ({ id, createdAt: MONTH_AGO });
const lookedAt = (name: string) =>
  ({
    root: {
      password: { createdAt: MONTH_AGO },
      accessKeys: [key(`AKIA${name.toUpperCase().padEnd(16, "0")}`.slice(0, 20))],
      mfaDevices: [{ kind: "virtual", name: "root", enabledAt: MONTH_AGO }],
    },
    alias: `${name}-alias`,
    support: {
      hasPlan: true,
      cases: [
        {
          submittedBy: `${name}@example.com`,
          createdAt: MONTH_AGO,
          letters: Array.from({ length: 7 }, () => ({ by: `${name}@example.com`, at: MONTH_AGO })),
        },
      ],
    },
    buckets: [
      { name: `${name}-full`, region: "eu-west-1", objects: [{ key: "a" }] },
      { name: `${name}-deleted`, versioned: true, objects: [{ key: "gone", deleted: true }] },
    ],
  }) satisfies Partial<AccountSpecification>;
/** Three keys are more than a credential report shows. */
const ada = { name: "ada", accessKeys: ["1", "2", "3"].map((digit) => key(`AKIAADA00000000000${digit}`)) };

const watched = (account: string) => {
  const topic = `arn:aws:sns:us-east-1:${account}:told`;
  const detail = { userIdentity: { type: ["Root"] } };
  return {
    eventRules: [{ name: "root", pattern: JSON.stringify({ detail }), targets: [topic] }],
    logGroups: [{ name: "trail" }],
    metricFilters: [
      { name: "root", logGroup: "trail", pattern: textOf("alarms/metric-filter.txt"), metric: "Root" },
    ],
    alarms: [{ name: "loud", metric: "Root", actions: [topic] }],
    topics: [{ name: "told", subscriptions: [{ endpoint: "a@example.com" }] }],
  };
};

/** A tiny organization whose roles are those of deploy/, and whose accounts have something of everything to be read. */
export function enforcedOrganization(): LocalOrganization {
  const made = organization({
    id: "o-enforced001",
    managementAccount: MANAGEMENT,
    delegatedAdministrators: [
      { account: HOME, services: ["iam.amazonaws.com", "account.amazonaws.com", "sso.amazonaws.com"] },
    ],
    rootFeatures: ["RootCredentialsManagement"],
    identityCenter: {
      permissionSets: [
        { name: "Admin", policies: ["AdministratorAccess"], accounts: [SHUT] },
        { name: "Own", inlinePolicy: "{}", accounts: [SHUT] },
      ],
    },
    serviceControlPolicies: [policyOf("root-sessions", 1), policyOf("deny-root-users", 2)],
    callers: [{ ...HOME_KEY, account: HOME, user: "runner" }],
    accounts: [
      {
        ...lookedAt("management"),
        id: MANAGEMENT,
        name: "management",
        users: [ada],
        roles: [roleOf("management")],
      },
      {
        ...{ ...lookedAt("home"), id: HOME, name: "home", ou: "Security" },
        users: [ada, { name: "runner", allows: ["sts:AssumeRole"] }],
        roles: [roleOf("home")],
      },
      {
        ...lookedAt("member"),
        id: MEMBER,
        name: "member",
        ou: "Prod",
        users: [ada],
        roles: [roleOf("member")],
      },
      { ...lookedAt("shut"), id: SHUT, name: "shut", ou: "Prod" },
      {
        ...lookedAt("outside"),
        id: OUTSIDE,
        name: "outside",
        inOrganization: false,
        roles: [roleOf("member")],
      },
    ].map((account) => ({ ...account, monitoring: watched(account.id) })),
  });
  for (const account of made.accounts.values()) {
    const content = reportCsv(made, account, switchesShape.parse({}));
    account.report = { startedAt: new Date(START.getTime() - 3_600_000), content };
  }
  return made;
}

/** A policy of deploy/, over the whole organization. */
function policyOf(name: string, number: number) {
  const text = textOf(`organization/${name}.json`).replaceAll("111122223333", HOME);
  return {
    id: `p-enforced${number}`,
    name,
    targets: ["root"],
    content: policyDocument.parse(JSON.parse(text)),
  };
}

/** Gives the roles these rights, and no others. */
export function grant(made: LocalOrganization, rights: Rights): void {
  for (const account of made.accounts.values())
    for (const role of account.roles) {
      const { documents } = role;
      if (documents) role.documents = [...rights[roleNameOf(account.id)].values()];
    }
}

/** The folder of deploy/ that the role of an account comes from. */
export function roleNameOf(account: string): RoleName {
  if (account === HOME) return "home";
  return account === MANAGEMENT ? "management" : "member";
}
