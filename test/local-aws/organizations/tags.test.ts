import { ListTagsForResourceCommand, paginateListTagsForResource } from "@aws-sdk/client-organizations";
import { describe, expect, test } from "vitest";
import { failureOf, HOME_KEY, MEMBER, MEMBER_KEY, startTestAws } from "../support.ts";

const tags = { team: "payments", "root-owner": "U01OLIVIA00", "cost center": "4711" };

describe.each([{}, { emptyPages: true }, { pageSize: 1 }])("with %j", (switches) => {
  test("an account's tags are listed, each once", async () => {
    const aws = await startTestAws({ member: { tags }, switches });
    const listed: unknown[] = [];
    const pages = paginateListTagsForResource(
      { client: aws.organizations(HOME_KEY) },
      { ResourceId: MEMBER },
    );
    for await (const { Tags = [] } of pages) listed.push(...Tags);
    expect(listed).toEqual(Object.entries(tags).map(([Key, Value]) => ({ Key, Value })));
  });
});

test("who may not ask, and an account that is not there, are refused", async () => {
  const aws = await startTestAws();
  const ask = (key: typeof HOME_KEY, ResourceId: string) =>
    failureOf(aws.organizations(key).send(new ListTagsForResourceCommand({ ResourceId })));
  expect(await ask(MEMBER_KEY, MEMBER)).toMatchObject({ name: "AccessDeniedException" });
  expect(await ask(HOME_KEY, "999999999999")).toMatchObject({ name: "TargetNotFoundException" });
});
