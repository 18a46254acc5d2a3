import type { Remedy } from "../../check.ts";

/** How to deny the root users of all member accounts without stopping central root sessions. */
export const rootDenyRemedy: Remedy = {
  why:
    "Only a service control policy binds an account's root user. Where one denies it everything, a stolen password, " +
    "key or mailbox opens nothing. Where it denies root sessions as well, rootcheck cannot read by them and nobody can " +
    "remove root credentials centrally.",
  before: [
    "See that nothing in the member accounts still works as root: root access keys and recent use, in the other checks.",
    "Service control policies have to be on, and centralized root access too, for what still needs root.",
    "Try it on a unit with one account of little weight. The management account is beyond every policy: its root is " +
      "guarded by MFA and by being noticed.",
  ],
  console: [
    "Sign in to the management account at https://console.aws.amazon.com/.",
    "Open AWS Organizations, Policies, Service control policies, and the policy that denies root, or create one.",
    'A statement that denies root everything: Effect "Deny", Action "*", Resource "*", and as its Condition StringLike ' +
      'aws:PrincipalArn "arn:aws:iam::*:root" together with Null aws:AssumedRoot "true". The second condition spares ' +
      "root sessions.",
    "Under Targets attach it to the root of the organization, so that accounts yet to come are reached as well.",
    "With Control Tower: set ExemptAssumeRoot of the control AWS-GR_RESTRICT_ROOT_USER instead of changing its policy.",
  ],
  commands: [
    {
      does: "From the management account: write the policy into deny-root.json, and create it",
      run:
        "aws organizations create-policy --type SERVICE_CONTROL_POLICY --name deny-root " +
        "--description 'Denies root users, spares root sessions' --content file://deny-root.json",
    },
    {
      does: "Or put right the one that is there, by the id that the finding names",
      run: "aws organizations update-policy --policy-id POLICY_ID --content file://deny-root.json",
    },
    { does: "The id of the organization's root", run: "aws organizations list-roots --query 'Roots[].Id'" },
    {
      does: "Attach it there",
      run: "aws organizations attach-policy --policy-id POLICY_ID --target-id ROOT_ID",
    },
  ],
  after: [
    "Audit the organization again: it names every account that is still missed.",
    "A policy takes effect within minutes. An account that needs its root for a while is best moved to a unit of its own.",
    "See that unit and account exemptions are still wanted; each is a root user that nothing holds.",
  ],
};
