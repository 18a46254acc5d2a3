import { generateOrganization } from "../../src/local-aws/generated-organization.ts";
import { type LocalOrganization, organization } from "../../src/local-aws/organization.ts";

/** Each of them fails seven checks. */
const NEGLECTED = 730;

/** An organization of which nobody has ever taken care: more than 5,000 findings. */
export function neglectedOrganization(now: Date): LocalOrganization {
  const generated = generateOrganization({ accounts: 60, seed: 5, kind: "even", now });
  const [management, home] = generated.organization.accounts;
  const worst = generated.truth.find(({ archetype }) => archetype === "everything-wrong");
  const pattern = generated.organization.accounts.find(({ id }) => id === worst?.accountId);
  if (!management || !home || !pattern)
    throw new Error("The organization has no account with everything wrong.");
  const neglected = Array.from({ length: NEGLECTED }, (_, index) => {
    const id = String(700_000_000_000 + index);
    return { ...pattern, id, name: `forgotten-${index}`, email: `aws-root-${id}@example.com` };
  });
  return organization({ ...generated.organization, accounts: [management, home, ...neglected] });
}

/** Somebody makes a root access key in an account, whose others go. */
export function breakRoot({ accounts }: LocalOrganization, name: string, now: Date): void {
  const account = [...accounts.values()].find((candidate) => candidate.name === name);
  if (!account) throw new Error(`There is no account ${name}.`);
  const moment = now.getTime().toString(36).toUpperCase().padStart(8, "A");
  account.root.accessKeys = [
    { id: `AKIA${moment}${account.id.slice(-8)}`, status: "Active", createdAt: now },
  ];
}
