import type { AccountId, Partition } from "../domain/account.ts";
import type { Place } from "../domain/root-activity.ts";

/** What CloudTrail records. */
export type TrailRecord = Readonly<Record<string, unknown>>;

/** Where something happens. */
export interface Scene extends Place {
  readonly partition: Partition;
}

/** Root signs in to the console with its password. */
export function rootSignIn(scene: Scene): TrailRecord {
  return signIn(scene, rootOf(scene));
}

/** A user of the account does, whom nothing on root should mistake for it. */
export function userSignIn(scene: Scene): TrailRecord {
  return signIn(scene, {
    type: "IAMUser",
    principalId: "AIDAJ45Q7YFFAREXAMPLE",
    arn: `arn:${scene.partition}:iam::${scene.account}:user/kim`,
    accountId: scene.account,
    userName: "kim",
  });
}

/** Root calls an API by its own credentials. */
export function rootCall(scene: Scene): TrailRecord {
  return apiCall(scene, rootOf(scene));
}

/** A session of AssumeRoot calls one; it is told from root itself by its session's context alone. */
export function rootSessionCall(scene: Scene): TrailRecord {
  const sessionContext = { assumedRoot: "true", attributes: { mfaAuthenticated: "false" } };
  return apiCall(scene, { ...rootOf(scene), sessionContext });
}

/** The event that EventBridge makes of a record. */
export function eventOf(record: TrailRecord, { account, region }: Scene): TrailRecord {
  const isSignIn = record.eventType === "AwsConsoleSignIn";
  return {
    version: "0",
    id: "0f1c6d5a-6f0e-4c55-8f37-0d2f6f1b7a11",
    "detail-type": isSignIn ? "AWS Console Sign In via CloudTrail" : "AWS API Call via CloudTrail",
    source: isSignIn ? "aws.signin" : "aws.iam",
    account,
    time: record.eventTime,
    region,
    resources: [],
    detail: record,
  };
}

/** The Region in which the sign-ins of root users are recorded, whatever the Region they work in. */
export function signInRegion(partition: Partition): string {
  return SIGN_IN_REGIONS[partition];
}

const SIGN_IN_REGIONS: Readonly<Record<Partition, string>> = {
  aws: "us-east-1",
  "aws-cn": "cn-north-1",
  "aws-us-gov": "us-gov-west-1",
  "aws-eusc": "eusc-de-east-1",
};

function signIn(scene: Scene, userIdentity: TrailRecord): TrailRecord {
  return {
    ...common(scene, userIdentity),
    eventSource: "signin.amazonaws.com",
    eventName: "ConsoleLogin",
    requestParameters: null,
    responseElements: { ConsoleLogin: "Success" },
    additionalEventData: {
      LoginTo: "https://console.aws.amazon.com/console/home",
      MobileVersion: "No",
      MFAUsed: "Yes",
    },
    readOnly: false,
    eventType: "AwsConsoleSignIn",
  };
}

function apiCall(scene: Scene, userIdentity: TrailRecord): TrailRecord {
  return {
    ...common(scene, userIdentity),
    eventSource: "iam.amazonaws.com",
    eventName: "CreateAccessKey",
    requestParameters: null,
    responseElements: null,
    requestID: "4b4e0d7c-8b7f-4a3e-9d4f-2d9f0d2c5e21",
    readOnly: false,
    eventType: "AwsApiCall",
  };
}

function common({ account, region }: Scene, userIdentity: TrailRecord): TrailRecord {
  return {
    eventVersion: "1.11",
    userIdentity,
    eventTime: "2026-11-20T08:15:30Z",
    awsRegion: region,
    sourceIPAddress: "192.0.2.44",
    userAgent: "Mozilla/5.0",
    eventID: "b1d9a2c4-52d7-4a27-9c11-6f3a1f3e0b55",
    managementEvent: true,
    recipientAccountId: account,
    eventCategory: "Management",
  };
}

function rootOf({ account, partition }: { readonly account: AccountId; readonly partition: Partition }) {
  return {
    type: "Root",
    principalId: account,
    arn: `arn:${partition}:iam::${account}:root`,
    accountId: account,
    accessKeyId: "",
  };
}
