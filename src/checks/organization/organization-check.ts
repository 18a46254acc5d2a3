import type { OrganizationFacts } from "../../domain/organization-facts.ts";
import type { CheckOf } from "../check.ts";

/** One question about the organization as a whole. */
export type OrganizationCheck = CheckOf<OrganizationFacts>;
