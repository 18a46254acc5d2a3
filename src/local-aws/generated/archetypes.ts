import type { AccountSpecification } from "../account.ts";
import type { GovernedUnit } from "./governed-units.ts";

/** The kinds of root user that a generated organization is made of, with how frequent each is. */

/** A moment that many hours before the organization is made. */
export type HoursAgo = (hours: number) => Date;

/** Makes one of an account's own things out of its id, as keys and certificates are unique to it. */
export interface Maker {
  readonly id: string;
  readonly ago: HoursAgo;
}

type Root = NonNullable<AccountSpecification["root"]>;

/** How far the member role gets in. */
export type RoleKind = "whole" | "none" | "nothing-allowed" | "no-report" | "no-device-list";

/** One kind of account. */
export interface Archetype {
  readonly name: string;
  /** Accounts out of a thousand, management and home aside. */
  readonly share: number;
  readonly root?: (maker: Maker) => Root;
  /** `whole` where absent. */
  readonly role?: RoleKind;
  /** Whether somebody beside root administers it; so where absent. */
  readonly hasAdministrator?: boolean;
  /** The unit that it must be in, for the policy that is attached there. */
  readonly unit?: GovernedUnit;
  /** `ACTIVE` where absent. */
  readonly state?: Exclude<AccountSpecification["state"], undefined>;
}

/** One kind of account, by a name that is known. */
export type NamedArchetype = Archetype & { readonly name: ArchetypeName };

const DAY = 24;
const YEAR = 365 * DAY;

type Device = NonNullable<Root["mfaDevices"]>[number];
type Key = NonNullable<Root["accessKeys"]>[number];

function password({ ago }: Maker, usedHoursAgo?: number): NonNullable<Root["password"]> {
  const used = usedHoursAgo === undefined ? {} : { lastUsedAt: ago(usedHoursAgo) };
  return { createdAt: ago(4 * YEAR), ...used };
}

function virtual({ ago }: Maker, name = "root-account-mfa-device"): Device {
  return { kind: "virtual", name, enabledAt: ago(3 * YEAR) };
}

function securityKey({ ago }: Maker, name = "safe-one"): Device {
  return { kind: "security-key", name, enabledAt: ago(2 * YEAR) };
}

function hardwareToken({ id, ago }: Maker, letter = "A"): Device {
  return { kind: "hardware-token", name: `GAHT${letter}${id.slice(-7)}`, enabledAt: ago(5 * YEAR) };
}

function key({ id, ago }: Maker, status: "Active" | "Inactive", usedHoursAgo?: number): Key {
  const lastUsed = usedHoursAgo === undefined ? {} : { lastUsed: { at: ago(usedHoursAgo), service: "s3" } };
  const letters = status === "Active" ? "ROOT" : "OLDR";
  return { id: `AKIA${letters}${id}`, status, createdAt: ago(3 * YEAR), ...lastUsed };
}

function certificate({ id, ago }: Maker): NonNullable<Root["signingCertificates"]>[number] {
  return { id: `CERTIFICATEOFROOT${id}`, uploadedAt: ago(9 * YEAR) };
}

/** One virtual device and a password of long ago: the kind of root user that most old accounts have. */
function ordinary(maker: Maker): Root {
  return { password: password(maker, 200 * DAY), mfaDevices: [virtual(maker)] };
}

/** Every kind of member account. */
export const MEMBER_ARCHETYPES = [
  { name: "no-credentials", share: 690 },
  { name: "device-without-password", share: 10, root: (maker) => ({ mfaDevices: [virtual(maker)] }) },
  { name: "one-virtual-device", share: 80, root: ordinary },
  {
    name: "one-security-key",
    share: 30,
    root: (maker) => ({ password: password(maker, 300 * DAY), mfaDevices: [securityKey(maker)] }),
  },
  {
    name: "one-hardware-token",
    share: 15,
    root: (maker) => ({ password: password(maker, 900 * DAY), mfaDevices: [hardwareToken(maker)] }),
  },
  {
    name: "two-security-keys",
    share: 15,
    root: (maker) => ({
      password: password(maker, 150 * DAY),
      mfaDevices: [securityKey(maker), securityKey(maker, "safe-two")],
    }),
  },
  {
    name: "mixed-devices",
    share: 10,
    root: (maker) => ({
      password: password(maker, 120 * DAY),
      mfaDevices: [securityKey(maker), virtual(maker)],
    }),
  },
  {
    name: "two-virtual-devices",
    share: 10,
    root: (maker) => ({
      password: password(maker, 700 * DAY),
      mfaDevices: [virtual(maker), virtual(maker, "phone-of-deputy")],
    }),
  },
  { name: "password-without-mfa", share: 20, root: (maker) => ({ password: password(maker, 400 * DAY) }) },
  { name: "active-key", share: 10, root: (maker) => ({ accessKeys: [key(maker, "Active", 120 * DAY)] }) },
  { name: "inactive-key", share: 10, root: (maker) => ({ accessKeys: [key(maker, "Inactive", 500 * DAY)] }) },
  {
    name: "two-keys",
    share: 5,
    root: (maker) => ({ accessKeys: [key(maker, "Active", 30 * DAY), key(maker, "Inactive")] }),
  },
  { name: "signing-certificate", share: 5, root: (maker) => ({ signingCertificates: [certificate(maker)] }) },
  {
    name: "never-used",
    share: 10,
    root: (maker) => ({
      password: password(maker),
      mfaDevices: [securityKey(maker), securityKey(maker, "safe-two")],
    }),
  },
  { name: "used-yesterday-by-key", share: 2, root: (maker) => ({ accessKeys: [key(maker, "Active", 20)] }) },
  {
    name: "used-last-week",
    share: 8,
    root: (maker) => ({
      password: password(maker, 6 * DAY),
      mfaDevices: [hardwareToken(maker), hardwareToken(maker, "B")],
    }),
  },
  {
    name: "everything-wrong",
    share: 2,
    hasAdministrator: false,
    root: (maker) => ({
      password: password(maker, 2),
      accessKeys: [key(maker, "Active", 5), key(maker, "Inactive", 800 * DAY)],
      signingCertificates: [certificate(maker)],
    }),
  },
  { name: "suspended", share: 10, state: "SUSPENDED", root: ordinary },
  { name: "pending-closure", share: 4, state: "PENDING_CLOSURE", root: ordinary },
  { name: "closed", share: 3, state: "CLOSED" },
  { name: "pending-activation", share: 1, state: "PENDING_ACTIVATION" },
  { name: "root-session-denied", share: 10, unit: "Regulated", root: ordinary },
  { name: "root-session-denied-no-role", share: 5, unit: "Regulated", root: ordinary, role: "none" },
  {
    name: "root-session-exempted-no-role",
    share: 5,
    unit: "Guarded",
    root: (maker) => ({ password: password(maker, 300 * DAY), mfaDevices: [securityKey(maker)] }),
    role: "none",
  },
  { name: "no-role", share: 15, root: ordinary, role: "none" },
  { name: "role-allows-nothing", share: 5, root: ordinary, role: "nothing-allowed" },
  { name: "role-without-report", share: 5, root: ordinary, role: "no-report" },
  { name: "role-without-device-list", share: 3, root: ordinary, role: "no-device-list" },
  { name: "role-denied-by-scp", share: 2, unit: "Frozen", root: ordinary },
] as const satisfies readonly Archetype[];

/** What the account that owns the organization may be like, and home, where the audit runs. */
export const OWN_ARCHETYPES = [
  {
    name: "management-guarded",
    share: 0,
    root: (maker) => ({
      password: password(maker, 212 * DAY),
      mfaDevices: [securityKey(maker), hardwareToken(maker)],
    }),
  },
  {
    name: "management-neglected",
    share: 0,
    root: (maker) => ({ password: password(maker, 30 * DAY), mfaDevices: [virtual(maker)] }),
  },
  { name: "home", share: 0 },
] as const satisfies readonly Archetype[];

/** The name of a kind of account. */
export type ArchetypeName = (typeof MEMBER_ARCHETYPES | typeof OWN_ARCHETYPES)[number]["name"];
