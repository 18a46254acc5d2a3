import { maskName } from "../domain/mask.ts";
import type { Phrase } from "../domain/result.ts";
import type { Administrator } from "../domain/root-facts.ts";
import { ageOf, type Check, evidenceOf, unknownBecause } from "./check.ts";

export const adminPrincipal = {
  id: "admin-principal",
  title: "Administrator",
  question: "Can somebody other than root administer the account?",
  needs: ["administrators"],
  severity: "medium",
  evaluate({ administrators }, policy) {
    if (!administrators.known) return unknownBecause(administrators.why);
    const { value: found, origin } = administrators;
    const age = ageOf(origin, policy);
    if (found.length > 0) {
      const evidence = [evidenceOf(administrators, `${found.length}: ${fewOf(found)}`)];
      return {
        status: "pass",
        summary: [`${found.length} beside root`, ...age],
        ...detailOf(found),
        evidence,
      };
    }
    return {
      status: "fail",
      severity: "medium",
      headline: "Nobody but root can administer the account",
      summary: ["nobody but root", ...age],
      detail: [
        "No user, group with members or role is allowed everything, nor does Identity Center assign it",
      ],
      evidence: [evidenceOf(administrators, "none")],
      fingerprint: {},
    };
  },
  remedy: {
    why:
      "Where nobody else can administer an account, everybody who has to will use root: its password is shared, its MFA " +
      "gets in the way, and what was done cannot be told from who did it. A policy that locks everybody out then " +
      "leaves root as the only key.",
    before: [
      "Decide who should: a permission set of Identity Center for people, a role for whoever comes from another account.",
      "A member account that was created in the organization began with OrganizationAccountAccessRole, which whoever " +
        "administers the management account can take on; one that was invited never had it.",
    ],
    console: [
      "In the management account, or Identity Center's delegated administrator, open IAM Identity Center at " +
        "https://console.aws.amazon.com/, AWS accounts, and choose ACCOUNT_ID.",
      "Assign users or groups: choose a group of people and a permission set with the policy AdministratorAccess.",
      "Without Identity Center: sign in to the account as root one last time, and create a role in IAM that an account " +
        "of yours may take on, with the policy AdministratorAccess and MFA as its condition.",
    ],
    commands: [
      {
        does: "In the management account, or Identity Center's delegated administrator: assign a permission set to a group",
        run:
          "aws sso-admin create-account-assignment --instance-arn INSTANCE_ARN --target-type AWS_ACCOUNT " +
          "--target-id ACCOUNT_ID --permission-set-arn PERMISSION_SET_ARN --principal-type GROUP --principal-id GROUP_ID",
      },
      {
        does: "In the account itself: see who has AWS's administrator policy",
        run: "aws iam list-entities-for-policy --policy-arn arn:aws:iam::aws:policy/AdministratorAccess",
      },
    ],
    after: [
      "Sign in that way once, before anybody needs it.",
      "Then take root's credentials away: with centralized root access a member account needs none.",
      "This is read about once a week here: the next reading shows it.",
    ],
  },
  compliance: [],
} as const satisfies Check;

const SHOWN = 3;

function fewOf(found: readonly Administrator[]): string {
  const more = found.length - SHOWN;
  const names = found.slice(0, SHOWN).map(({ kind, name }) => `${kind} ${maskName(name)}`);
  return names.join(", ") + (more > 0 ? ` and ${more} more` : "");
}

/** The roles that Organizations and Control Tower make in member accounts for the management account. */
const FROM_MANAGEMENT = new Set(["OrganizationAccountAccessRole", "AWSControlTowerExecution"]);

function detailOf(found: readonly Administrator[]): { readonly detail: Phrase } {
  const handed = found.find(({ kind, name }) => kind === "role" && FROM_MANAGEMENT.has(name));
  const whose =
    handed &&
    `; whoever administers the management account can take on ${found.length > 1 ? handed.name : "that role"}`;
  return { detail: [fewOf(found), ...(whose ? [whose] : [])] };
}
