import type { OrganizationFacts } from "../../domain/organization-facts.ts";
import type { Result } from "../../domain/result.ts";
import type { CheckPolicy } from "../check.ts";
import { organizationChecks } from "./index.ts";

/** Asks every check of the organization about its facts. */
export function evaluateOrganization(facts: OrganizationFacts, policy: CheckPolicy): readonly Result[] {
  return organizationChecks.map((check) => ({ check: check.id, ...check.evaluate(facts, policy) }));
}
