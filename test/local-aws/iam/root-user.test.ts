import {
  GetAccessKeyLastUsedCommand,
  GetLoginProfileCommand,
  GetUserCommand,
  ListAccessKeysCommand,
  ListMFADevicesCommand,
  ListSigningCertificatesCommand,
  ListVirtualMFADevicesCommand,
} from "@aws-sdk/client-iam";
import { describe, expect, it } from "vitest";
import { failureOf, HOME, MEMBER, MEMBER_KEY, START, startTestAws } from "../support.ts";

const CREATED = new Date("2021-03-04T10:15:30Z");
const USED = new Date("2026-11-17T08:00:00Z");
const ROOT_ARN = `arn:aws:iam::${MEMBER}:root`;

const root = {
  password: { createdAt: CREATED, lastUsedAt: USED },
  accessKeys: [
    {
      id: "AKIAROOTKEY000000001",
      createdAt: CREATED,
      lastUsed: { at: USED, region: "eu-west-1", service: "s3" },
    },
    { id: "AKIAROOTKEY000000002", status: "Inactive" as const, createdAt: CREATED },
  ],
  mfaDevices: [
    { kind: "virtual" as const, name: "root-account-mfa-device", enabledAt: CREATED },
    { kind: "security-key" as const, name: "safe", enabledAt: CREATED },
    { kind: "hardware-token" as const, name: "GAHT12345678", enabledAt: CREATED },
  ],
  signingCertificates: [{ id: "CERT1", uploadedAt: CREATED }],
};
const users = [
  { name: "developer", allows: ["*"], accessKeys: [{ id: "AKIADEVELOPER0000001", createdAt: CREATED }] },
  { name: "groot", mfaDevices: [{ kind: "virtual" as const, name: "groot-phone", enabledAt: CREATED }] },
];
const member = {
  root,
  users,
  unassignedMfaDevices: ["spare"],
  roles: [{ name: "reader", trusts: [HOME], allows: ["iam:*"] }],
};

describe("a root session sees of the root user", () => {
  async function session(overrides: object = {}) {
    const aws = await startTestAws({ member: { ...member, ...overrides } });
    return aws.iam(await aws.rootSession());
  }

  it("its id, ARN and last use, and neither name nor path", async () => {
    const { User } = await (await session()).send(new GetUserCommand({}));
    expect(User).toEqual({
      UserId: MEMBER,
      Arn: ROOT_ARN,
      CreateDate: new Date("2020-02-11T09:30:00Z"),
      PasswordLastUsed: USED,
    });
  });

  it("its password's date", async () => {
    const { LoginProfile } = await (await session()).send(new GetLoginProfileCommand({}));
    expect(LoginProfile).toEqual({ CreateDate: CREATED, PasswordResetRequired: false });
  });

  it("that there is no password", async () => {
    const iam = await session({ root: {} });
    expect(await failureOf(iam.send(new GetLoginProfileCommand({})))).toEqual({
      name: "NoSuchEntityException",
      status: 404,
      message: "Login Profile for User null cannot be found.",
    });
  });

  it("its keys", async () => {
    const { AccessKeyMetadata, IsTruncated } = await (await session()).send(new ListAccessKeysCommand({}));
    expect(IsTruncated).toBe(false);
    expect(AccessKeyMetadata).toEqual([
      { AccessKeyId: "AKIAROOTKEY000000001", Status: "Active", CreateDate: CREATED },
      { AccessKeyId: "AKIAROOTKEY000000002", Status: "Inactive", CreateDate: CREATED },
    ]);
  });

  it.each([
    ["AKIAROOTKEY000000001", { ServiceName: "s3", Region: "eu-west-1", LastUsedDate: USED }],
    ["AKIAROOTKEY000000002", { ServiceName: "N/A", Region: "N/A" }],
  ])("when %s was last used", async (AccessKeyId, expected) => {
    const { AccessKeyLastUsed } = await (await session()).send(
      new GetAccessKeyLastUsedCommand({ AccessKeyId }),
    );
    expect(AccessKeyLastUsed).toEqual(expected);
  });

  it.each(["AKIADEVELOPER0000001", "AKIANOBODY0000000001"])("nothing of the key %s", async (AccessKeyId) => {
    const attempt = (await session()).send(new GetAccessKeyLastUsedCommand({ AccessKeyId }));
    expect(await failureOf(attempt)).toMatchObject({ name: "AccessDenied", status: 403 });
  });

  it("each of its devices", async () => {
    const { MFADevices = [] } = await (await session()).send(new ListMFADevicesCommand({}));
    expect(MFADevices.map(({ SerialNumber }) => SerialNumber)).toEqual([
      `arn:aws:iam::${MEMBER}:mfa/root-account-mfa-device`,
      expect.stringMatching(new RegExp(`^arn:aws:iam::${MEMBER}:u2f/root/safe-[A-Z2-7]+$`)),
      "GAHT12345678",
    ]);
    expect(MFADevices.map(({ EnableDate }) => EnableDate)).toEqual([CREATED, CREATED, CREATED]);
  });

  it("its certificates", async () => {
    const { Certificates = [] } = await (await session()).send(new ListSigningCertificatesCommand({}));
    expect(Certificates).toMatchObject([{ CertificateId: "CERT1", Status: "Active", UploadDate: CREATED }]);
  });

  it("neither virtual devices of the account nor its credential report", async () => {
    const attempt = (await session()).send(new ListVirtualMFADevicesCommand({}));
    expect(await failureOf(attempt)).toMatchObject({ name: "AccessDenied", status: 403 });
  });
});

describe("a member role", () => {
  it.each([
    ["Assigned", ["root-account-mfa-device", "groot-phone"]],
    ["Unassigned", ["spare"]],
    ["Any", ["root-account-mfa-device", "groot-phone", "spare"]],
    [undefined, ["root-account-mfa-device", "groot-phone", "spare"]],
  ] as const)("lists virtual devices that are %s", async (AssignmentStatus, names) => {
    const aws = await startTestAws({ member });
    const iam = aws.iam(await aws.roleSession());
    const { VirtualMFADevices = [] } = await iam.send(new ListVirtualMFADevicesCommand({ AssignmentStatus }));
    expect(VirtualMFADevices.map(({ SerialNumber }) => SerialNumber)).toEqual(
      names.map((name) => `arn:aws:iam::${MEMBER}:mfa/${name}`),
    );
  });

  it("sees whose a virtual device is", async () => {
    const aws = await startTestAws({ member });
    const iam = aws.iam(await aws.roleSession());
    const { VirtualMFADevices = [] } = await iam.send(new ListVirtualMFADevicesCommand({}));
    expect(VirtualMFADevices.map(({ User }) => User?.Arn)).toEqual([
      ROOT_ARN,
      `arn:aws:iam::${MEMBER}:user/groot`,
      undefined,
    ]);
  });

  it("must name the user whose keys it wants", async () => {
    const aws = await startTestAws({ member });
    const iam = aws.iam(await aws.roleSession());
    expect(await failureOf(iam.send(new ListAccessKeysCommand({})))).toEqual({
      name: "ValidationError",
      status: 400,
      message: "Must specify userName when calling with non-User credentials",
    });
    await expect(iam.send(new ListAccessKeysCommand({ UserName: "developer" }))).resolves.toMatchObject({
      AccessKeyMetadata: [{ UserName: "developer", AccessKeyId: "AKIADEVELOPER0000001" }],
    });
    expect(await failureOf(iam.send(new ListAccessKeysCommand({ UserName: "nobody" })))).toEqual({
      name: "NoSuchEntityException",
      status: 404,
      message: "The user with name nobody cannot be found.",
    });
  });
});

it("a role sees when a user's key was last used, and of an unknown key that it may not", async () => {
  const aws = await startTestAws({ member });
  const iam = aws.iam(await aws.roleSession());
  const used = (AccessKeyId: string) => iam.send(new GetAccessKeyLastUsedCommand({ AccessKeyId }));
  expect(await used("AKIADEVELOPER0000001")).toMatchObject({ UserName: "developer" });
  expect((await failureOf(used("AKIANOBODY0000000001"))).message).toMatch(
    /iam:GetAccessKeyLastUsed on resource: access key AKIANOBODY0000000001$/,
  );
});

it("a user who names nobody sees their own", async () => {
  const aws = await startTestAws({ member });
  const { User } = await aws.iam(MEMBER_KEY).send(new GetUserCommand({}));
  expect(User).toMatchObject({
    UserName: "developer",
    Path: "/",
    Arn: `arn:aws:iam::${MEMBER}:user/developer`,
  });
});

it("lists come in pages", async () => {
  const accessKeys = ["1", "2", "3"].map((digit) => ({
    id: `AKIAROOTKEY00000000${digit}`,
    createdAt: START,
  }));
  const aws = await startTestAws({ member: { ...member, root: { accessKeys } } });
  const iam = aws.iam(await aws.rootSession());
  const first = await iam.send(new ListAccessKeysCommand({ MaxItems: 2 }));
  const { Marker } = first;
  const second = await iam.send(new ListAccessKeysCommand({ MaxItems: 2, Marker }));
  expect([first.IsTruncated, second.IsTruncated]).toEqual([true, false]);
  expect([first, second].flatMap(({ AccessKeyMetadata = [] }) => AccessKeyMetadata)).toHaveLength(3);
  expect(await failureOf(iam.send(new ListAccessKeysCommand({ MaxItems: 1001 })))).toMatchObject({
    name: "ValidationError",
  });
});
