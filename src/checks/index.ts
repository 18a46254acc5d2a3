import { accountState } from "./account-state.ts";
import { adminPrincipal } from "./admin-principal.ts";
import type { Check } from "./check.ts";
import { primaryContact } from "./primary-contact.ts";
import { rootAccessKey } from "./root-access-key.ts";
import { rootCredentialsRemoved } from "./root-credentials-removed.ts";
import { rootEmail } from "./root-email.ts";
import { rootMfa } from "./root-mfa.ts";
import { rootMfaBackup } from "./root-mfa-backup.ts";
import { rootMfaHardware } from "./root-mfa-hardware.ts";
import { rootSigningCertificate } from "./root-signing-certificate.ts";
import { rootUnused } from "./root-unused.ts";
import { securityContact } from "./security-contact.ts";

/** Every check of an account, in the order in which reports name them. */
export const checks: readonly Check[] = [
  rootAccessKey,
  rootMfa,
  rootMfaHardware,
  rootMfaBackup,
  rootUnused,
  rootSigningCertificate,
  rootCredentialsRemoved,
  rootEmail,
  securityContact,
  primaryContact,
  adminPrincipal,
  accountState,
];
