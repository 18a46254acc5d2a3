/** What the bot token needs, as manifest.yml asks for it, and what would not work without each. */
export const scopePurposes: Readonly<Record<string, string>> = {
  commands: "being asked by /rootcheck",
  "chat:write": "posting results, digests and alerts",
  "files:write": "putting files into the thread of an audit",
  "channels:read": "seeing whether another company reads a public channel",
  "groups:read": "seeing whether another company reads a private channel",
  "users:read": "telling members from guests and strangers",
  "usergroups:read": "user groups that are given a role",
};
