import type { StoredFile } from "../files.ts";
import { ControlRefusal } from "../refusal.ts";
import type { Slack } from "../slack.ts";

/** An uploaded file that was shared in a message which this person may see. */
export function visibleFile(slack: Slack, user: string, id: string): StoredFile {
  const file = slack.files.find(id);
  if (file?.shares.some((share) => maySee(slack, user, share))) return file;
  throw new ControlRefusal(`wanted a file in a message that ${user} may see, found ${id}`);
}

function maySee({ directory, messages }: Slack, user: string, at: { channel: string; ts: string }): boolean {
  const channel = directory.channel(at.channel);
  const message = messages.find(at.channel, at.ts);
  return channel !== undefined && message !== undefined && directory.maySee(user, channel);
}
