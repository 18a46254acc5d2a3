import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { known } from "../../src/domain/read.ts";
import { createOwners, OwnersError, parseOwnerRules, readOwnerRules } from "../../src/findings/owners.ts";
import { saveProfile } from "../../src/store/account-profiles.ts";
import { readProfile } from "../support/account-reader.ts";
import { accountOf, at, idOf } from "../support/audits.ts";
import { describeEachDatabase } from "../support/databases.ts";
import { emptyDirectory } from "../support/scratch.ts";

function problemsIn(csv: string): readonly string[] {
  try {
    parseOwnerRules(csv, "owners.csv");
    return [];
  } catch (error) {
    if (error instanceof OwnersError) return error.problems;
    throw error;
  }
}

describe("a file of owners", () => {
  test("is read with its comments, blanks, quotes and a spreadsheet's mark at the beginning", () => {
    const csv =
      '\uFEFFMatch,Owner,Lead\r\n# by hand\r\n1111-2222-3333, U0ONE ,\r\n\r\n"Prod, West/Payments",S0TWO,U0LEAD\r\n*,S0ALL\r\n';
    expect(parseOwnerRules(csv, "owners.csv")).toEqual([
      { match: { kind: "account", accountId: "111122223333" }, owner: "U0ONE" },
      { match: { kind: "unit", unit: ["Prod, West", "Payments"] }, owner: "S0TWO", lead: "U0LEAD" },
      { match: { kind: "everything" }, owner: "S0ALL" },
    ]);
  });

  test("may leave the leads out, and may be empty below its first line", () => {
    expect(parseOwnerRules("match,owner\n*,S0ALL\n", "owners.csv")).toHaveLength(1);
    expect(parseOwnerRules("match,owner,lead\n", "owners.csv")).toEqual([]);
  });

  test("with wrong lines has every one named, with its number", () => {
    const csv = [
      "match,owner,lead",
      "11122223333,U0ONE,",
      "*,jane@example.com,bob",
      "# Payments",
      "",
      "Prod,U0ONE,",
      "prod,U0TWO,",
      "tag:team,U0ONE,,surplus",
    ].join("\n");
    expect(problemsIn(csv)).toEqual([
      expect.stringMatching(/^line 2: "11122223333" is no account id/),
      'line 3: owner takes the id of a user or user group, not "jane@example.com"',
      'line 3: lead takes the id of a user or user group, not "bob"',
      'line 7: "prod" has an owner already, by line 6',
      expect.stringMatching(/^line 8: "tag:team" is no tag/),
      "line 8: it has more than match, owner and lead",
    ]);
  });

  test.each([
    ["without its first line", "*,S0ALL\n", /^line 1: it should be match,owner,lead$/],
    ["that is empty", "", /^line 1: it should be/],
    ["that is no CSV", 'match,owner\n"*,S0ALL\n', /^It is no CSV: /],
  ])("%s is refused", (_what, csv, problem) => {
    expect(problemsIn(csv)).toEqual([expect.stringMatching(problem)]);
  });

  test("is found by its path, and a path to nothing is named with the setting", async () => {
    const file = join(emptyDirectory(), "owners.csv");
    const content = "\uFEFFmatch,owner,lead\n*,S0ALL,\n";
    writeFileSync(file, content);
    expect(await readOwnerRules({ file, tag: "root-owner" })).toMatchObject({
      rules: [{ owner: "S0ALL" }],
      ownerTag: "root-owner",
      fileSha256: createHash("sha256").update(content).digest("hex"),
    });
    await expect(readOwnerRules({ file: `${file}.gone` })).rejects.toThrow(
      /ROOTCHECK_OWNERS .*gone.*ENOENT/s,
    );
    expect(await readOwnerRules({})).toEqual({ rules: [] });
  });
});

describeEachDatabase("the owners of several accounts", (open) => {
  test("go by the tags that were read, and nobody's is left out", async () => {
    const db = await open();
    const origin = {
      call: "organizations:ListTagsForResource",
      field: "Tags",
      rung: "own credentials",
      readAt: at(0),
    } as const;
    const tags = known({ "root-owner": "U0TAGGED01" }, origin);
    await saveProfile(db, idOf(1), { profile: { ...readProfile(), tags }, at: at(0) });
    await saveProfile(db, idOf(2), { profile: readProfile(), at: at(0) });
    const accounts = [1, 2, 3].map((number) => accountOf(number));
    const rules = parseOwnerRules(`match,owner\n${idOf(3)},U0THREE\n`, "owners.csv");
    const owners = createOwners({ db, rules: { rules, ownerTag: "root-owner" } });
    expect(await owners.ofAccounts(accounts)).toEqual(
      new Map([
        [idOf(1), { owner: "U0TAGGED01", because: "by its tag root-owner=U0TAGGED01" }],
        [idOf(3), { owner: "U0THREE", because: "by the account itself" }],
      ]),
    );
    expect(owners.ofOrganization()).toBeUndefined();
    expect(await createOwners({ db, rules: { rules } }).ofAccounts(accounts)).toHaveProperty("size", 1);
  });
});
