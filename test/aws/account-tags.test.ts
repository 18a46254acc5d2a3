import { expect, test } from "vitest";
import { startReadingAws } from "./support.ts";

const tags = { team: "payments", "root-owner": "U01OLIVIA00", constructor: "no" };
const tagCalls = (aws: Awaited<ReturnType<typeof startReadingAws>>["aws"]) =>
  aws.calls.filter(({ action }) => action === "ListTagsForResource").length;

test.each([{}, { emptyPages: true }, { pageSize: 1 }])(
  "all of an account's tags are read, with %j",
  async (switches) => {
    const { readProfile } = await startReadingAws({ aws: { member: { tags }, switches } });
    const profile = await readProfile(undefined, { withTags: true });
    expect(profile.tags).toMatchObject({
      value: tags,
      origin: { call: "organizations:ListTagsForResource", field: "Tags", rung: "own credentials" },
    });
  },
);

test("an account without tags has none, which is known", async () => {
  const { readProfile } = await startReadingAws();
  expect((await readProfile(undefined, { withTags: true })).tags).toMatchObject({ known: true, value: {} });
});

test("tags that nobody goes by are not asked for", async () => {
  const { readProfile, aws } = await startReadingAws({ aws: { member: { tags } } });
  expect(await readProfile()).not.toHaveProperty("tags");
  expect(tagCalls(aws)).toBe(0);
});

test("tags that are refused leave the rest of the profile alone", async () => {
  const { readProfile, aws } = await startReadingAws();
  aws.setFaults([{ call: "organizations:ListTagsForResource", kind: "access-denied", times: 9 }]);
  const profile = await readProfile(undefined, { withTags: true });
  expect(profile.tags).toMatchObject({ why: { code: "access-denied" } });
  expect(profile.aliases).toMatchObject({ known: true });
});
