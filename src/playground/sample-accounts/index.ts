import type { AccountSpecification } from "../../local-aws/account.ts";
import { administratorsRole, organizationRole, type Story } from "./account.ts";
import { acquired } from "./acquired.ts";
import { own } from "./own.ts";
import { platform } from "./platform.ts";
import { production } from "./production.ts";
import { regulated } from "./regulated.ts";
import { sandbox } from "./sandbox.ts";
import { security } from "./security.ts";
import { standalone } from "./standalone.ts";

/** The accounts of the playground's company, each with a story that happens in real ones. */
const stories: readonly Story[] = [
  own,
  security,
  production,
  regulated,
  platform,
  sandbox,
  acquired,
  standalone,
];

/** Whom AWS can reach about an account, where nothing else is said. */
export const CONTACTS = {
  securityContact: { name: "Security desk", email: "security@example.com" },
  contactInformation: { company: "Brightharbor GmbH", phone: "+49 40 5550123" },
} as const;

/** All of them, as they stand at a moment. */
export function sampleAccounts(now: Date): AccountSpecification[] {
  const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);
  return stories
    .flatMap((story) => story(daysAgo))
    .map((account) => ({ ...CONTACTS, ...account, roles: rolesOf(account) }));
}

/** The organization's own role is in the accounts that were created in it, unless Identity Center's took its place. */
function rolesOf({ roles = [], joinedMethod, groups }: AccountSpecification): AccountSpecification["roles"] {
  const hasOther = groups !== undefined || roles.includes(administratorsRole);
  return joinedMethod === "INVITED" || hasOther ? roles : [...roles, organizationRole];
}
