import { describe, expect, test } from "vitest";
import {
  type Grants,
  grantedTo,
  isGroup,
  type Needs,
  type Role,
  rolesThatAllow,
} from "../../src/access/roles.ts";

const grants: Grants = {
  viewer: ["U0VIEWER", "S0ALL"],
  operator: ["U0OPERATOR", "S0ALL"],
  approver: ["U0APPROVER"],
  auditor: ["W0AUDITOR"],
};

describe("what a role includes", () => {
  test.each<[Role, readonly Role[]]>([
    ["viewer", ["viewer", "operator", "approver", "auditor"]],
    ["operator", ["operator"]],
    ["approver", ["approver"]],
    ["auditor", ["auditor"]],
  ])("%s is given by %s", (role, allowing) => {
    expect(rolesThatAllow(role)).toEqual(allowing);
  });

  test.each<[Needs, readonly string[]]>([
    ["viewer", ["U0VIEWER", "S0ALL", "U0OPERATOR", "U0APPROVER", "W0AUDITOR"]],
    ["operator", ["U0OPERATOR", "S0ALL"]],
    ["approver", ["U0APPROVER"]],
    ["auditor", ["W0AUDITOR"]],
    [
      ["approver", "auditor"],
      ["U0APPROVER", "W0AUDITOR"],
    ],
    [
      ["operator", "viewer"],
      ["U0OPERATOR", "S0ALL", "U0VIEWER", "U0APPROVER", "W0AUDITOR"],
    ],
    [[], []],
  ])("%s is granted to %s, each once", (role, ids) => {
    expect(grantedTo(grants, role)).toEqual(ids);
  });

  test("a role that nobody was given is nobody's", () => {
    expect(grantedTo({ viewer: [], operator: [], approver: [], auditor: [] }, "viewer")).toEqual([]);
  });
});

test.each([
  ["S0123", true],
  ["U0123", false],
  ["W0123", false],
])("%s is a group: %s", (id, group) => {
  expect(isGroup(id)).toBe(group);
});
