import { expect, test } from "vitest";
import { tried } from "../../../src/aws/doctor/trying.ts";
import type { LocalOrganization } from "../../../src/local-aws/organization.ts";
import {
  accountIn,
  type Break,
  denying,
  expectOneLine,
  HOME_ROLE,
  MANAGEMENT,
  MEMBERS,
  roleIn,
  withoutAction,
} from "./support.ts";

const [_FIRST, SECOND] = MEMBERS;
const ROOT_ALONE = { StringLike: { "aws:PrincipalArn": "arn:aws:iam::*:root" } };

const inMembers = (change: (given: LocalOrganization, id: string) => void) => (given: LocalOrganization) => {
  for (const id of MEMBERS) change(given, id);
};

const breaks: readonly Break[] = [
  {
    what: "accounts that cannot be listed",
    how: { breakIt: withoutAction("organizations:ListAccounts") },
    subject: "List of accounts",
    verdict: "broken",
    found: /organizations:ListAccounts is not allowed/,
    mend: /deploy\/home\/core.json/,
  },
  {
    what: "one account without the role",
    how: {
      breakIt: (given) => {
        accountIn(given, SECOND).roles = [];
      },
    },
    subject: "Member role",
    verdict: "warning",
    found: /1 of 4 accounts that were tried cannot be entered: member-2 \(400000000004\)/,
    mend: /create-role --role-name rootcheck-audit .*s#111122223333#200000000002#.*deploy\/member\/trust.json/s,
  },
  {
    what: "the management account without the role",
    how: {
      breakIt: (given) => {
        accountIn(given, MANAGEMENT).roles = [];
      },
    },
    subject: "Member role",
    verdict: "broken",
    found: /1 of 4 .*: management \(100000000001\)/,
    mend: /create-role/,
  },
  {
    what: "trust in another role",
    how: {
      breakIt: (given) => {
        for (const id of [MANAGEMENT, ...MEMBERS]) roleIn(given, id).trusts = [`${HOME_ROLE}2`];
      },
    },
    subject: "Member role",
    verdict: "broken",
    found:
      /4 of 4 .*: management \(100000000001\), member-1 \(300000000003\), member-2 \(400000000004\) and 1 more\. .*does not name arn:aws:iam::200000000002:role\/rootcheck/,
    mend: /update-assume-role-policy --role-name rootcheck-audit/,
  },
  {
    what: "an external id",
    how: {
      breakIt: inMembers((given, id) => {
        roleIn(given, id).externalId = "x";
      }),
    },
    subject: "Member role",
    verdict: "warning",
    found: /sts:ExternalId \(ROOTCHECK_EXTERNAL_ID\)/,
  },
  {
    what: "another external id, without root sessions",
    how: {
      config: { externalId: "mine", rootSessions: "off" },
      breakIt: inMembers((given, id) => {
        roleIn(given, id).externalId = "yours";
      }),
    },
    subject: "Member role",
    verdict: "broken",
    found: /3 of 4 .*another sts:ExternalId than ROOTCHECK_EXTERNAL_ID/,
    // A trust policy without the condition would let go of it.
    mend: /update-assume-role-policy .*"sts:ExternalId": "'"\$\{ROOTCHECK_EXTERNAL_ID:\?\}"'"/,
  },
  {
    what: "a home role that may enter none",
    how: { breakIt: withoutAction("sts:AssumeRole") },
    subject: "Member role",
    verdict: "broken",
    found: /The policy of arn:.*does not let it take on rootcheck-audit \(ROOTCHECK_MEMBER_ROLE\)/,
    mend: /EnterOtherAccounts.*deploy\/home\/core.json/s,
  },
  {
    what: "a policy that keeps home from entering",
    how: {
      specification: {
        serviceControlPolicies: [
          denying("Security", "sts:AssumeRole", { ArnLike: { "aws:PrincipalArn": HOME_ROLE } }),
        ],
      },
    },
    subject: "Member role",
    verdict: "broken",
    found: /p-culprit001, statement Stop/,
    mend: /ArnNotLike.*rootcheck/,
  },
  {
    what: "a read that members do not allow",
    how: {
      breakIt: inMembers((given, id) =>
        withoutAction("iam:GenerateCredentialReport", id, "rootcheck-audit")(given),
      ),
    },
    subject: "What an audit reads",
    verdict: "broken",
    found: /In member-1 \(300000000003\): .*iam:GenerateCredentialReport is not allowed/,
    mend: /--role-name rootcheck-audit .*deploy\/member\/core.json/,
  },
  {
    what: "a read that home does not allow",
    how: { breakIt: withoutAction("iam:ListVirtualMFADevices") },
    subject: "What an audit reads",
    verdict: "broken",
    found: /In the home account/,
    mend: /deploy\/home\/core.json/,
  },
  {
    what: "a statement of the role's own that denies a read",
    how: {
      breakIt: inMembers((given, id) => {
        const denied = { Effect: "Deny", Action: "iam:GetCredentialReport", Resource: "*" } as const;
        roleIn(given, id).documents = [{ Version: "2012-10-17", Statement: [denied] }];
      }),
    },
    subject: "What an audit reads",
    verdict: "broken",
    found: /In member-1 \(300000000003\): .*iam:GetCredentialReport by this: identity-based policy/,
    mend: /A statement that allows it does not help/,
  },
  {
    what: "a policy that denies the member role",
    how: { specification: { serviceControlPolicies: [denying("Prod", "iam:Get*")] } },
    subject: "Service control policies",
    verdict: "broken",
    found:
      /p-culprit001, statement Stop, denies iam:GetAccountSummary to the member role in member-1 \(300000000003\), member-2/,
    mend: /"ArnNotLike": .*arn:aws:iam::\*:role\/rootcheck-audit/,
  },
  {
    what: "a policy that denies root sessions too",
    how: { specification: { serviceControlPolicies: [denying("root", "*", ROOT_ALONE)] } },
    subject: "Service control policies",
    verdict: "broken",
    found: /to the root session in member-1/,
    mend: /"Null": \{ "aws:AssumedRoot": "true" \}/,
  },
  {
    what: "policies that cannot be read",
    how: { breakIt: withoutAction("organizations:ListPolicies") },
    subject: "Service control policies",
    verdict: "broken",
    found: /organizations:ListPolicies is not allowed/,
    mend: /deploy\/home\/core.json/,
  },
  {
    what: "contacts that home may not ask for",
    how: { breakIt: withoutAction("account:GetAlternateContact") },
    subject: "Contacts",
    verdict: "broken",
    found: /account:GetAlternateContact is not allowed/,
    mend: /ReadContacts.*deploy\/home\/core.json/s,
  },
  {
    what: "contacts that the management account keeps",
    how: { breakIt: withoutAction("account:GetContactInformation", MANAGEMENT, "rootcheck-audit") },
    subject: "Contacts",
    verdict: "broken",
    found: /In the management account/,
    mend: /ReadItsContacts.*deploy\/management\/core.json/s,
  },
  {
    what: "addresses that home may not ask for",
    how: { breakIt: withoutAction("account:GetPrimaryEmail") },
    subject: "Root e-mail addresses",
    verdict: "broken",
    found: /account:GetPrimaryEmail is not allowed/,
    mend: /AskMembersAddresses.*deploy\/home\/core.json/s,
  },
];

test.each(breaks)("of the accounts: $what", expectOneLine);

test.each([
  ["because no service control policy allows the sts:AssumeRole action", "scp-list", undefined],
  ["with an explicit deny in a service control policy", "scp", undefined],
  [
    "because no permissions boundary allows the sts:AssumeRole action",
    "other-policy",
    "permissions boundary",
  ],
  ["with an explicit deny in a VPC endpoint policy", "other-policy", "VPC endpoint policy"],
  ["with an explicit deny in a resource control policy", "other-policy", "resource control policy"],
  ["because no identity-based policy allows the sts:AssumeRole action", "policy", undefined],
])("AWS's words are told apart: %s", async (words, because, kind) => {
  const error = Object.assign(new Error(`User: x is not authorized to perform: sts:AssumeRole ${words}`), {
    name: "AccessDenied",
  });
  const refused = await tried("sts:AssumeRole", "member role", () => Promise.reject(error));
  expect(refused).toMatchObject({ ok: false, because });
  expect("kind" in refused ? refused.kind : undefined).toBe(kind);
});
