import type { ServiceControlPolicySpecification } from "../organization.ts";

/** Units that a service control policy is attached to. */
export const GOVERNED_UNITS = ["Regulated", "Guarded", "Frozen"] as const;
/** One of them. */
export type GovernedUnit = (typeof GOVERNED_UNITS)[number];

const ROOT_USER = { StringLike: { "aws:PrincipalArn": "arn:aws:iam::*:root" } } as const;

/** The policies on the governed units. */
export const GOVERNING_POLICIES: readonly ServiceControlPolicySpecification[] = [
  {
    id: "p-denyroot01",
    name: "deny-root-user",
    description: "Older than root sessions, so it stops those too",
    targets: ["Regulated"],
    content: {
      Statement: [{ Sid: "DenyRootUser", Effect: "Deny", Action: "*", Resource: "*", Condition: ROOT_USER }],
    },
  },
  {
    id: "p-denyroot02",
    name: "deny-root-user-but-root-sessions",
    targets: ["Guarded"],
    content: {
      Statement: [
        {
          Sid: "GRRESTRICTROOTUSER",
          Effect: "Deny",
          Action: "*",
          Resource: "*",
          Condition: { ...ROOT_USER, Null: { "aws:AssumedRoot": "true" } },
        },
      ],
    },
  },
  {
    id: "p-denyiam001",
    name: "freeze-iam",
    targets: ["Frozen"],
    content: { Statement: [{ Effect: "Deny", Action: ["iam:*"], Resource: "*" }] },
  },
];
