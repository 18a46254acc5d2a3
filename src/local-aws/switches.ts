import { z } from "zod";

/**
 * What is not established about AWS, or differs between old and new answers. The app must give the same
 * verdicts whichever way these stand.
 */
export const switchesShape = z.strictObject({
  /** Which of Organizations' two words for an account's life an answer carries; `Status` is being retired. */
  accountState: z.enum(["both", "state", "status"]).default("both"),
  /** Whether accounts come with `Paths`. */
  paths: z.boolean().default(true),
  /** Whether lists have empty pages in between, with a token for the next one. */
  emptyPages: z.boolean().default(false),
  /** The greatest number of entries on a page of Organizations, whatever is asked for. */
  pageSize: z.int().min(1).max(20).default(20),
  /** Whether the credential report has its 23rd column, `additional_credentials_info`. */
  additionalCredentialsColumn: z.boolean().default(false),
  /** Whether the report says `not_supported` of root's password, as it did for years. */
  legacyRootRow: z.boolean().default(false),
  /** How the report writes the end of a time. */
  reportTimeZone: z.enum(["Z", "+00:00"]).default("Z"),
  /** Whether a denial by a service control policy says which one it was. */
  scpDenialNamesPolicy: z.boolean().default(false),
  /** Whether S3 says the owner to an account that has no bucket. */
  ownerWithoutBuckets: z.boolean().default(true),
  /** Whether S3 still names owners beside their ids, as it did in some Regions until late in 2025. */
  displayNames: z.boolean().default(false),
  /** Whether S3 says the Regions of the buckets that it lists in pages. */
  bucketRegions: z.boolean().default(true),
  /** How S3 sends on who asks for a bucket of another Region. */
  bucketElsewhere: z
    .enum([
      "PermanentRedirect",
      "TemporaryRedirect",
      "AuthorizationHeaderMalformed",
      "IllegalLocationConstraintException",
    ])
    .default("PermanentRedirect"),
  /** Keys of the account summary to leave out. */
  summaryWithout: z.array(z.string()).default([]),
});

/** How every switch stands. */
export type Switches = z.output<typeof switchesShape>;
