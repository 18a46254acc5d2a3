import type { DeployedRole, PolicyPart } from "../../aws/statements.ts";
import { type PolicyDocument, partsOf, policyDocument, trustDocument } from "./documents.ts";

/** A template of CloudFormation, as plain data. */
export type Template = Readonly<Record<string, unknown>>;

interface Parameter {
  readonly Type: "String";
  readonly Description: string;
  readonly Default?: string;
  readonly AllowedPattern?: string;
  readonly AllowedValues?: readonly string[];
}

const NOTHING = { Ref: "AWS::NoValue" };

const descriptions: Readonly<Record<DeployedRole, string>> = {
  home: "The role that rootcheck works by in its home account. It reads, and changes nothing.",
  member: "The role by which rootcheck reads a member account. It reads, and changes nothing.",
  management: "The role by which rootcheck reads the management account. It reads, and changes nothing.",
};

/** What each part beside the core lets rootcheck tell. */
const wishes: Readonly<Record<Exclude<PolicyPart, "core">, string>> = {
  aliases: "The account's alias, so that people can name the account by it.",
  contacts: "The alternate contacts, for an account outside of the organization.",
  administrators: "Who may administer the account.",
  "access-keys": "The access keys of all users, with their age and last use.",
  support: "The senders of support cases, for recovering a root e-mail address.",
  buckets:
    "The canonical user id, by the list of buckets, their access control lists and the names of objects.",
  alerts: "Whether a sign-in as root would be noticed: event rules, metric filters, alarms and topics.",
  "root-sessions": "Looking at member accounts by root sessions; read docs/install.md before.",
};

/** The template that makes a role with the rights that are wanted. */
export function roleTemplate(role: DeployedRole): Template {
  const policyNames = { partition: reference("AWS::Partition"), memberRole: reference("MemberRole") };
  const isHome = role === "home";
  const trust = trustDocument(role, {
    partition: policyNames.partition,
    homeAccount: reference(isHome ? "AWS::AccountId" : "HomeAccountId"),
    homeRole: reference("HomeRole"),
  });
  const policies = partsOf(role).map((part) => {
    const policy = {
      PolicyName: `rootcheck-${part}`,
      PolicyDocument: withReferences(policyDocument(role, part, policyNames)),
    };
    return part === "core" ? policy : { "Fn::If": [wantedName(part), policy, NOTHING] };
  });
  return {
    AWSTemplateFormatVersion: "2010-09-09",
    Description: descriptions[role],
    Parameters: parametersOf(role),
    Conditions: conditionsOf(role),
    Resources: {
      Role: {
        Type: "AWS::IAM::Role",
        Properties: {
          RoleName: { Ref: "RoleName" },
          Path: { Ref: "RolePath" },
          Description: descriptions[role],
          PermissionsBoundary: {
            "Fn::If": ["HasPermissionsBoundary", { Ref: "PermissionsBoundaryArn" }, NOTHING],
          },
          AssumeRolePolicyDocument: withReferences(withExternalId(trust)),
          Policies: policies,
        },
      },
    },
    Outputs: { RoleArn: { Value: { "Fn::GetAtt": ["Role", "Arn"] } } },
  };
}

function parametersOf(role: DeployedRole): Readonly<Record<string, Parameter>> {
  const isHome = role === "home";
  const addOns = partsOf(role).flatMap((part): [string, Parameter][] =>
    part === "core"
      ? []
      : [[parameterName(part), { ...text(wishes[part], "no"), AllowedValues: ["no", "yes"] }]],
  );
  return {
    ...(isHome
      ? { MemberRole: text("ROOTCHECK_MEMBER_ROLE: the role in the other accounts.", "rootcheck-audit") }
      : {
          HomeAccountId: {
            ...text("The account that rootcheck runs in."),
            AllowedPattern: "^[0-9]{12}$",
          },
          HomeRole: text("The name of its role there, with the path before it.", "rootcheck"),
        }),
    ExternalId: text("ROOTCHECK_EXTERNAL_ID, where that is set.", ""),
    RoleName: text("The name of the role.", isHome ? "rootcheck" : "rootcheck-audit"),
    RolePath: { ...text("The path of the role.", "/"), AllowedPattern: "^/(.+/)?$" },
    PermissionsBoundaryArn: text("A policy that the role's rights must stay within.", ""),
    ...Object.fromEntries(addOns),
  };
}

function conditionsOf(role: DeployedRole) {
  const isSet = (parameter: string) => ({ "Fn::Not": [{ "Fn::Equals": [{ Ref: parameter }, ""] }] });
  const wanted = partsOf(role).filter((part) => part !== "core");
  return {
    HasExternalId: isSet("ExternalId"),
    HasPermissionsBoundary: isSet("PermissionsBoundaryArn"),
    ...Object.fromEntries(
      wanted.map((part) => [wantedName(part), { "Fn::Equals": [{ Ref: parameterName(part) }, "yes"] }]),
    ),
  };
}

function withExternalId({ Statement, ...rest }: PolicyDocument) {
  const condition = { StringEquals: { "sts:ExternalId": { Ref: "ExternalId" } } };
  const Condition = { "Fn::If": ["HasExternalId", condition, NOTHING] };
  return { ...rest, Statement: Statement.map((each) => ({ ...each, Condition })) };
}

/** `access-keys` is asked for by the parameter `AccessKeys`. */
function parameterName(part: PolicyPart): string {
  return part.replaceAll(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

function wantedName(part: PolicyPart): string {
  return `Wants${parameterName(part)}`;
}

function text(Description: string, Default?: string): Parameter {
  return { Type: "String", Description, ...(Default !== undefined && { Default }) };
}

function reference(name: string): string {
  return `\${${name}}`;
}

/** CloudFormation looks for references only in texts that say so. */
function withReferences(value: unknown): unknown {
  if (typeof value === "string") return value.includes("${") ? { "Fn::Sub": value } : value;
  if (Array.isArray(value)) return value.map(withReferences);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withReferences(each)]));
}
