import { expect, test } from "vitest";
import { createProfiles } from "../../src/audit/profiles.ts";
import { known } from "../../src/domain/read.ts";
import { subjectOf } from "../../src/domain/subject.ts";
import { followAudit } from "../../src/findings/follow-audit.ts";
import { nameOwners } from "../../src/findings/name-owners.ts";
import { createOwners } from "../../src/findings/owners.ts";
import { saveAccounts } from "../../src/store/accounts.ts";
import { viewOf } from "../../src/store/finding-views.ts";
import { createAccountReader, readProfile } from "../support/account-reader.ts";
import { accountOf, at, auditOf, fail, idOf } from "../support/audits.ts";
import { describeEachDatabase } from "../support/databases.ts";
import { allFindings, findingsBench } from "../support/findings.ts";

describeEachDatabase("an account's findings", (open) => {
  test("have their owner by its tag once tags are read, without another audit", async () => {
    const db = await open();
    const bench = await findingsBench(db);
    const owners = createOwners({ db, rules: { rules: [], ownerTag: "root-owner" } });
    const dependencies = { ...bench, owners };
    await saveAccounts(db, [accountOf(1), accountOf(2)], { seenAt: at(0), described: false });
    const found = [1, 2].map((number) => ({ id: idOf(number), results: [fail("root-mfa")] }));
    const { id } = await auditOf(db, found);
    await followAudit(dependencies, id);
    const ruledOwners = async () => {
      const views = (await allFindings(db)).map((finding) => viewOf(db, finding));
      return (await Promise.all(views)).map(({ finding, ruledOwner }) => [finding.id, ruledOwner]);
    };
    expect(await ruledOwners()).toEqual([
      [1, undefined],
      [2, undefined],
    ]);
    const origin = { call: "organizations:ListTagsForResource", field: "Tags" } as const;
    const profiles = createProfiles({
      ...bench,
      reader: createAccountReader({
        profile: ({ account }) => ({
          ...readProfile(),
          tags: known<Record<string, string>>(account.id === idOf(2) ? { "root-owner": "U0TAGGED01" } : {}, {
            ...{ ...origin, rung: "own credentials", readAt: at(0) },
          }),
        }),
      }),
      withTags: true,
      onRead: (ids) => nameOwners(dependencies, ids.map(subjectOf)),
    });
    await profiles.refreshAll(new AbortController().signal);
    expect(await ruledOwners()).toEqual([
      [1, undefined],
      [2, { id: "U0TAGGED01", because: "by its tag root-owner=U0TAGGED01" }],
    ]);
  });
});
