import type { Account } from "../../domain/account.ts";
import { evidenceOf, unknownBecause } from "../check.ts";
import { withoutOrganization } from "./members.ts";
import type { OrganizationCheck } from "./organization-check.ts";

export const iamDelegatedAdmin = {
  id: "org-iam-delegated-admin",
  title: "Delegated administrator for IAM",
  question: "Is IAM, and with it central root access, administered outside the management account?",
  needs: ["accounts", "iamDelegatedAdministrators"],
  severity: "low",
  evaluate({ accounts, iamDelegatedAdministrators: delegated }) {
    const none = withoutOrganization(accounts);
    if (none) return none;
    if (!delegated.known) return unknownBecause(delegated.why);
    const names = delegated.value.map((id) => named(id, accounts));
    const evidence = [evidenceOf(delegated, names.join(", ") || "none")];
    if (names.length > 0) return { status: "pass", summary: [names.join(", ")], evidence };
    return {
      status: "fail",
      severity: "low",
      headline: "IAM is administered in the management account alone",
      summary: ["none"],
      detail: ["Central root access can be used only from the account that no service control policy binds"],
      fingerprint: { administrators: "none" },
      evidence,
    };
  },
  remedy: {
    why:
      "Whoever administers IAM for the organization, people and rootcheck alike, works in the management account as long " +
      "as no other account is named for it. No service control policy binds that account, so as little as possible " +
      "should happen in it.",
    before: [
      "Choose an account of the security team in which no workloads run.",
      "Trusted access for IAM has to be on.",
    ],
    console: [
      "Sign in to the management account at https://console.aws.amazon.com/.",
      "Open IAM, Root access management, Delegated administrator, and enter the id of the chosen account.",
    ],
    commands: [
      {
        does: "From the management account: trusted access for IAM, where it is off",
        run: "aws organizations enable-aws-service-access --service-principal iam.amazonaws.com",
      },
      {
        does: "Name the account",
        run:
          "aws organizations register-delegated-administrator --service-principal iam.amazonaws.com " +
          "--account-id SECURITY_ACCOUNT",
      },
    ],
    after: [
      "Move rootcheck there, if it runs in the management account.",
      "Guard that account like the management account: it can open root sessions in all others.",
    ],
  },
  compliance: [{ framework: "CIS AWS Foundations 7.0", ids: ["2.1.1"] }],
} as const satisfies OrganizationCheck;

function named(id: string, accounts: readonly Account[]): string {
  const account = accounts.find((each) => each.id === id);
  return account ? `${account.name} (${id})` : id;
}
