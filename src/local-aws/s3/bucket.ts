import { z } from "zod";

/** Whose an object or a permission is: an account's id, a canonical user id as it is, or a group's address. */
const party = z.string();

const object = z.strictObject({
  key: z.string(),
  /** The bucket's own account where absent. */
  owner: party.optional(),
  /** Whether only a delete marker is left to be seen of it; the version itself is still there. */
  deleted: z.boolean().default(false),
});

const grant = z.strictObject({
  to: party,
  permission: z.enum(["FULL_CONTROL", "READ", "WRITE", "READ_ACP", "WRITE_ACP"]).default("READ"),
});

/** Objects that are made up as they are listed, so that a million take no memory. */
const generatedObjects = z.strictObject({
  count: z.int().min(0),
  /** Other writers: every so many objects is theirs. */
  writers: z.array(z.strictObject({ owner: party, every: z.int().min(2) })).default([]),
});

/** A bucket as its account's specification has it. */
export const bucket = z.strictObject({
  name: z.string(),
  region: z.string().default("us-east-1"),
  createdAt: z.coerce.date().default(new Date("2021-04-07T09:00:00Z")),
  kind: z.enum(["general", "directory"]).default("general"),
  /** What the bucket does with what others write into it; `unset` is how old buckets still stand. */
  ownership: z
    .enum(["BucketOwnerEnforced", "BucketOwnerPreferred", "ObjectWriter", "unset"])
    .default("BucketOwnerEnforced"),
  versioned: z.boolean().default(false),
  requesterPays: z.boolean().default(false),
  /** Whether its policy denies everybody. */
  denies: z.boolean().default(false),
  /** The ids of other accounts that its policy lets read. */
  readableBy: z.array(z.string()).default([]),
  grants: z.array(grant).default([]),
  objects: z.array(object).default([]),
  generated: generatedObjects.optional(),
});

/** Buckets that are made up as they are listed, empty and all alike. */
export const generatedBuckets = z.strictObject({
  count: z.int().min(0),
  prefix: z.string().default("generated"),
  region: z.string().default("us-east-1"),
});

/** A bucket, as answers are made from it. */
export type LocalBucket = z.output<typeof bucket>;
/** An object of it. */
export type LocalObject = z.output<typeof object>;
