import { beforeAll, describe, expect, test } from "vitest";
import type { PolicyDocument } from "../../src/local-aws/policy-document.ts";
import { actionsIn, denials, enforcedAws, named } from "./enforced-aws.ts";
import { everything, grant, type Rights, type RoleName, SHUT } from "./enforced-organization.ts";
import { steps, take, type Use } from "./rounds.ts";

const aws = enforcedAws();
/** What each step makes use of where everything is allowed. */
const uses = new Map<string, readonly Use[]>();

beforeAll(async () => {
  for (const name of steps.keys()) uses.set(name, await take(aws(), name));
});

test("the policies are enough: what is refused, no policy could allow", () => {
  const refused = [...uses].map(([step, found]) => [step, denials(found)] as const);
  expect(Object.fromEntries(refused.filter(([, found]) => found.length > 0))).toEqual({
    // There is no role.
    [`root of ${SHUT}`]: ["home sts:AssumeRole"],
    [`the profile of ${SHUT}`]: ["home sts:AssumeRole"],
    // AWS answers about members only, and the account itself has to be asked.
    "the e-mail address of 500000000005": [
      "home account:GetAlternateContact",
      "home account:GetPrimaryEmail",
    ],
    "the profile where Identity Center is not delegated": [
      "home sso:ListPermissionSets",
      "home sts:AssumeRole",
    ],
    "the doctor": ["home sts:AssumeRole"],
  });
});

/** Every action of every policy. */
const granted = Object.entries(everything).flatMap(([role, documents]) =>
  actionsIn(documents).map((each) => ({ ...each, role: role as RoleName })),
);

describe("each action is needed: without it something is refused", () => {
  test.each(granted)("$role, $part: $action", async ({ role, part, action }) => {
    const wanted = named({ role, action });
    const [step] = [...uses]
      .filter(([, found]) => found.some((use) => named(use) === wanted))
      .toSorted(([, one], [, other]) => one.length - other.length)
      .map(([name]) => name);
    if (!step) throw new Error("Nothing was asked for that needs it.");
    grant(aws().organization, without(everything, { role, part, action }));
    expect(denials(await take(aws(), step))).toContain(wanted);
  });
});

function without(
  rights: Rights,
  { role, part, action }: { role: RoleName; part: string; action: string },
): Rights {
  const documents = [...rights[role]].map(
    ([name, document]) => [name, name === part ? withoutAction(document, action) : document] as const,
  );
  return { ...rights, [role]: new Map(documents) };
}

function withoutAction({ Statement, ...rest }: PolicyDocument, action: string): PolicyDocument {
  const less = Statement.map((each) => ({
    ...each,
    Action: [each.Action ?? []].flat().filter((other) => other !== action),
  }));
  return { ...rest, Statement: less };
}
