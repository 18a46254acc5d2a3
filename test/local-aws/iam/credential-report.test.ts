import {
  GenerateCredentialReportCommand,
  GetCredentialReportCommand,
  type IAMClient,
} from "@aws-sdk/client-iam";
import { describe, expect, it } from "vitest";
import type { AccountSpecification } from "../../../src/local-aws/account.ts";
import type { Switches } from "../../../src/local-aws/switches.ts";
import { failureOf, MEMBER, MEMBER_KEY, START, startTestAws } from "../support.ts";

/** As AWS sent it in 2026-09. */
const HEADER =
  "user,arn,user_creation_time,password_enabled,password_last_used,password_last_changed,password_next_rotation,mfa_active,access_key_1_active,access_key_1_last_rotated,access_key_1_last_used_date,access_key_1_last_used_region,access_key_1_last_used_service,access_key_2_active,access_key_2_last_rotated,access_key_2_last_used_date,access_key_2_last_used_region,access_key_2_last_used_service,cert_1_active,cert_1_last_rotated,cert_2_active,cert_2_last_rotated";
const ROOT = `<root_account>,arn:aws:iam::${MEMBER}:root,2020-02-11T09:30:00Z`;
const NO_KEYS = "false,N/A,N/A,N/A,N/A,false,N/A,N/A,N/A,N/A";
const NO_CERTIFICATES = "false,N/A,false,N/A";
const HOURS = 3_600_000;

const generate = (iam: IAMClient) => iam.send(new GenerateCredentialReportCommand({}));
const get = (iam: IAMClient) => iam.send(new GetCredentialReportCommand({}));

async function textOf(iam: IAMClient): Promise<string> {
  return new TextDecoder().decode((await get(iam)).Content);
}

async function reportOf(member: Partial<AccountSpecification>, switches: Partial<Switches> = {}) {
  const aws = await startTestAws({ member, switches });
  const iam = aws.iam(MEMBER_KEY);
  await generate(iam);
  aws.advance(2_000);
  return textOf(iam);
}

describe("in time", () => {
  it("is absent, started, under way, complete for four hours, expired, and made anew", async () => {
    const aws = await startTestAws();
    const iam = aws.iam(MEMBER_KEY);
    const notPresent = { name: "CredentialReportNotPresentException", status: 410, message: "Unknown" };
    const notReady = { name: "CredentialReportNotReadyException", status: 404, message: "Unknown" };
    expect(await failureOf(get(iam))).toEqual(notPresent);
    expect(await generate(iam)).toMatchObject({
      State: "STARTED",
      Description: "No report exists. Starting a new report generation task",
    });
    aws.advance(1_999);
    expect(await generate(iam)).toMatchObject({ State: "INPROGRESS" });
    expect(await failureOf(get(iam))).toEqual(notReady);
    aws.advance(1);
    const complete = await generate(iam);
    expect(complete.State).toBe("COMPLETE");
    expect(complete).not.toHaveProperty("Description");
    expect(await get(iam)).toMatchObject({
      ReportFormat: "text/csv",
      GeneratedTime: new Date(START.getTime() + 2_000),
    });
    aws.advance(4 * HOURS - 1);
    await expect(get(iam)).resolves.toHaveProperty("Content");
    aws.advance(1);
    expect(await failureOf(get(iam))).toMatchObject({
      name: "CredentialReportExpiredException",
      status: 410,
    });
    expect(await generate(iam)).toMatchObject({ State: "STARTED" });
    expect(await failureOf(get(iam))).toEqual(notReady);
  });

  it("keeps its old bytes although the password has gone", async () => {
    const aws = await startTestAws({ member: { root: { password: { createdAt: START } } } });
    const iam = aws.iam(MEMBER_KEY);
    await generate(iam);
    aws.advance(2_000);
    const before = await textOf(iam);
    delete aws.organization.accounts.get(MEMBER)?.root.password;
    aws.advance(1 * HOURS);
    await generate(iam);
    expect(await textOf(iam)).toBe(before);
    aws.advance(4 * HOURS);
    await generate(iam);
    aws.advance(2_000);
    expect(await textOf(iam)).not.toBe(before);
  });

  it("has the bytes of the moment that it was started, not of when it was done", async () => {
    const aws = await startTestAws();
    const iam = aws.iam(MEMBER_KEY);
    await generate(iam);
    aws.advance(1_000);
    const account = aws.organization.accounts.get(MEMBER);
    if (account) account.root.password = { createdAt: START };
    aws.advance(1_000);
    expect((await textOf(iam)).split("\n")[1]).toContain(`${ROOT},false,`);
  });

  it("is one for the account, whoever asks", async () => {
    const aws = await startTestAws();
    await generate(aws.iam(MEMBER_KEY));
    aws.advance(2_000);
    const byRole = aws.iam(await aws.roleSession());
    expect((await generate(byRole)).State).toBe("COMPLETE");
    expect(await textOf(byRole)).toBe(await textOf(aws.iam(MEMBER_KEY)));
  });

  it("has wire codes of its own", async () => {
    const aws = await startTestAws();
    await expect(get(aws.iam(MEMBER_KEY))).rejects.toMatchObject({ Code: "ReportNotPresent" });
  });
});

describe("in text", () => {
  const password = { createdAt: new Date("2025-08-25T13:49:23Z") };

  it.each<[string, AccountSpecification["root"], string]>([
    ["no credentials", {}, `false,N/A,N/A,not_supported,false,${NO_KEYS},${NO_CERTIFICATES}`],
    [
      "a password that was never used",
      { password },
      `true,no_information,2025-08-25T13:49:23Z,not_supported,false,${NO_KEYS},${NO_CERTIFICATES}`,
    ],
    [
      "everything",
      {
        password: { ...password, lastUsedAt: new Date("2026-09-01T01:02:03Z") },
        mfaDevices: [{ kind: "virtual", name: "phone", enabledAt: START }],
        accessKeys: [
          {
            id: "AKIAROOTKEY000000001",
            createdAt: new Date("2021-03-04T10:15:30Z"),
            lastUsed: { at: new Date("2026-11-17T08:00:00Z"), region: "eu-west-1", service: "s3" },
          },
          { id: "AKIAROOTKEY000000002", status: "Inactive", createdAt: new Date("2019-08-22T11:05:00Z") },
        ],
        signingCertificates: [{ id: "CERT", uploadedAt: new Date("2012-10-02T06:55:00Z") }],
      },
      "true,2026-09-01T01:02:03Z,2025-08-25T13:49:23Z,not_supported,true," +
        "true,2021-03-04T10:15:30Z,2026-11-17T08:00:00Z,eu-west-1,s3," +
        "false,2019-08-22T11:05:00Z,N/A,N/A,N/A,true,2012-10-02T06:55:00Z,false,N/A",
    ],
  ])("of a root user with %s", async (_, root, rest) => {
    expect(await reportOf({ root: root ?? {}, users: [{ name: "developer", allows: ["*"] }] })).toBe(
      [
        HEADER,
        `${ROOT},${rest}`,
        `developer,arn:aws:iam::${MEMBER}:user/developer,2022-05-03T08:00:00Z,false,N/A,N/A,N/A,false,${NO_KEYS},${NO_CERTIFICATES}`,
      ].join("\n"),
    );
  });

  it.each<[Partial<Switches>, string]>([
    [
      { legacyRootRow: true },
      `${ROOT},not_supported,no_information,not_supported,not_supported,false,${NO_KEYS},${NO_CERTIFICATES}`,
    ],
    [
      { reportTimeZone: "+00:00" },
      `${ROOT.replace("Z", "+00:00")},true,no_information,2025-08-25T13:49:23+00:00,not_supported,false,${NO_KEYS},${NO_CERTIFICATES}`,
    ],
    [
      { additionalCredentialsColumn: true },
      `${ROOT},true,no_information,2025-08-25T13:49:23Z,not_supported,false,${NO_KEYS},${NO_CERTIFICATES},N/A`,
    ],
  ])("with %j", async (switches, expected) => {
    const [header, root] = (await reportOf({ root: { password } }, switches)).split("\n");
    const more = switches.additionalCredentialsColumn ? ",additional_credentials_info" : "";
    expect([header, root]).toEqual([HEADER + more, expected]);
  });
});
