import type { AccessKey, LocalAccount, LocalUser, RootUser } from "../account.ts";
import type { LocalOrganization } from "../organization.ts";
import type { Switches } from "../switches.ts";
import { rootArn, userArn } from "./identities.ts";

const COLUMNS = [
  "user",
  "arn",
  "user_creation_time",
  "password_enabled",
  "password_last_used",
  "password_last_changed",
  "password_next_rotation",
  "mfa_active",
  "access_key_1_active",
  "access_key_1_last_rotated",
  "access_key_1_last_used_date",
  "access_key_1_last_used_region",
  "access_key_1_last_used_service",
  "access_key_2_active",
  "access_key_2_last_rotated",
  "access_key_2_last_used_date",
  "access_key_2_last_used_region",
  "access_key_2_last_used_service",
  "cert_1_active",
  "cert_1_last_rotated",
  "cert_2_active",
  "cert_2_last_rotated",
];

type Format = Pick<Switches, "legacyRootRow" | "additionalCredentialsColumn" | "reportTimeZone">;

/** The credential report's bytes for an account as it is now: root first, lines ended by LF, the last one not. */
export function reportCsv(organization: LocalOrganization, account: LocalAccount, format: Format): string {
  const rows = [rootRow(organization, account, format)];
  for (const user of account.users) rows.push(userRow(organization, account, user, format));
  const header = format.additionalCredentialsColumn ? [...COLUMNS, "additional_credentials_info"] : COLUMNS;
  return [header, ...rows].map((cells) => cells.map(quoted).join(",")).join("\n");
}

function rootRow(organization: LocalOrganization, account: LocalAccount, format: Format): readonly string[] {
  const { root } = account;
  const [enabled, lastUsed, lastChanged] = passwordCells(root, format);
  return [
    "<root_account>",
    rootArn(organization, account),
    timeText(account.joinedAt, format),
    format.legacyRootRow ? "not_supported" : enabled,
    lastUsed,
    format.legacyRootRow ? "not_supported" : lastChanged,
    "not_supported",
    ...credentialCells(root, format),
  ];
}

function userRow(
  organization: LocalOrganization,
  account: LocalAccount,
  user: LocalUser,
  format: Format,
): readonly string[] {
  return [
    user.name,
    userArn(organization, account, user),
    timeText(user.createdAt, format),
    ...passwordCells(user, format),
    "N/A",
    ...credentialCells(user, format),
  ];
}

function passwordCells({ password }: RootUser, format: Format): readonly [string, string, string] {
  if (!password) return ["false", "N/A", "N/A"];
  const lastUsed = password.lastUsedAt ? timeText(password.lastUsedAt, format) : "no_information";
  return ["true", lastUsed, timeText(password.createdAt, format)];
}

function credentialCells(
  { mfaDevices, accessKeys, signingCertificates }: RootUser,
  format: Format,
): string[] {
  const certificates = [0, 1].flatMap((index) => {
    const certificate = signingCertificates[index];
    if (!certificate) return ["false", "N/A"];
    return [String(certificate.status === "Active"), timeText(certificate.uploadedAt, format)];
  });
  const more = Math.max(0, accessKeys.length - 2) + Math.max(0, signingCertificates.length - 2);
  return [
    String(mfaDevices.length > 0),
    ...keyCells(accessKeys[0], format),
    ...keyCells(accessKeys[1], format),
    ...certificates,
    ...(format.additionalCredentialsColumn ? [more > 0 ? `${more} more` : "N/A"] : []),
  ];
}

function keyCells(key: AccessKey | undefined, format: Format): readonly string[] {
  if (!key) return ["false", "N/A", "N/A", "N/A", "N/A"];
  const { status, createdAt, lastUsed } = key;
  const use = lastUsed
    ? [timeText(lastUsed.at, format), lastUsed.region, lastUsed.service]
    : ["N/A", "N/A", "N/A"];
  return [String(status === "Active"), timeText(createdAt, format), ...use];
}

function timeText(time: Date, { reportTimeZone }: Format): string {
  return time.toISOString().slice(0, 19) + reportTimeZone;
}

function quoted(cell: string): string {
  return /[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
