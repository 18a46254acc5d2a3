import { type Check, evidenceOf, rootSession, unknownBecause } from "./check.ts";

export const rootSigningCertificate = {
  id: "root-signing-certificate",
  title: "Root signing certificate",
  question: "Is root free of X.509 signing certificates?",
  needs: ["signingCertificatesPresent"],
  severity: "high",
  evaluate({ signingCertificatesPresent: present }) {
    if (!present.known) return unknownBecause(present.why);
    const evidence = [evidenceOf(present)];
    if (!present.value) return { status: "pass", summary: ["none"], evidence };
    return {
      status: "fail",
      severity: "high",
      headline: "Root has a signing certificate",
      summary: ["present"],
      detail: ["Whoever has its private key can sign requests as root, without a password or MFA"],
      evidence,
      fingerprint: {},
    };
  },
  remedy: {
    why:
      "A signing certificate is an access key by another name, from the years of SOAP: it signs requests with all of " +
      "root's power, and hardly anybody remembers that it is there.",
    before: [
      "See whether anything old still signs with it: tools for S3-backed machine images did. CloudTrail names root as " +
        "the caller.",
      "Move what still needs a certificate to a role, or to an IAM user with a certificate of its own.",
      "Deactivate it first and wait, where somebody can sign in as root: that can be undone, deleting cannot.",
    ],
    console: [
      "Sign in as the root user at https://console.aws.amazon.com/.",
      "Open the account menu, Security credentials, X.509 signing certificates.",
      "Actions, Deactivate. After the wait: Actions, Delete.",
    ],
    commands: [
      rootSession("IAMDeleteRootUserCredentials"),
      { does: "Then with the credentials of that session", run: "aws iam list-signing-certificates" },
      {
        does: "And, only when nothing signs with it any more",
        run: "aws iam delete-signing-certificate --certificate-id CERTIFICATE_ID",
      },
    ],
    after: [
      "Re-check here: the account's summary shows at once that it is gone.",
      "Destroy its private key too.",
    ],
  },
  compliance: [],
} as const satisfies Check;
