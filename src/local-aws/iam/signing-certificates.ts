import {
  ListSigningCertificates$,
  type ListSigningCertificatesRequest,
  type ListSigningCertificatesResponse,
} from "@aws-sdk/client-iam";
import { operation } from "../operation.ts";
import { subjectOf, subjectResource } from "./identities.ts";
import { pageOf } from "./page.ts";

/** Lists the signing certificates of a user, or of root. */
export const listSigningCertificates = operation<
  ListSigningCertificatesRequest,
  ListSigningCertificatesResponse
>({
  schema: ListSigningCertificates$,
  resource: subjectResource,
  answer(call) {
    const subject = subjectOf(call);
    const UserName = subject.kind === "user" ? subject.UserName : undefined;
    const { entries, ...page } = pageOf(subject.credentials.signingCertificates, call.input);
    const certificates = entries.map((certificate) => ({
      UserName,
      CertificateId: certificate.id,
      CertificateBody: "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----",
      Status: certificate.status,
      UploadDate: certificate.uploadedAt,
    }));
    return { Certificates: certificates, ...page };
  },
});
