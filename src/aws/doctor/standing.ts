import { type Judgement, off, waitsFor } from "./judgement.ts";
import type { DelegatedService, Inside } from "./seen.ts";

/** The subjects of the lines that other lines wait for. */
export const subjects = {
  organization: "Organization",
  delegation: "Delegated administrator",
  trust: "Trusted access",
  features: "Centralized root access",
  list: "List of accounts",
  policies: "Service control policies",
} as const;

/** What stands in for everything that takes an organization with all features, where there is surely none. */
export function withoutOrganization({ organization }: Inside): Judgement | undefined {
  if (!organization.ok) return undefined;
  if (!organization.value) return off("There is no organization.");
  return organization.value.hasAllFeatures ? undefined : waitsFor(subjects.organization);
}

export function isHomeManagement({ organization, own }: Inside): boolean {
  return organization.ok && organization.value?.managementId === own.accountId;
}

/** What stands in for what only a service's administrator is told, where other lines say that home is none. */
export function withoutStanding(inside: Inside, service: DelegatedService): Judgement | undefined {
  if (isUndelegated(inside, service)) return waitsFor(subjects.delegation);
  return isUntrusted(inside, service) ? waitsFor(subjects.trust) : undefined;
}

/** Whether it is known that home does not administer a service; of none given, any. */
export function isUndelegated(inside: Inside, service?: DelegatedService): boolean {
  const { administrators, organization, own } = inside;
  if (!administrators.ok) return administrators.because === "not-administrator";
  // The management account is on no such list, and need not be.
  if (!organization.ok || isHomeManagement(inside)) return false;
  return service !== undefined && !administrators.value[service].includes(own.accountId);
}

function isUntrusted({ trustedServices }: Inside, service: DelegatedService): boolean {
  return trustedServices.ok && !trustedServices.value.includes(service);
}
