import { ListAccountAliasesCommand } from "@aws-sdk/client-iam";
import { describe, expect, test } from "vitest";
import { memberRoleArn } from "../../src/aws/sessions.ts";
import { partitions } from "../../src/domain/account.ts";
import { HOME, MEMBER, sampleOrganization } from "../local-aws/support.ts";
import { member, startReadingAws } from "./support.ts";

const assumed = (actions: readonly string[]) => actions.filter((action) => action.startsWith("Assume"));

describe("a session in an account", () => {
  test("serves a second reading of the same audit, and no other", async () => {
    const { sessions, takeCalls, advance } = await startReadingAws();
    const first = await sessions.member(member, "A1");
    expect(await sessions.member(member, "A1")).toBe(first);
    expect(await sessions.member(member, "A2")).not.toBe(first);
    advance(13 * 60_000);
    expect(await sessions.member(member, "A1")).not.toBe(first);
    expect(assumed(takeCalls())).toHaveLength(3);
  });

  test("is let go when five hundred others have been opened since", async () => {
    const { sessions, takeCalls } = await startReadingAws();
    const purposes = Array.from({ length: 501 }, (_, index) => `A${index}`);
    await Promise.all(purposes.map((purpose) => sessions.member(member, purpose)));
    takeCalls();
    await sessions.member(member, "A500");
    expect(assumed(takeCalls())).toEqual([]);
    await sessions.member(member, "A0");
    expect(assumed(takeCalls())).toEqual(["AssumeRole"]);
  });

  test("has clients that last as long as it does, with a limiter of their own", async () => {
    const { sessions } = await startReadingAws();
    const [one, other] = await Promise.all([sessions.member(member, "A1"), sessions.member(member, "A2")]);
    expect(one.account()).toBe(one.account());
    expect(one.iam).not.toBe(other.iam);
  });
});

describe("sessions are named after what they serve", () => {
  test.each([
    ["A87", "rootcheck-A87"],
    ["look up!", "rootcheck-look-up-"],
    ["x".repeat(99), `rootcheck-${"x".repeat(54)}`],
  ])("%s", async (purpose, name) => {
    const { sessions, aws } = await startReadingAws();
    const { iam } = await sessions.member(member, purpose);
    await iam.send(new ListAccountAliasesCommand({}));
    expect(aws.calls.at(-1)?.principal).toBe(`arn:aws:sts::${MEMBER}:assumed-role/reader/${name}`);
  });
});

describe("a home role", () => {
  const homeRole = `arn:aws:iam::${HOME}:role/home`;

  function withHomeRole() {
    const organization = sampleOrganization();
    const [home, target] = [organization.accounts.get(HOME), organization.accounts.get(MEMBER)];
    const role = target?.roles[0];
    if (!home || !target || !role) throw new Error("The sample has them.");
    home.roles = [{ ...role, name: "home", trusts: [HOME], allows: ["*"] }];
    target.roles = [{ ...role, trusts: [homeRole] }];
    return organization;
  }

  test("is taken on once, before anything else", async () => {
    const { readFacts, takeCalls } = await startReadingAws({
      aws: { organization: withHomeRole() },
      config: { homeRole },
    });
    expect((await readFacts()).passwordPresent.known).toBe(true);
    await readFacts();
    expect(assumed(takeCalls())).toEqual(["AssumeRole", "AssumeRole"]);
  });

  test("that cannot be taken on is the reason for everything", async () => {
    const { readFacts } = await startReadingAws({ config: { homeRole } });
    expect(await readFacts()).toMatchObject({
      passwordPresent: {
        why: { code: "access-denied", detail: expect.stringContaining("ROOTCHECK_HOME_ROLE") },
      },
      centralCredentialsManagement: { why: { code: "access-denied" } },
    });
  });
});

test.each(partitions)("the role of an account in partition %s is there", (partition) => {
  const arn = memberRoleArn({ id: "111122223333", partition }, { memberRole: "security/rootcheck-audit" });
  expect(arn).toBe(`arn:${partition}:iam::111122223333:role/security/rootcheck-audit`);
});
