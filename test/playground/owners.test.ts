import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { ownerOf } from "../../src/domain/owner-rules.ts";
import { parseOwnerRules } from "../../src/findings/owners.ts";
import { sampleWorkspace } from "../../src/local-slack/workspace.ts";
import { sampleOrganization } from "../../src/playground/sample-organization.ts";

const path = "src/playground/owners.csv";
const rules = { rules: parseOwnerRules(readFileSync(path, "utf8"), path), ownerTag: "root-owner" };
const known = [...sampleWorkspace.people, ...sampleWorkspace.userGroups].map(({ id }) => id);

test("everybody who owns something in the playground is in its workspace, and every account has an owner", () => {
  const { accounts, managementAccount } = sampleOrganization(new Date("2026-11-23T09:00:00Z"));
  const owners = [...accounts.values()].map(({ id, name, ou, tags }) => {
    const ouPath = ou.split("/").filter(Boolean);
    const isManagement = id === managementAccount;
    return [name, ownerOf(rules, { id, name, ouPath, isManagement, partition: "aws" }, tags)] as const;
  });
  for (const [name, ownership] of owners) {
    expect(known, name).toContain(ownership?.owner);
    expect(known, name).toContain(ownership?.lead);
  }
  const byName = new Map(owners);
  expect(byName.get("prod-payments")).toMatchObject({ because: "by its tag root-owner=U01OLIVIA00" });
  expect(byName.get("prod-search")).toMatchObject({ because: "by its unit Prod" });
});
