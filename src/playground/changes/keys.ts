import type { Change } from "./change.ts";

/** As many as AWS lets root have, of access keys and of certificates. */
const MOST = 2;

/** What programs sign with as root. */
export const keyChanges: readonly Change[] = [
  {
    id: "create-root-key",
    label: "Create a root access key",
    done: "root has a new access key",
    learntFrom: "account",
    applies: ({ account }) => account.root.accessKeys.length < MOST,
    apply: ({ account: { id, root } }, now) => {
      root.accessKeys.push({ id: `AKIA${letters(now)}${id.slice(-8)}`, status: "Active", createdAt: now });
    },
  },
  {
    id: "use-root-key",
    label: "Use the root access key",
    done: "a program has used the root access key",
    learntFrom: "credential-report",
    applies: ({ account }) => account.root.accessKeys.some(({ status }) => status === "Active"),
    apply: ({ account }, now) => {
      const key = account.root.accessKeys.find(({ status }) => status === "Active");
      if (key) key.lastUsed = { at: now, region: "us-east-1", service: "iam" };
    },
  },
  {
    id: "deactivate-root-keys",
    label: "Deactivate root access keys",
    done: "root's access keys are inactive now",
    learntFrom: "credential-report",
    applies: ({ account }) => account.root.accessKeys.some(({ status }) => status === "Active"),
    apply: ({ account }) => {
      for (const key of account.root.accessKeys) key.status = "Inactive";
    },
  },
  {
    id: "delete-root-keys",
    label: "Delete root access keys",
    done: "root has no access key any more",
    learntFrom: "account",
    applies: ({ account }) => account.root.accessKeys.length > 0,
    apply: ({ account }) => {
      account.root.accessKeys = [];
    },
  },
  {
    id: "upload-signing-certificate",
    label: "Upload a signing certificate",
    done: "root has a new signing certificate",
    learntFrom: "account",
    applies: ({ account }) => account.root.signingCertificates.length < MOST,
    apply: ({ account: { id, root } }, now) => {
      root.signingCertificates.push({ id: `CERT${letters(now)}${id}`, status: "Active", uploadedAt: now });
    },
  },
  {
    id: "delete-signing-certificates",
    label: "Delete signing certificates",
    done: "root has no signing certificate any more",
    learntFrom: "account",
    applies: ({ account }) => account.root.signingCertificates.length > 0,
    apply: ({ account }) => {
      account.root.signingCertificates = [];
    },
  },
];

/** Eight letters that differ from one moment to the next, as ids of keys do. */
function letters(now: Date): string {
  return now.getTime().toString(36).toUpperCase().padStart(8, "A");
}
