import { describe, expect, test } from "vitest";
import { canonicalIdOf } from "../../src/local-aws/s3/canonical-id.ts";
import { cast } from "../../src/local-slack/workspace.ts";
import { sampleOrganization } from "../../src/playground/sample-organization.ts";
import { spoken } from "../support/conversation.ts";
import { describeEachWorld } from "../support/world.ts";

const { operator, viewer, auditor } = cast;
const CRM = "599999999999";
const WEB = "422222222222";
const EVERYBODY = "http://acs.amazonaws.com/groups/global/AllUsers";
const HOME = "200000000002";
const AGENCY = "d41f8e6a0b9c3d72e5f1a4b8c6d09e7f3a2b1c5d8e4f7a6b9c0d3e2f1a5b8c7d";

const settings = { ROOTCHECK_AUDITORS: auditor };

describeEachWorld("canonical ids", { organization: sampleOrganization, settings }, (world) => {
  const ask = async (text: string, user: string = operator) => {
    const message = await world().ask({ user, text });
    return { message, text: spoken(message.blocks).replaceAll(/\n+/g, "\n") };
  };

  test("are for operators to learn", async () => {
    expect((await ask("canonical prod-web", viewer)).text).toMatch(/allows this\. Operators can: /);
  });

  test("of an account that can be entered come by every method, with who else is in its buckets", async () => {
    expect((await ask("canonical")).text).toContain("No canonical user id is known yet");
    const { text } = await ask("canonical prod-web");
    expect(text).toContain(`prod-web has the canonical user id\n${canonicalIdOf(WEB)}`);
    expect(text).toContain("S3 says it by the member role, certain");
    expect(text).toContain("3 of 3 lists name it, certain");
    expect(text).toContain("These do not agree");
    expect(text).toContain(
      `An account that is not known is granted access and owns objects, 3 times in brightharbor-web-uploads\n${AGENCY}`,
    );
    expect(text).toMatch(/Everybody in the world is granted access, 1 time in brightharbor-web-uploads\n/);
    expect(text).toContain(`security-tooling ${HOME} owns objects, 1 time in brightharbor-web-uploads`);
    expect(text).toContain("2 of 3 objects name another");
    expect(text).toMatch(/Looked into 4 of 4 buckets and 4 objects in \d+ s/);
    expect(text).toContain("1 bucket could not be read in full");
  });

  test("of an account that is reached only through its objects are likely", async () => {
    const { text } = await ask("canonical tidewater-crm");
    expect(text).toContain(`tidewater-crm has most likely the canonical user id\n${canonicalIdOf(CRM)}`);
    expect(text).toContain("Objects under its id in the app's own account: 2 of 2 objects name it, likely");
    const { text: asked } = await ask(`whois ${canonicalIdOf(CRM)}`, viewer);
    expect(asked).toContain(`tidewater-crm  ${CRM}`);
    expect(asked).toContain("likely, from objects under its id in the app's own account, learnt");
  });

  test("of an account of which nothing is found say what would open it", async () => {
    const { text } = await ask("canonical tidewater-shop");
    expect(text).toContain("could not be found: the role is missing or may not be assumed (sts:AssumeRole).");
    expect(text).toContain("KnowCanonicalIds");
  });

  test("stay within the budget, however much there is", async () => {
    const { text } = await ask("canonical prod-data");
    expect(text).toContain("9,980 of 10,000 objects name it");
    expect(text).toContain("Looked into 1 of 1 bucket and 10,000 objects");
    expect(text).toContain("there are more objects than were looked at");
    const { text: many } = await ask("canonical sandbox-research");
    expect(many).toContain("Looked into 30 of 25,000 buckets");
    expect(many).toContain("there are more buckets than were looked at");
    const { text: listed } = await ask("whois lena-test-024999", viewer);
    expect(listed).toContain("sandbox-research");
  });

  test("are all listed, and find their accounts wherever one is asked for", async () => {
    const { text } = await ask("canonical");
    expect(text).toContain("Canonical user ids: 5");
    expect(text).toMatch(new RegExp(`prod-web ${WEB}  certain, learnt .+\n${canonicalIdOf(WEB)}`));
    expect(text).toMatch(new RegExp(`An account that is not known .+\n${AGENCY}`));
    const { text: screen } = await ask(`account ${canonicalIdOf(WEB).toUpperCase()}`);
    expect(screen).toContain("prod-web");
    expect(screen).toMatch(`Canonical user id \`${canonicalIdOf(WEB)}\`  ·  certain, from its own list`);
  });

  describe("whose something is", () => {
    test.each([
      ["an account by its name", "prod-payments", "prod-payments  411111111111"],
      [
        "by its e-mail address, which is masked",
        "it@tidewater.example",
        "root e-mail i•••@tidewater.example",
      ],
      ["by its id", "4222-2222-2222", `\n${canonicalIdOf(WEB)}`],
      [
        "by an ARN of any service",
        "arn:aws:lambda:eu-west-1:422222222222:function:x",
        "prod-web  422222222222",
      ],
      [
        "by a bucket that was looked into",
        "brightharbor-web-uploads",
        "The bucket brightharbor-web-uploads was in its list",
      ],
      [
        "by the ARN of such a bucket",
        "arn:aws:s3:::brightharbor-web-uploads/images/team.jpg",
        "prod-web  422222222222",
      ],
      [
        "by where an object of it lies",
        "s3://brightharbor-web-uploads/imprint.html",
        "prod-web  422222222222",
      ],
      [
        "by an ARN of the management account's",
        "arn:aws:organizations::100000000001:account/o-brightharb/411111111111",
        "prod-payments  411111111111",
      ],
      [
        "by an ARN that names neither an account nor a bucket",
        "arn:aws:route53:::hostedzone/Z1",
        "It names no account",
      ],
      [
        "an account of somebody else",
        "123456789012",
        "belongs to account 123456789012, which is not in the organization",
      ],
      ["everybody", EVERYBODY, "No account stands behind that: it is everybody in the world."],
      ["a canonical id that was met in a bucket", AGENCY, "Look at the buckets in which it was met:"],
      ["one that nobody met", "e".repeat(64), "It was met in no bucket that was looked into."],
      ["a root access key", "AKIAPAYMENTSROOT2021", "AWS says that the key belongs to 411111111111"],
      [
        "a key that says it itself",
        "ASIAQNZGKIQY56JQ7WML",
        "belongs to account 029608264753, which is not in the organization",
      ],
      [
        "a key that nobody knows",
        "AKIAIOSFODNN7EXAMPLE",
        "AWS does not say whose the key is: Invalid access key id",
      ],
      ["words that fit nothing", "no-such-thing", "No account is called no-such-thing"],
      ["nothing", "", "Whose what is?"],
    ])("%s", async (_, words, expected) => {
      expect((await ask(`whois ${words}`, viewer)).text).toContain(expected);
    });

    test("leads on to the account", async () => {
      const { message } = await ask("whois prod-web");
      const shown = await world().press({ user: operator, message, label: "Show the account" });
      expect(spoken(shown.blocks)).toContain("prod-web");
    });
  });

  test("leave a trace of who asked, in the audit log and in AWS's, without the whole key", async () => {
    const { text } = await ask("log", auditor);
    expect(text).toContain("looked up AKIA••••••••••••MPLE");
    const [, session] = /session: (rootcheck-look-up-[0-9a-f]{8})/.exec(text) ?? [];
    expect(session).toBeDefined();
    expect(text).toMatch(/aws request ids: [0-9a-f]{8}-/);
    const sessions = world().aws.calls.map(({ principal }) => principal.split("/").at(-1));
    expect(sessions.some((name) => name?.startsWith("rootcheck-look-up-"))).toBe(true);
    expect(world().aws.calls.map(({ action }) => action)).not.toContain("AssumeRoot");
  });
});
