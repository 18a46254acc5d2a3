import type { Account } from "../domain/account.ts";
import type { Evidence } from "../domain/result.ts";
import { type Check, evidenceOf, notApplicable, rootSession, unknownBecause } from "./check.ts";
import { outsideOrganization } from "./no-organization.ts";
import { anyAccessKey } from "./root-access-key.ts";

const inAList = new Intl.ListFormat("en-GB", { type: "conjunction" });

export const rootCredentialsRemoved = {
  id: "root-credentials-removed",
  title: "Root credentials",
  question: "Where the organization manages root centrally, has this root no credentials left?",
  needs: [
    "account",
    "centralCredentialsManagement",
    "passwordPresent",
    "accessKeysPresent",
    "accessKeys",
    "signingCertificatesPresent",
  ],
  severity: "medium",
  evaluate(facts) {
    const { account, centralCredentialsManagement: central } = facts;
    if (account.isManagement) {
      return notApplicable(
        "management-account",
        "the management account's root cannot be managed centrally",
        evidenceOfOwner(account),
      );
    }
    const outside = outsideOrganization(account);
    if (outside) return outside;
    if (!central.known) return unknownBecause(central.why);
    const feature = evidenceOf(central, central.value ? "on" : "off");
    if (!central.value) {
      return notApplicable("central-management-off", "central root management is off", [feature]);
    }
    const credentials = [
      { name: "password", read: facts.passwordPresent },
      { name: "access key", read: anyAccessKey(facts) },
      { name: "signing certificate", read: facts.signingCertificatesPresent },
    ] as const;
    const evidence = [...credentials.flatMap(({ read }) => (read.known ? [evidenceOf(read)] : [])), feature];
    const there = credentials.filter(({ read }) => read.known && read.value).map(({ name }) => name);
    if (there.length > 0) {
      const headline = `Root still has ${inAList.format(there.map(withArticle))}`;
      const detail = ["The organization manages root centrally, so none of them is needed"];
      const fingerprint = Object.fromEntries(
        credentials.flatMap(({ name, read }) =>
          read.known ? [[name, read.value ? "present" : "absent"]] : [],
        ),
      );
      const summary = [there.join(", ")];
      return { status: "fail", severity: "medium", headline, summary, detail, evidence, fingerprint };
    }
    for (const { read } of credentials) if (!read.known) return unknownBecause(read.why, evidence);
    return { status: "pass", summary: ["none"], evidence };
  },
  remedy: {
    why:
      "Central root management removes nothing by itself. Until a member's root loses its credentials they stay what " +
      "they were: a way in that nobody watches. Without them there is no password to guess and no device to lose.",
    before: [
      "See in the other checks what root is still used for, and move it away.",
      "Have somebody who can administer the account without root.",
      "Know the way back: the organization can let a member's root set a password again, through the root mailbox. So " +
        "that mailbox still has to work, and to be yours.",
    ],
    console: [
      "Sign in to the management account, or the delegated administrator for IAM, at https://console.aws.amazon.com/.",
      "Open IAM, Root access management, and choose the account ACCOUNT_ID.",
      "Take privileged action, Delete root user credentials.",
    ],
    commands: [
      rootSession("IAMDeleteRootUserCredentials"),
      { does: "With the credentials of that session, the keys first", run: "aws iam list-access-keys" },
      { does: "Each of them", run: "aws iam delete-access-key --access-key-id KEY_ID" },
      {
        does: "Then signing certificates, by the ids that aws iam list-signing-certificates gives",
        run: "aws iam delete-signing-certificate --certificate-id CERTIFICATE_ID",
      },
      { does: "Then the password", run: "aws iam delete-login-profile" },
      {
        does: "MFA devices last, so that a password is never left without one; their serial numbers by list-mfa-devices",
        run: "aws iam deactivate-mfa-device --serial-number SERIAL_NUMBER",
      },
    ],
    after: [
      "Re-check here: the account's summary shows at once what is gone.",
      "Accounts made in the organization from now on start without root credentials; invited ones bring theirs.",
    ],
  },
  compliance: [],
} as const satisfies Check;

/** An account's ARN in Organizations has the management account's id in it. */
function evidenceOfOwner({ described }: Account): readonly Evidence[] {
  if (!described) return [];
  return [{ ...described, field: "Arn", rung: "own credentials", value: "of the management account" }];
}

function withArticle(name: string): string {
  return name.startsWith("a") ? `an ${name}` : `a ${name}`;
}
