import { z } from "zod";
import {
  type AccountSpecification,
  accountId,
  accountSpecification,
  type LocalAccount,
  moment,
} from "./account.ts";
import { policyDocument } from "./policy-document.ts";

/**
 * An organization as local-aws serves it: plain data, read anew by every request, so that a test may change
 * anything between two calls. What it is made from may come from TypeScript or from a JSON file.
 */

const nothing = z.undefined().optional();

const callerIdentity = { accessKeyId: z.string(), secretAccessKey: z.string(), account: accountId };
// Not strict: the SDK writes marks of its own into the objects that credentials are given in.
const caller = z.union([
  z.object({
    ...callerIdentity,
    user: z.string(),
    role: nothing,
    session: nothing,
    sessionToken: nothing,
  }),
  z.object({
    ...callerIdentity,
    user: nothing,
    role: z.string(),
    session: z.string().default("i-0a1b2c3d4e5f60718"),
    sessionToken: z.string(),
  }),
]);

const serviceControlPolicy = z.strictObject({
  id: z.string().regex(/^p-[0-9a-z]{8,}$/),
  name: z.string(),
  description: z.string().default(""),
  /** `root`, the path of a unit, or an account id. */
  targets: z.array(z.string()),
  content: policyDocument,
});

const delegatedAdministrator = z.strictObject({
  account: accountId,
  services: z.array(z.string()),
  since: moment.default(new Date("2024-12-02T10:00:00Z")),
});

const permissionSet = z.strictObject({
  name: z.string(),
  /** Names of AWS's own policies. */
  policies: z.array(z.string()).default([]),
  inlinePolicy: z.string().default(""),
  /** The accounts in which it is assigned to somebody. */
  accounts: z.array(accountId).default([]),
});

const identityCenter = z.strictObject({
  region: z.string().default("us-east-1"),
  permissionSets: z.array(permissionSet).default([]),
});

const organizationShape = z.strictObject({
  id: z.string().regex(/^o-[a-z0-9]{10,32}$/),
  rootId: z
    .string()
    .regex(/^r-[0-9a-z]{4,32}$/)
    .default("r-e1x4"),
  partition: z.enum(["aws", "aws-cn", "aws-us-gov", "aws-eusc"]).default("aws"),
  featureSet: z.enum(["ALL", "CONSOLIDATED_BILLING"]).default("ALL"),
  managementAccount: accountId,
  createdAt: moment.default(new Date("2019-06-18T12:00:00Z")),
  trustedAccess: z.array(z.string()).default(["iam.amazonaws.com", "account.amazonaws.com"]),
  delegatedAdministrators: z.array(delegatedAdministrator).default([]),
  rootFeatures: z.array(z.enum(["RootCredentialsManagement", "RootSessions"])).default([]),
  /** Paths of units that hold no account; those of the accounts exist by themselves. */
  emptyUnits: z.array(z.string()).default([]),
  serviceControlPolicies: z.array(serviceControlPolicy).default([]),
  identityCenter: identityCenter.optional(),
  accounts: z.array(accountSpecification),
  callers: z.array(caller).default([]),
});

type Caller = z.output<typeof caller>;
/** A service control policy with what it is attached to. */
export type ServiceControlPolicy = z.output<typeof serviceControlPolicy>;
/** What a service control policy is made from. */
export type ServiceControlPolicySpecification = z.input<typeof serviceControlPolicy>;

/** What an organization is made from. */
export type OrganizationSpecification = Omit<z.input<typeof organizationShape>, "accounts"> & {
  readonly accounts: readonly AccountSpecification[];
};

/** An organization with its accounts by id and the long-lived callers by access key id. */
export interface LocalOrganization extends Omit<z.output<typeof organizationShape>, "accounts" | "callers"> {
  readonly accounts: Map<string, LocalAccount>;
  readonly callers: Map<string, Caller>;
}

/** Makes an organization, from TypeScript or from parsed JSON; throws a ZodError for a faulty one. */
export function organization(specification: OrganizationSpecification): LocalOrganization {
  return parseOrganization(specification);
}

/** The same for a value of unknown shape. */
export function parseOrganization(value: unknown): LocalOrganization {
  const { accounts, callers, ...rest } = organizationShape.parse(value);
  return {
    ...rest,
    accounts: new Map(accounts.map((each) => [each.id, each])),
    callers: new Map(callers.map((each) => [each.accessKeyId, each])),
  };
}
