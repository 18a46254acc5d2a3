import type { Message, OpenView, Snapshot } from "./control.ts";
import type { StoredMessage } from "./messages.ts";
import type { Slack } from "./slack.ts";
import type { StoredView } from "./views.ts";

/** Slack as one person sees it. */
export function snapshotFor(slack: Slack, user: string): Snapshot {
  const { workspace, manifest, directory } = slack;
  const channels = directory.channels().filter((channel) => directory.maySee(user, channel));
  const seen = new Set(channels.map(({ id }) => id));
  const home = slack.views.home(user);
  return {
    now: slack.now().toISOString(),
    team: { id: workspace.team.id, name: workspace.team.name },
    bot: { userId: workspace.app.botUserId, name: manifest.appName },
    people: directory.people(),
    userGroups: directory.userGroups(),
    channels,
    messages: slack.messages
      .all()
      .filter((message) => seen.has(message.channel) && (message.ephemeralTo ?? user) === user)
      .map(shownMessage),
    modals: slack.views.stack(user).map(shownView),
    ...(home && { home: shownView(home) }),
    commands: manifest.commands.map(({ command, description, usageHint }) => ({
      command,
      description,
      usageHint,
    })),
    shortcuts: manifest.shortcuts,
  };
}

function shownMessage({ metadata: _hidden, ...message }: StoredMessage): Message {
  return message;
}

function shownView({ id, hash, user, type, view }: StoredView): OpenView {
  return { id, hash, user, type, view };
}
