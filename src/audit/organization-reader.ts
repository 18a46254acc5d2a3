import type { ReadOrganizationFacts } from "../domain/organization-facts.ts";

/** Reads what AWS says of the organization itself. */
export interface OrganizationReader {
  /**
   * By the app's own credentials. Whatever AWS refuses or fails to answer becomes a reason inside the facts. Rejects
   * only with the signal's reason when it aborts, or when reading itself broke down. `purpose` names the audit in
   * AWS's own logs: `A87`.
   */
  readOrganization(purpose: string, signal: AbortSignal): Promise<ReadOrganizationFacts>;
}
