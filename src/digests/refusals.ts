/** Slack's words for what no digest of the channel can get past, and what has to change. */
const LASTING: Readonly<Record<string, string>> = {
  is_archived: "the channel is archived",
  not_in_channel: "rootcheck is not in the channel (invite it again)",
  channel_not_found: "rootcheck does not see the channel (invite it again)",
  missing_scope: "the Slack app lacks a permission (install it again with manifest.yml)",
  no_permission: "the Slack app lacks a permission (install it again with manifest.yml)",
  not_allowed_token_type: "the Slack app's token is of another kind than a bot's",
  ekm_access_denied: "the workspace's administrators have suspended posting",
  team_access_not_granted: "the Slack app may not act in this workspace any more",
};

const TOKEN = "Slack does not accept rootcheck's token (SLACK_BOT_TOKEN) any more";
const TOKEN_TROUBLE = new Set([
  "invalid_auth",
  "not_authed",
  "account_inactive",
  "token_revoked",
  "token_expired",
  "org_login_required",
  "access_denied",
]);

const RESTRICTED = "the channel's settings do not let rootcheck post";

/** Why Slack would refuse a channel's next digest as well, for a person; undefined where only this one was wrong. */
export function lastingTrouble(refusal: string): string | undefined {
  if (TOKEN_TROUBLE.has(refusal)) return TOKEN;
  // restricted_action, restricted_action_read_only_channel and more of the kind
  return LASTING[refusal] ?? (refusal.startsWith("restricted_action") ? RESTRICTED : undefined);
}
