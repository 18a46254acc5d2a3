import type { RootTask } from "./root-task.ts";
import { CENTRAL, CHECKED, DOCUMENTATION, LIST, SESSIONS } from "./sources.ts";

/** What concerns getting in: passwords, keys, devices and permissions. */
export const signInTasks: readonly RootTask[] = [
  {
    id: "restore-permissions",
    title: "Give an IAM administrator their permissions back",
    classic: 13,
    state: "root only",
    today: "Where the only administrator has shut themselves out, root alone can undo it.",
    inMembers: {
      how: "Often a role such as OrganizationAccountAccessRole can still do it. No task policy does, but one lets root's password be recovered by e-mail",
      taskPolicy: "IAMCreateRootUserPassword",
    },
    words: ["locked", "out", "lockout", "restore", "revoked", "lost", "admin", "admins", "rights", "user"],
    source: LIST,
    checked: CHECKED,
  },
  {
    id: "member-credentials",
    title: "Delete a root user's password, access keys, certificates or MFA devices",
    state: "partly",
    today: "A standalone account's root user, and the management account's, do it themselves.",
    since: CENTRAL,
    inMembers: {
      how: "A root session from the management account or IAM's delegated administrator deletes them all",
      taskPolicy: "IAMDeleteRootUserCredentials",
    },
    words: ["remove", "credentials", "centralized", "central"],
    source: SESSIONS,
    checked: CHECKED,
  },
  {
    id: "password-recovery",
    title: "Recover a lost root password",
    state: "partly",
    today: "It goes by the root user's mailbox, with “Forgot password” on the sign-in page.",
    since: CENTRAL,
    inMembers: {
      how: "Where root has no password any more, a root session allows the recovery by e-mail again",
      taskPolicy: "IAMCreateRootUserPassword",
    },
    words: ["forgot", "forgotten", "reset", "login", "sign", "in", "create", "profile"],
    source: SESSIONS,
    checked: CHECKED,
  },
  {
    id: "lost-mfa",
    title: "Get back in after losing root's MFA device",
    state: "partly",
    today:
      "Another MFA device of root's does. Else the sign-in page lets root in once it has verified the root mailbox and the account's primary telephone number, which an administrator can correct beforehand.",
    since: CENTRAL,
    inMembers: {
      how: "A root session from the management account or IAM's delegated administrator takes the device away",
      taskPolicy: "IAMDeleteRootUserCredentials",
    },
    words: [
      "lost",
      "broken",
      "stolen",
      "phone",
      "authenticator",
      "token",
      "yubikey",
      "locked",
      "out",
      "lockout",
      "sign",
      "in",
    ],
    source: `${DOCUMENTATION}/IAM/latest/UserGuide/id_credentials_mfa_lost-or-broken.html`,
    checked: "2026-11-23",
  },
  {
    id: "govcloud-credentials",
    title: "Get access keys for the root user of a GovCloud account",
    state: "root only",
    today: "They are asked for with AWS Support.",
    words: ["government", "gov", "cloud", "us", "request", "key"],
    source: LIST,
    checked: CHECKED,
  },
];
