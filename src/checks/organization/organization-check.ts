import type { OrganizationFacts } from "../../domain/organization-facts.ts";
import type { Severity, Verdict } from "../../domain/result.ts";
import type { CheckPolicy, ComplianceId, Remedy } from "../check.ts";

/** One question about the organization as a whole; pure, so that the same facts always get the same answer. */
export interface OrganizationCheck {
  readonly id: string;
  /** Names the subject, so that an answer can follow: "Root sessions · on". */
  readonly title: string;
  readonly question: string;
  /** The facts that it looks at; the reader reads no others. */
  readonly needs: readonly (keyof OrganizationFacts)[];
  /** The worst that a failure can be. */
  readonly severity: Severity;
  readonly remedy: Remedy;
  readonly compliance: readonly ComplianceId[];
  evaluate(facts: OrganizationFacts, policy: CheckPolicy): Verdict;
}
