import { ListUsersCommand } from "@aws-sdk/client-iam";
import { expect, test } from "vitest";
import { HOME, startTestAws } from "../support.ts";

const names = ["ada", "bob", "carl"];

async function startWithUsers(allows: string[] = ["iam:ListUsers"]) {
  const users = names.map((name) => ({ name, path: name === "ada" ? "/batch/" : "/" }));
  const aws = await startTestAws({ member: { users, roles: [{ name: "reader", trusts: [HOME], allows }] } });
  return aws.iam(await aws.roleSession());
}

test("users come page by page, without root", async () => {
  const iam = await startWithUsers();
  const first = await iam.send(new ListUsersCommand({ MaxItems: 2 }));
  expect(first).toMatchObject({
    IsTruncated: true,
    Users: [{ UserName: "ada", Path: "/batch/" }, { UserName: "bob" }],
  });
  const last = await iam.send(new ListUsersCommand({ MaxItems: 2, Marker: first.Marker }));
  expect(last.Users?.map(({ UserName }) => UserName)).toEqual(["carl"]);
  expect(last).toMatchObject({ IsTruncated: false });
  const { Users } = await iam.send(new ListUsersCommand({ PathPrefix: "/batch/" }));
  expect(Users).toHaveLength(1);
});

test("nobody lists them without leave", async () => {
  const iam = await startWithUsers([]);
  await expect(iam.send(new ListUsersCommand({}))).rejects.toThrow("iam:ListUsers");
});
