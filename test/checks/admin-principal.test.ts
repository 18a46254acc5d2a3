import { expect, test } from "vitest";
import { adminPrincipal as check } from "../../src/checks/admin-principal.ts";
import { type Read, unread } from "../../src/domain/read.ts";
import type { Administrator } from "../../src/domain/root-facts.ts";
import { accountFacts, administrators, denied, samplePolicy } from "../support/root-facts.ts";
import { type Expected, gist } from "./gist.ts";

const role = (name: string) => ({ kind: "role", name }) as const;
const WHERE = "iam:ListEntitiesForPolicy PolicyUsers, PolicyRoles";

test.each<[string, Read<readonly Administrator[]>, Expected & { detail: string | undefined }]>([
  [
    "a user",
    administrators({ kind: "user", name: "kim" }),
    { status: "pass", summary: "1 beside root", detail: "user kim", evidence: [`${WHERE} = 1: user kim`] },
  ],
  [
    "several of all kinds",
    administrators(role("a"), { kind: "group", name: "b" }, { kind: "permission set", name: "c" }, role("d")),
    {
      status: "pass",
      summary: "4 beside root",
      detail: "role a, group b, permission set c and 1 more",
      evidence: [`${WHERE} = 4: role a, group b, permission set c and 1 more`],
    },
  ],
  [
    "one who is called by an address",
    administrators({ kind: "user", name: "jane.doe@example.com" }, role("to-jane.doe@example.com")),
    {
      status: "pass",
      summary: "2 beside root",
      detail: "user j•••e@example.com, role t•••e@example.com",
      evidence: [`${WHERE} = 2: user j•••e@example.com, role t•••e@example.com`],
    },
  ],
  [
    "the role of the organization",
    administrators(role("OrganizationAccountAccessRole")),
    {
      status: "pass",
      summary: "1 beside root",
      detail:
        "role OrganizationAccountAccessRole; whoever administers the management account can take on that role",
      evidence: [`${WHERE} = 1: role OrganizationAccountAccessRole`],
    },
  ],
  [
    "nobody",
    administrators(),
    {
      status: "fail",
      severity: "medium",
      headline: "Nobody but root can administer the account",
      summary: "nobody but root",
      detail: "No user, group with members or role is allowed everything, nor does Identity Center assign it",
      evidence: [`${WHERE} = none`],
    },
  ],
  [
    "denied",
    unread({
      ...denied,
      call: "iam:ListEntitiesForPolicy",
      detail: "iam:ListEntitiesForPolicy is not allowed",
    }),
    {
      status: "unknown",
      code: "access-denied",
      summary: "access denied: iam:ListEntitiesForPolicy is not allowed",
      detail: undefined,
      evidence: [],
    },
  ],
])("%s", (_name, found, expected) => {
  const verdict = check.evaluate(accountFacts({ administrators: found }), samplePolicy);
  expect({ ...gist(verdict), detail: verdict.detail?.join("") }).toEqual(expected);
  if (verdict.status === "fail") expect(verdict.fingerprint).toEqual({});
});
