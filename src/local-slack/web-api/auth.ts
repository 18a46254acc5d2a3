import type { AppsConnectionsOpenResponse, AuthTestResponse } from "@slack/web-api";
import { method } from "./method.ts";

const authTest = method({
  name: "auth.test",
  token: "bot",
  scopes: [],
  tier: 4,
  takes: {},
  answer({ workspace, manifest }) {
    return {
      ok: true,
      url: `https://${workspace.team.domain}.slack.com/`,
      team: workspace.team.name,
      team_id: workspace.team.id,
      user: manifest.appName,
      user_id: workspace.app.botUserId,
      bot_id: workspace.app.botId,
      is_enterprise_install: false,
      ...(workspace.enterprise && { enterprise_id: workspace.enterprise.id }),
    } satisfies AuthTestResponse;
  },
});

const appsConnectionsOpen = method({
  name: "apps.connections.open",
  token: "app",
  scopes: [],
  tier: (switches) => switches.connectionsOpenTier,
  takes: {},
  answer(slack) {
    return { ok: true, url: slack.sockets.newAddress() } satisfies AppsConnectionsOpenResponse;
  },
});

export const authMethods = [authTest, appsConnectionsOpen];
