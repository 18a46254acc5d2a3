import { expect, test } from "vitest";
import { cast } from "../../src/local-slack/workspace.ts";
import { sampleOrganization } from "../../src/playground/sample-organization.ts";
import { actionsIn } from "../support/aws-calls.ts";
import { checksMarked, spoken } from "../support/conversation.ts";
import { letRun } from "../support/manual-clock.ts";
import { describeEachWorld, type WorldOptions } from "../support/world.ts";

const user = cast.operator;

function rootSessions(value: "first" | "fallback"): WorldOptions {
  return { organization: sampleOrganization, settings: { ROOTCHECK_ROOT_SESSIONS: value } };
}

describeEachWorld("root sessions first", rootSessions("first"), (world) => {
  test("name each key, masked, and its last use, with nothing to wait for", async () => {
    const message = await world().ask({ user, text: "prod-payments" });
    const text = spoken(message.blocks);
    expect(text).toContain(
      "AKIA••••••••••••2021, active, created 4 Mar 2021, last used 3 days ago (s3, eu-west-1)",
    );
    expect(text).toContain("read just now by root session");
    expect(JSON.stringify(message)).not.toContain("AKIAPAYMENTSROOT2021");
  });

  test("need two calls, contacts apart, for an account whose root has nothing", async () => {
    await world().ask({ user, text: "prod-web" });
    {
      using _running = letRun(world().clock, 10);
      await expect.poll(() => world().logged()).toContain("Read account profiles");
    }
    await world().clock.advance(6 * 60_000);
    world().aws.clearCalls();
    await world().ask({ user, text: "prod-web" });
    expect(actionsIn(world().aws, "422222222222")).toEqual(["AssumeRoot", "GetAccountSummary"]);
  });

  test("are never opened in the management account, which AWS refuses", async () => {
    world().aws.clearCalls();
    const message = await world().ask({ user, text: "brightharbor-management" });
    expect(spoken(message.blocks)).toContain("by member role");
    expect(actionsIn(world().aws, "100000000001")).not.toContain("AssumeRoot");
  });

  test("work where the member role is missing", async () => {
    const message = await world().ask({ user, text: "tidewater-crm" });
    expect(message.text).toMatch(/^tidewater-crm: \d+ findings \(1 critical, \d+ medium\), \d+ checks pass$/);
    expect(spoken(message.blocks)).toContain("read just now by root session\n");
  });

  test("that a policy denies are named with the policy", async () => {
    const message = await world().ask({ user, text: "prod-ledger" });
    expect(message.text).toMatch(/^prod-ledger: no findings, /);
    expect(checksMarked("grey_question", message)).toEqual(
      expect.arrayContaining(["Root access key", "Root MFA"]),
    );
    expect(spoken(message.blocks)).toContain(
      "  ·  unknown: denied by a service control policy: p-denyroot01, statement DenyRootUser\n",
    );
  });

  test("that the feature does not allow fall back on the role", async () => {
    const { rootFeatures } = world().aws.organization;
    const features = rootFeatures.splice(0);
    await world().clock.advance(20 * 60_000);
    const message = await world().ask({ user, text: "prod-web" });
    rootFeatures.push(...features);
    expect(spoken(message.blocks)).toContain("by member role");
    expect(spoken(message.blocks)).toContain(
      "Central root management is off: whoever reads the root mailbox can still create a password",
    );
  });
});

describeEachWorld("root sessions as the fallback", rootSessions("fallback"), (world) => {
  test("are left alone where the role answers", async () => {
    world().aws.clearCalls();
    await world().ask({ user, text: "prod-web" });
    expect(actionsIn(world().aws, "422222222222")).toContain("GetAccountSummary");
    expect(actionsIn(world().aws, "422222222222")).not.toContain("AssumeRoot");
  });

  test("fill in, fact by fact, what the role could not answer", async () => {
    const message = await world().ask({ user, text: "prod-payments" });
    expect(spoken(message.blocks)).toContain("AKIA••••••••••••2021, active");
    expect(spoken(message.blocks)).toContain("by member role and root session");
  });
});
