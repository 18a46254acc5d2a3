import { type CallEntry, calls } from "../../aws/calls.ts";
import {
  auditTaskArn,
  type DeployedRole,
  type PolicyConditions,
  type PolicyNames,
  type PolicyPart,
  type Sid,
  type StatementEntry,
  statements,
} from "../../aws/statements.ts";

/** A policy as IAM and Organizations take it. */
export interface PolicyDocument {
  readonly Version: "2012-10-17";
  readonly Statement: readonly {
    readonly Sid: string;
    readonly Effect: "Allow" | "Deny";
    readonly Principal?: { readonly AWS: string };
    readonly Action: readonly string[] | "*";
    readonly Resource?: readonly string[] | "*";
    readonly Condition?: PolicyConditions;
  }[];
}

/** Who may take on the roles. */
export interface TrustNames extends Pick<PolicyNames, "partition"> {
  readonly homeAccount: string;
  /** The home role's name, with its path before it. */
  readonly homeRole: string;
}

/** The parts that a role's rights consist of, `core` first. */
export function partsOf(role: DeployedRole): readonly PolicyPart[] {
  return [...new Set(statementsOf(role).map(([, { part }]) => part))];
}

/** What one part of a role's rights allows. */
export function policyDocument(role: DeployedRole, part: PolicyPart, names: PolicyNames): PolicyDocument {
  const wanted = statementsOf(role).filter(([, entry]) => entry.part === part);
  return {
    Version: "2012-10-17",
    Statement: wanted.map(([sid, { resources, conditions }]) => ({
      Sid: sid,
      Effect: "Allow",
      Action: actionsIn(sid),
      Resource: resources?.(names) ?? "*",
      ...(conditions && { Condition: conditions(names) }),
    })),
  };
}

/** Who may take the role on: at home whomever the account itself lets, elsewhere the home role. */
export function trustDocument(
  role: DeployedRole,
  { partition, homeAccount, homeRole }: TrustNames,
): PolicyDocument {
  const isHome = role === "home";
  const principal = `arn:${partition}:iam::${homeAccount}:${isHome ? "root" : `role/${homeRole}`}`;
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Sid: isHome ? "WhoeverTheOwnAccountLets" : "RootcheckAlone",
        Effect: "Allow",
        Principal: { AWS: principal },
        Action: ["sts:AssumeRole"],
      },
    ],
  };
}

/** A service control policy: nobody opens root sessions but the home role, and that only to look. */
export function rootSessionsPolicy({ homeAccount, homeRole }: TrustNames): PolicyDocument {
  const denied = { Effect: "Deny", Action: ["sts:AssumeRoot"], Resource: "*" } as const;
  return {
    Version: "2012-10-17",
    Statement: [
      {
        ...{ Sid: "NobodyButRootcheck", ...denied },
        Condition: { ArnNotLike: { "aws:PrincipalArn": `arn:*:iam::${homeAccount}:role/${homeRole}` } },
      },
      {
        ...{ Sid: "NothingButLooking", ...denied },
        Condition: { StringNotLike: { "sts:TaskPolicyArn": auditTaskArn("*") } },
      },
    ],
  };
}

/** A service control policy: root users may do nothing, except in sessions that were opened for a task. */
export function denyRootUsersPolicy(): PolicyDocument {
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "DenyRootUsersOutsideSessions",
        Effect: "Deny",
        Action: "*",
        Resource: "*",
        Condition: {
          ArnLike: { "aws:PrincipalArn": "arn:*:iam::*:root" },
          Null: { "aws:AssumedRoot": "true" },
        },
      },
    ],
  };
}

function statementsOf(role: DeployedRole): readonly (readonly [Sid, StatementEntry])[] {
  const sids = Object.keys(statements).filter((name): name is Sid => name in statements);
  return sids
    .map((sid): readonly [Sid, StatementEntry] => [sid, statements[sid]])
    .filter(([, { roles }]) => roles.includes(role));
}

function actionsIn(sid: Sid): readonly string[] {
  const entries = Object.values<CallEntry>(calls).filter(({ allowedBy }) => allowedBy.includes(sid));
  return [...new Set(entries.map(({ action }) => action))];
}
