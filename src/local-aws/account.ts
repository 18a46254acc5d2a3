import { createHash } from "node:crypto";
import { z } from "zod";
import { alternateContact, contactInformation } from "./contacts.ts";
import { monitoring } from "./monitoring.ts";
import { policyDocument, trustDocument } from "./policy-document.ts";
import { bucket, generatedBuckets } from "./s3/bucket.ts";
import { support } from "./support/case.ts";

/** What local-aws knows of one account: its root user, users, roles, and where it stands. */

/** A time, as a Date or as text. */
export const moment = z.coerce.date();
/** Twelve digits. */
export const accountId = z.string().regex(/^\d{12}$/);

const lastUse = z.strictObject({
  at: moment,
  region: z.string().default("us-east-1"),
  service: z.string().default("iam"),
});

const accessKey = z.strictObject({
  id: z.string().min(16),
  status: z.enum(["Active", "Inactive"]).default("Active"),
  createdAt: moment,
  lastUsed: lastUse.optional(),
});

const password = z.strictObject({
  createdAt: moment,
  lastUsedAt: moment.optional(),
});

const mfaDevice = z.strictObject({
  kind: z.enum(["virtual", "security-key", "hardware-token"]),
  /** The virtual device's or security key's name; a hardware token's own serial number. */
  name: z.string(),
  enabledAt: moment,
});

const signingCertificate = z.strictObject({
  id: z.string(),
  status: z.enum(["Active", "Inactive"]).default("Active"),
  uploadedAt: moment,
});

const credentials = {
  password: password.optional(),
  accessKeys: z.array(accessKey).default([]),
  mfaDevices: z.array(mfaDevice).default([]),
  signingCertificates: z.array(signingCertificate).default([]),
};

/** The policies of a user, group or role, as answers about them show; what it may do here, its rights say. */
const policies = {
  /** Names of AWS's own policies and of the account's. */
  policies: z.array(z.string()).default([]),
  /** The texts of its own, by name. */
  inlinePolicies: z.record(z.string(), z.string()).default({}),
};

/** What a user or role may do: what either of these allows, unless a document denies it. */
const rights = {
  /** Action patterns as in a policy, on whatever resource. */
  allows: z.array(z.string()).default([]),
  documents: z.array(policyDocument).optional(),
};

const group = z.strictObject({ name: z.string(), members: z.array(z.string()).default([]), ...policies });

const user = z.strictObject({
  ...policies,
  ...credentials,
  ...rights,
  name: z.string(),
  path: z.string().default("/"),
  createdAt: moment.default(new Date("2022-05-03T08:00:00Z")),
});

const role = z.strictObject({
  ...policies,
  ...rights,
  name: z.string(),
  path: z.string().default("/"),
  /** ARNs of users and roles, or account ids standing for everybody whom that account allows. */
  trusts: z.array(z.string()).default([]),
  externalId: z.string().optional(),
  /** Whether the trust policy lets a session carry a source identity, which chaining needs in every role. */
  trustsSourceIdentity: z.boolean().default(true),
  /** Decides about all of that in their place. */
  trustPolicy: trustDocument.optional(),
  maxSessionSeconds: z.int().default(3600),
});

/** An account with nothing left out. */
export const accountShape = z.strictObject({
  id: accountId,
  name: z.string(),
  email: z.string(),
  state: z.enum(["PENDING_ACTIVATION", "ACTIVE", "SUSPENDED", "PENDING_CLOSURE", "CLOSED"]).default("ACTIVE"),
  /** The names of the units above it, such as `Prod/Payments`; empty directly under the root. */
  ou: z.string().default(""),
  inOrganization: z.boolean().default(true),
  joinedAt: moment.default(new Date("2020-02-11T09:30:00Z")),
  joinedMethod: z.enum(["INVITED", "CREATED"]).default("CREATED"),
  alias: z.string().optional(),
  /** Its tags in Organizations. */
  tags: z.record(z.string(), z.string()).default({}),
  securityContact: alternateContact.optional(),
  billingContact: alternateContact.optional(),
  operationsContact: alternateContact.optional(),
  contactInformation: contactInformation.optional(),
  root: z.strictObject(credentials).prefault({}),
  users: z.array(user).default([]),
  roles: z.array(role).default([]),
  groups: z.array(group).default([]),
  /** The texts of the account's own policies, by name. */
  customerPolicies: z.record(z.string(), z.string()).default({}),
  monitoring,
  support,
  buckets: z.array(bucket).default([]),
  generatedBuckets: generatedBuckets.optional(),
  /** Names of virtual MFA devices that nobody uses. */
  unassignedMfaDevices: z.array(z.string()).default([]),
  /** The credential report that was asked for last; its bytes are those of the moment it was started. */
  report: z.strictObject({ startedAt: moment, content: z.string() }).optional(),
});

/** The same with the id and the e-mail address derived from the name where they are left out. */
export const accountSpecification = z.preprocess((given) => {
  if (typeof given !== "object" || given === null || !("name" in given)) return given;
  const name = String(given.name);
  return { id: derivedAccountId(name), email: `aws+${mailboxOf(name)}@example.com`, ...given };
}, accountShape);

/** An access key of a user or of root. */
export type AccessKey = z.output<typeof accessKey>;
/** A device of a user or of root. */
export type MfaDevice = z.output<typeof mfaDevice>;
/** A user of an account. */
export type LocalUser = z.output<typeof user>;
/** A role of an account. */
export type LocalRole = z.output<typeof role>;
/** An account, as answers are made from it. */
export type LocalAccount = z.output<typeof accountShape>;
/** The root user of an account. */
export type RootUser = LocalAccount["root"];

/** What an account is made from. */
export type AccountSpecification = Omit<z.input<typeof accountShape>, "id" | "email"> & {
  readonly id?: string;
  readonly email?: string;
};
/** Makes an account with everything that the specification leaves out; throws a ZodError for a faulty one. */
export function account(specification: AccountSpecification): LocalAccount {
  return accountShape.parse(accountSpecification.parse(specification));
}

/** Twelve digits that stay the same for a name. */
function derivedAccountId(name: string): string {
  const digest = createHash("sha256").update(name).digest();
  return String(100_000_000_000 + (digest.readUIntBE(0, 6) % 899_999_999_999));
}

function mailboxOf(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9-]+/g, "-")
    .replace(/^-+|-+$/g, "");
}
