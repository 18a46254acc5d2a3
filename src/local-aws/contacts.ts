import { z } from "zod";

/** Whom AWS writes to or rings up about an account, beside its root user. */

/** The contact for billing, operations or security. */
export const alternateContact = z.strictObject({
  name: z.string().default("Duty Desk"),
  title: z.string().default("On call"),
  email: z.string(),
  phone: z.string().default("+49 30 5550100"),
});

/** Who holds the account; every account was opened by somebody, though hardly with all of this. */
export const contactInformation = z.strictObject({
  fullName: z.string().default("Cloud Operations"),
  company: z.string().optional(),
  phone: z.string().optional(),
  addressLine1: z.string().default("Hafenstrasse 1"),
  city: z.string().default("Hamburg"),
  postalCode: z.string().default("20457"),
  countryCode: z.string().length(2).default("DE"),
  website: z.string().optional(),
});

/** A contact as answers are made from it. */
export type AlternateContact = z.output<typeof alternateContact>;
