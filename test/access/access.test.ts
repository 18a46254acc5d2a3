import { pino } from "pino";
import { describe, expect, test } from "vitest";
import { createAccess, type People } from "../../src/access/access.ts";
import type { Grants, Needs, PersonKind, Role } from "../../src/access/roles.ts";

const log = pino({ level: "silent" });
const grants: Grants = {
  viewer: ["U0VIEWER", "S0VIEWERS"],
  operator: ["U0OPERATOR", "S0OPERATORS"],
  approver: ["U0APPROVER"],
  auditor: ["S0GONE"],
};
const groups: Record<string, readonly string[]> = {
  S0VIEWERS: ["U0GROUPVIEWER", "U0GUEST"],
  S0OPERATORS: ["U0GROUPOPERATOR"],
};

/** Slack as it answers, or fails to when asked what somebody is. */
function peopleWho(are: PersonKind | "unanswered"): People {
  return {
    kindOf: async () => {
      if (are === "unanswered") throw new Error("users.info failed");
      return are;
    },
    detailsOf: async () => {
      throw new Error("what somebody is called decides nothing");
    },
    membersOf: async (group) => {
      const members = groups[group];
      if (!members) throw new Error("no_such_subteam");
      return members;
    },
  };
}

function mayAct(user: string, role: Needs, kind: PersonKind | "unanswered" = "member") {
  return createAccess({ grants, people: peopleWho(kind), log }).mayAct(user, role);
}

const VIEWER = ["U0VIEWER", "U0GROUPVIEWER", "U0OPERATOR", "U0GROUPOPERATOR", "U0APPROVER"];
const allowed: Record<Role, readonly string[]> = {
  viewer: VIEWER,
  operator: ["U0OPERATOR", "U0GROUPOPERATOR"],
  approver: ["U0APPROVER"],
  auditor: [],
};
const everybody = [...VIEWER, "U0STRANGER"];
const cases = (Object.keys(allowed) as Role[]).flatMap((role) =>
  everybody.map((user) => [user, role, allowed[role].includes(user)] as const),
);

test.each(cases)("%s, a member, may do what takes a %s: %s", async (user, role, may) => {
  expect((await mayAct(user, role)).allowed).toBe(may);
});

test.each([
  ["U0OPERATOR", true],
  ["U0GROUPOPERATOR", true],
  ["U0APPROVER", true],
  ["U0VIEWER", false],
  ["U0STRANGER", false],
])("%s may do what takes an operator or an approver: %s", async (user, may) => {
  expect((await mayAct(user, ["operator", "approver"])).allowed).toBe(may);
});

describe("whoever is no full member", () => {
  const kinds: readonly PersonKind[] = ["guest", "bot", "other-company", "deactivated"];

  test.each(kinds)("a %s, is refused as one, however much was given", async (kind) => {
    for (const user of everybody)
      expect(await mayAct(user, "operator", kind)).toEqual({
        allowed: false,
        why: kind,
        whoCan: ["U0OPERATOR", "S0OPERATORS"],
      });
  });
});

test("a refusal names who could, groups as groups", async () => {
  expect(await mayAct("U0VIEWER", "operator")).toEqual({
    allowed: false,
    why: "no-role",
    whoCan: ["U0OPERATOR", "S0OPERATORS"],
  });
});

test("a group that cannot be resolved gives nobody a right, and takes none from others", async () => {
  expect(await mayAct("U0STRANGER", "auditor")).toMatchObject({ allowed: false, why: "no-role" });
  expect(await mayAct("U0GROUPVIEWER", "viewer")).toEqual({ allowed: true });
});

describe("while Slack cannot say what a person is", () => {
  test.each([
    ["U0OPERATOR", true],
    ["U0GROUPOPERATOR", false],
    ["U0STRANGER", false],
  ])("%s may act, as the configuration names them in person: %s", async (user, may) => {
    expect((await mayAct(user, "operator", "unanswered")).allowed).toBe(may);
  });
});

test("a user is known by id alone, in exactly its letters", async () => {
  for (const user of ["u0operator", "U0OPERATOR ", "S0OPERATORS", ""])
    expect((await mayAct(user, "approver")).allowed, user).toBe(false);
});

test("the answer is asked for anew each time", async () => {
  let kind: PersonKind = "member";
  const people = { ...peopleWho("member"), kindOf: async () => kind };
  const access = createAccess({ grants, people, log });
  expect((await access.mayAct("U0OPERATOR", "operator")).allowed).toBe(true);
  kind = "deactivated";
  expect((await access.mayAct("U0OPERATOR", "operator")).allowed).toBe(false);
});
