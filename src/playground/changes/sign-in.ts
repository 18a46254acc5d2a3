import type { LocalAccount } from "../../local-aws/account.ts";
import type { Change } from "./change.ts";

/** AWS allows this many devices. */
const MOST_DEVICES = 8;

/** The root user's password, its second factor, and signing in with them. */
export const signInChanges: readonly Change[] = [
  {
    id: "set-root-password",
    label: "Set a root password",
    done: "root has a password now",
    learntFrom: "account",
    applies: ({ account }) => account.root.password === undefined,
    apply: ({ account }, now) => {
      account.root.password = { createdAt: now };
    },
  },
  {
    id: "remove-root-password",
    label: "Remove the root password",
    done: "root has no password any more",
    learntFrom: "account",
    applies: ({ account }) => account.root.password !== undefined,
    apply: ({ account }) => {
      delete account.root.password;
    },
  },
  {
    id: "turn-mfa-on",
    label: "Turn MFA on (security key)",
    done: "root has a security key now",
    learntFrom: "account",
    applies: ({ account }) => account.root.mfaDevices.length === 0,
    apply: ({ account }, now) => addSecurityKey(account, now),
  },
  {
    id: "add-mfa-device",
    label: "Add another security key",
    done: "root has one more security key now",
    learntFrom: "account",
    applies: ({ account: { root } }) => root.mfaDevices.length > 0 && root.mfaDevices.length < MOST_DEVICES,
    apply: ({ account }, now) => addSecurityKey(account, now),
  },
  {
    id: "remove-virtual-mfa",
    label: "Remove virtual MFA devices",
    done: "root has no virtual MFA device any more",
    learntFrom: "account",
    applies: ({ account }) => account.root.mfaDevices.some(({ kind }) => kind === "virtual"),
    apply: ({ account: { root } }) => {
      root.mfaDevices = root.mfaDevices.filter(({ kind }) => kind !== "virtual");
    },
  },
  {
    id: "remove-mfa",
    label: "Remove all MFA devices",
    done: "root has no MFA device any more",
    learntFrom: "account",
    applies: ({ account }) => account.root.mfaDevices.length > 0,
    apply: ({ account }) => {
      account.root.mfaDevices = [];
    },
  },
  {
    id: "sign-in-as-root",
    label: "Sign in as root",
    done: "somebody has signed in as root",
    learntFrom: "credential-report",
    applies: ({ account }) => account.root.password !== undefined,
    apply: ({ account: { root } }, now) => {
      if (root.password) root.password.lastUsedAt = now;
    },
  },
];

function addSecurityKey({ root }: LocalAccount, now: Date): void {
  const names = new Set(root.mfaDevices.map(({ name }) => name));
  const name = Array.from({ length: MOST_DEVICES }, (_, index) => `security-key-${index + 1}`).find(
    (candidate) => !names.has(candidate),
  );
  if (name) root.mfaDevices.push({ kind: "security-key", name, enabledAt: now });
}
