import { hints } from "./hints.ts";
import { organizations } from "./organizations.ts";
import { ownerNames } from "./owner-names.ts";
import { primaryEmail } from "./primary-email.ts";
import type { EmailSource } from "./source.ts";
import { supportCases } from "./support-cases.ts";

/** Every source, in the order in which they are shown. */
export const emailSources: readonly EmailSource[] = [
  organizations,
  primaryEmail,
  supportCases,
  ownerNames,
  hints,
];
