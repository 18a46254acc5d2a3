import { describe, expect, test, vi } from "vitest";
import { judgeClock } from "../../../src/aws/doctor/own-lines.ts";
import type { LocalOrganization } from "../../../src/local-aws/organization.ts";
import {
  accountIn,
  type Break,
  expectOneLine,
  HOME,
  HOST_KEY,
  lineOf,
  MANAGEMENT,
  MEMBERS,
  rightsOf,
  roleIn,
  startDoctor,
  troublesIn,
  USER_KEY,
} from "./support.ts";

/** What the credentials may do without a home role. */
function hostIsAll(given: LocalOrganization): void {
  const arn = `arn:aws:iam::${HOME}:role/host`;
  roleIn(given, HOME, "host").allows = rightsOf("home");
  for (const id of [MANAGEMENT, ...MEMBERS]) roleIn(given, id).trusts = [arn];
}

const breaks: readonly Break[] = [
  {
    what: "keys that AWS does not know",
    how: { as: { ...HOST_KEY, secretAccessKey: "wrong" } },
    subject: "Credentials",
    verdict: "broken",
    found: /AWS does not know them.*SignatureDoesNotMatch/,
    mend: /aws sts get-caller-identity/,
  },
  {
    what: "a user's keys",
    how: { as: USER_KEY },
    subject: "Credentials",
    verdict: "warning",
    found: /the user auditor's/,
    mend: /delete-access-key --user-name auditor/,
  },
  {
    what: "no home role",
    how: { without: ["homeRole"], breakIt: hostIsAll },
    subject: "Home role",
    verdict: "warning",
    found: /without the audit that they were for/,
    mend: /ROOTCHECK_HOME_ROLE=arn:aws:iam::200000000002:role\/rootcheck/,
  },
  {
    what: "a home role that trusts somebody else",
    how: {
      breakIt: (given) => {
        roleIn(given, HOME, "rootcheck").trusts = [MANAGEMENT];
      },
    },
    subject: "Home role",
    verdict: "broken",
    found: /may not take on arn:aws:iam::200000000002:role\/rootcheck/,
    mend: /Correct ROOTCHECK_HOME_ROLE.*update-assume-role-policy --role-name rootcheck .*s#111122223333#200000000002#.*deploy\/home\/trust.json.*"Action":"sts:AssumeRole"/s,
  },
  {
    what: "a home role that wants an external id",
    how: {
      config: { externalId: "mine" },
      breakIt: (given) => {
        roleIn(given, HOME, "rootcheck").externalId = "yours";
      },
    },
    subject: "Home role",
    verdict: "broken",
    found: /another sts:ExternalId than ROOTCHECK_EXTERNAL_ID/,
  },
  {
    what: "a clock that is 90 s slow",
    how: { aheadMilliseconds: -90_000 },
    subject: "AWS clock",
    verdict: "warning",
    found: /[89]\d s behind/,
    mend: /set-ntp/,
  },
  {
    what: "a clock that is 400 s fast",
    how: { aheadMilliseconds: 400_000 },
    subject: "AWS clock",
    verdict: "broken",
    found: /(39|40)\d s ahead; from 300 s on AWS and Slack refuse/,
    mend: /set-ntp/,
  },
];

test("what a user lacks is given to the user", async () => {
  const { diagnose } = await startDoctor({
    ...{ as: USER_KEY, without: ["homeRole"] },
    breakIt: (given) => {
      hostIsAll(given);
      const user = accountIn(given, HOME).users.find(({ name }) => name === "auditor");
      if (user) user.allows = [];
    },
  });
  expect(lineOf(await diagnose(), "What an audit reads").mend?.text).toMatch(
    /^aws iam put-user-policy --user-name auditor .*deploy\/home\/core.json/,
  );
});

test.each(breaks)("of what stands before all else: $what", expectOneLine);

describe("credentials", () => {
  test("that are not there are said to be missing, and everything else waits for them", async () => {
    const { diagnose, aws } = await startDoctor();
    for (const name of ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"])
      vi.stubEnv(name, undefined);
    for (const name of ["AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"]) vi.stubEnv(name, "/nowhere");
    vi.stubEnv("AWS_EC2_METADATA_DISABLED", "true");
    const lines = await diagnose();
    expect(troublesIn(lines)).toEqual(["broken: Credentials"]);
    expect(lineOf(lines, "Credentials").found).toMatch(/The AWS SDK finds none: no usable AWS credentials/);
    expect(lineOf(lines, "Member role")).toMatchObject({
      verdict: "off",
      found: expect.stringContaining("“Credentials”"),
    });
    expect(aws.calls).toEqual([]);
  });

  test.each([
    ["of a root user are refused, and nothing is done with them", 0, /keys of the root user itself/],
    ["that have expired are said to have", 3_600_000, /They have expired/],
  ])("%s", async (_, milliseconds, found) => {
    const { diagnose, aws } = await startDoctor();
    const key = await aws.rootSession(MEMBERS[0]);
    aws.advance(milliseconds);
    aws.clearCalls();
    vi.stubEnv("AWS_ACCESS_KEY_ID", key.accessKeyId);
    vi.stubEnv("AWS_SECRET_ACCESS_KEY", key.secretAccessKey);
    vi.stubEnv("AWS_SESSION_TOKEN", key.sessionToken);
    const lines = await diagnose();
    expect(troublesIn(lines)).toEqual(["broken: Credentials"]);
    expect(lineOf(lines, "Credentials").found).toMatch(found);
    expect(aws.calls).toHaveLength(1);
  });
});

test.each([
  [undefined, "off", /None is set, so AWS is asked in us-east-1/],
  ["aws-global", "off", /aws-global is no Region .*, so AWS is asked in us-east-1/],
  ["eu-central-1", "good", /eu-central-1/],
])("the Region %s", async (region, verdict, found) => {
  const { diagnose } = await startDoctor();
  vi.stubEnv("AWS_REGION", region);
  vi.stubEnv("AWS_CONFIG_FILE", "/nowhere");
  expect(lineOf(await diagnose(), "Region")).toMatchObject({ verdict, found: expect.stringMatching(found) });
});

test.each([
  [undefined, "off", "AWS has told no time."],
  [-1_400, "good", "AWS and this machine agree."],
  [59_000, "good", "It is 59 s behind, which does no harm."],
  [-60_000, "warning", expect.stringContaining("60 s ahead")],
  [299_000, "warning", expect.stringContaining("299 s behind")],
  [-300_000, "broken", expect.stringContaining("300 s ahead")],
])("AWS's time that is %s ms ahead", (aheadMilliseconds, verdict, found) => {
  expect(judgeClock({ aheadMilliseconds })).toMatchObject({ verdict, found });
});
