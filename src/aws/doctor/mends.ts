import type { AwsConfig } from "../../config.ts";
import type { AccountId } from "../../domain/account.ts";
import type { Mend } from "../../domain/diagnosis.ts";
import type { OwnIdentity } from "../organization.ts";
import { type DeployedRole, type Sid, statements } from "../statements.ts";
import type { DelegatedService } from "./seen.ts";

/** What commands have to name. */
export interface Deployment {
  readonly config: Pick<AwsConfig, "homeRole" | "memberRole" | "externalId">;
  readonly own: OwnIdentity;
}

const PLACES: Readonly<Record<DeployedRole, string>> = {
  home: "the home account",
  member: "each account",
  management: "the management account",
};

/** What stands in the files of deploy/. */
const MEMBER_ROLE = "rootcheck-audit";
const HOME_ACCOUNT = "111122223333";
const HOME_ROLE = "role/rootcheck";

/** A trust policy that took the place of one with the condition would let go of it. The id itself is not shown. */
const ASKING_FOR_EXTERNAL_ID = [
  '"sts:AssumeRole"]',
  `&, "Condition": { "StringEquals": { "sts:ExternalId": "'"\${ROOTCHECK_EXTERNAL_ID:?}"'" } }`,
] as const;

/** Puts the part of the rights in place that has a statement. */
export function allowing(sid: Sid, roles: readonly DeployedRole[], deployment: Deployment): Mend {
  const places = roles.map((role) => PLACES[role]).join(" and of ");
  const { part } = statements[sid];
  const parameter = part === "core" ? "" : ` (${pascalCase(part)}=yes where CloudFormation made the role)`;
  const isBare = roles.includes("home") && !deployment.config.homeRole;
  const homeRole = isBare ? "Set ROOTCHECK_HOME_ROLE, if such a role is there. Else, w" : "W";
  return {
    does: `${homeRole}ith credentials of ${places}, put the statement ${sid} in place${parameter}:`,
    text: roles.map((role) => putting(sid, role, deployment)).join("\n"),
  };
}

function putting(sid: Sid, role: DeployedRole, { config, own }: Deployment): string {
  const { part } = statements[sid];
  const arn = role === "home" ? homeArn({ config, own }) : config.memberRole;
  const kind = arn.includes(":user/") ? "user" : "role";
  const document = filled(`deploy/${role}/${part}.json`, [
    ["arn:aws:", `arn:${own.partition}:`],
    [`role/${MEMBER_ROLE}`, `role/${config.memberRole}`],
  ]);
  return `aws iam put-${kind}-policy --${kind}-name ${lastPart(arn)} --policy-name rootcheck-${part} --policy-document ${document}`;
}

/** Lets the home role be taken on from its account, or the member role by the home role. */
export function trusting(role: "home" | "member", deployment: Deployment): string {
  const name = lastPart(role === "home" ? homeArn(deployment) : deployment.config.memberRole);
  return `aws iam update-assume-role-policy --role-name ${name} --policy-document ${trustOf(role, deployment)}`;
}

/** Makes the member role in an account that has none. */
export function makingMemberRole(deployment: Deployment): string {
  const parts = deployment.config.memberRole.split("/");
  const path = parts.length > 1 ? ` --path /${parts.slice(0, -1).join("/")}/` : "";
  return [
    `aws iam create-role --role-name ${parts.at(-1)}${path} --assume-role-policy-document ${trustOf("member", deployment)}`,
    putting("ReadAboutRoot", "member", deployment),
  ].join("\n");
}

function trustOf(role: "home" | "member", deployment: Deployment): string {
  const { partition, accountId } = deployment.own;
  return filled(`deploy/${role}/trust.json`, [
    ["arn:aws:", `arn:${partition}:`],
    [HOME_ACCOUNT, accountId],
    [HOME_ROLE, homeArn(deployment).split(":").at(-1) ?? HOME_ROLE],
    ...(deployment.config.externalId ? [ASKING_FOR_EXTERNAL_ID] : []),
  ]);
}

/** By which policies name whom rootcheck acts as; a session does not tell the path of its role. */
export function homeArn({ config, own }: Deployment): string {
  const session = /^arn:([\w-]+):sts::(\d+):assumed-role\/([^/]+)\//.exec(own.arn);
  const ofSession = session && `arn:${session[1]}:iam::${session[2]}:role/${session[3]}`;
  return config.homeRole ?? ofSession ?? own.arn;
}

/** Takes rootcheck's roles out of a statement that denies. */
export function sparing({ config, own }: Deployment): Mend {
  const memberRole = `arn:${own.partition}:iam::*:role/${config.memberRole}`;
  return {
    does: "In the management account, spare rootcheck's roles in that statement's condition:",
    text: `"ArnNotLike": ${JSON.stringify({ "aws:PrincipalArn": [memberRole, homeArn({ config, own })] })}`,
  };
}

export function enablingTrust(services: readonly DelegatedService[]): Mend {
  return {
    does: "With credentials of the management account:",
    text: services
      .map((each) => `aws organizations enable-aws-service-access --service-principal ${each}`)
      .join("\n"),
  };
}

export function delegating(services: readonly DelegatedService[], to: AccountId): Mend {
  const command = `aws organizations register-delegated-administrator --account-id ${to} --service-principal`;
  return {
    does: "With credentials of the management account:",
    text: services.map((each) => `${command} ${each}`).join("\n"),
  };
}

export const enablingCentralRoot: Mend = {
  does: "With credentials of the management account:",
  text: "aws iam enable-organizations-root-credentials-management",
};

/** A file of deploy/ with one's own names in it. */
function filled(file: string, replacements: readonly (readonly [string, string])[]): string {
  const needed = replacements.filter(([from, to]) => from !== to);
  if (needed.length === 0) return `file://${file}`;
  return `"$(sed ${needed.map(([from, to]) => `-e 's#${from}#${to}#g'`).join(" ")} ${file})"`;
}

function lastPart(path: string): string {
  return path.split("/").at(-1) ?? path;
}

function pascalCase(words: string): string {
  return words.replaceAll(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
