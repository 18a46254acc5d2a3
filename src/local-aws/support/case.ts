import { z } from "zod";

const letter = z.strictObject({
  /** As AWS shows it: `AdminRole (Role) <jane@example.com>`, a bare address, or `Amazon Web Services`. */
  by: z.string(),
  at: z.coerce.date(),
  body: z.string().default("Thank you."),
});

const supportCase = z.strictObject({
  submittedBy: z.string(),
  createdAt: z.coerce.date(),
  subject: z.string().default("A question"),
  isResolved: z.boolean().default(true),
  copied: z.array(z.string()).default([]),
  /** Who wrote in it, the newest first. */
  letters: z.array(letter).default([]),
});

/** What an account has of AWS Support. */
export const support = z
  .strictObject({
    /** Whether its plan comes with the API. */
    hasPlan: z.boolean().default(false),
    cases: z.array(supportCase).default([]),
  })
  .prefault({});

/** A case as answers are made from it. */
export type SupportCase = z.output<typeof supportCase>;
