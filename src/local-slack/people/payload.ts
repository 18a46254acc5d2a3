import type { Channel, Person } from "../control.ts";
import type { Slack } from "../slack.ts";

/** The old shared secret that Slack still sends with everything, and nobody should look at. */
const VERIFICATION_TOKEN = "verification-token";

/** What every interaction's payload says of the app and of who acted where. */
export function interactionPayload(slack: Slack, person: Person) {
  const { team, enterprise, app } = slack.workspace;
  return {
    token: VERIFICATION_TOKEN,
    api_app_id: app.id,
    team: {
      id: team.id,
      domain: team.domain,
      ...(enterprise && { enterprise_id: enterprise.id, enterprise_name: enterprise.name }),
    },
    enterprise: enterprise ?? null,
    is_enterprise_install: false,
    user: { id: person.id, username: person.name, name: person.name, team_id: teamOf(slack, person) },
  };
}

export function commandPayload(slack: Slack, person: Person, channel: Channel) {
  const { team, enterprise, app } = slack.workspace;
  return {
    token: VERIFICATION_TOKEN,
    team_id: team.id,
    team_domain: team.domain,
    ...(enterprise && { enterprise_id: enterprise.id, enterprise_name: enterprise.name }),
    channel_id: channel.id,
    channel_name: channelName(channel),
    user_id: person.id,
    user_name: person.name,
    api_app_id: app.id,
    is_enterprise_install: "false",
  };
}

export function eventPayload(slack: Slack, event: Readonly<Record<string, unknown>>) {
  const { team, enterprise, app } = slack.workspace;
  return {
    token: VERIFICATION_TOKEN,
    team_id: team.id,
    api_app_id: app.id,
    event: { ...event, event_ts: slack.nextTs() },
    type: "event_callback",
    event_id: slack.nextId("Ev"),
    event_time: Math.floor(slack.now().getTime() / 1000),
    authorizations: [
      {
        enterprise_id: enterprise?.id ?? null,
        team_id: team.id,
        user_id: app.botUserId,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: false,
  };
}

/** The channel's name as payloads have it: private ones and direct messages are not named. */
export function channelName(channel: Channel): string {
  if (channel.kind === "dm") return "directmessage";
  return channel.kind === "private" ? "privategroup" : channel.name;
}

function teamOf(slack: Slack, person: Person): string {
  return person.kind === "other-company" ? slack.workspace.otherTeam.id : slack.workspace.team.id;
}
