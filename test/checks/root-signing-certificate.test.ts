import { expect, test } from "vitest";
import { rootSigningCertificate } from "../../src/checks/root-signing-certificate.ts";
import { unread } from "../../src/domain/read.ts";
import type { AccountFacts } from "../../src/domain/root-facts.ts";
import { accountFacts, certificatesPresent, denied } from "../support/root-facts.ts";
import { type Expected, gist } from "./gist.ts";

test.each<[string, AccountFacts["signingCertificatesPresent"], Expected]>([
  [
    "none",
    certificatesPresent(false),
    {
      status: "pass",
      summary: "none",
      evidence: ["iam:GetAccountSummary AccountSigningCertificatesPresent = false"],
    },
  ],
  [
    "a certificate",
    certificatesPresent(true),
    {
      status: "fail",
      severity: "high",
      headline: "Root has a signing certificate",
      summary: "present",
      evidence: ["iam:GetAccountSummary AccountSigningCertificatesPresent = true"],
    },
  ],
  [
    "denied",
    unread(denied),
    {
      status: "unknown",
      code: "access-denied",
      summary: "access denied: iam:GetAccountSummary is not allowed",
      evidence: [],
    },
  ],
])("%s", (_name, signingCertificatesPresent, expected) => {
  expect(gist(rootSigningCertificate.evaluate(accountFacts({ signingCertificatesPresent })))).toEqual(
    expected,
  );
});
