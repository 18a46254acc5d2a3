import type { LocalOrganization } from "../local-aws/organization.ts";
import { restoreMemberRole } from "./changes/access.ts";
import { sampleOrganization, settings } from "./sample-organization.ts";

/** Nobody gets into it in the playground; for a rehearsal, its role has been made as well. */
const PROD_LEDGER = "433333333333";

/** What `npm run local-aws` serves: the playground's organization, set up as README.md says. */
export const organization: LocalOrganization = sampleOrganization(new Date());
const ledger = organization.accounts.get(PROD_LEDGER);
if (!ledger) throw new Error(`There is no account ${PROD_LEDGER}.`);
restoreMemberRole(ledger);

/** What `npm run local-aws` prints beside its credentials. */
export { settings };
