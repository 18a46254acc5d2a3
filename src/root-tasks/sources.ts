/** Where AWS's documentation begins. */
export const DOCUMENTATION = "https://docs.aws.amazon.com";
/** AWS's own list of what takes the root user. */
export const LIST = `${DOCUMENTATION}/IAM/latest/UserGuide/id_root-user.html`;
/** What can be done in member accounts from the centre instead. */
export const SESSIONS = `${DOCUMENTATION}/IAM/latest/UserGuide/id_root-user-privileged-task.html`;
/** The day on which these were looked at. */
export const CHECKED = "2026-09-26";
/** When AWS brought out centralized root access. */
export const CENTRAL = "2024-11-14";
