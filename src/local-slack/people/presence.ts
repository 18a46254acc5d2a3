import type { Channel, Person } from "../control.ts";
import type { StoredMessage } from "../messages.ts";
import { ControlRefusal } from "../refusal.ts";
import type { Slack } from "../slack.ts";
import type { StoredView } from "../views.ts";

/** Somebody who can be sitting in front of Slack. */
export function presentPerson(slack: Slack, id: string): Person {
  const person = slack.directory.person(id);
  if (!person) throw new ControlRefusal(`wanted a person of the workspace, found ${id}`);
  if (person.kind === "bot" || person.kind === "deactivated") {
    throw new ControlRefusal(`wanted somebody who can act in Slack, found ${id}, which is ${person.kind}`);
  }
  return person;
}

/** A channel that this person has in front of them. */
export function visibleChannel(slack: Slack, person: Person, id: string): Channel {
  const channel = slack.directory.channel(id);
  if (channel && slack.directory.maySee(person.id, channel)) return channel;
  throw new ControlRefusal(`wanted a channel that ${person.id} may see, found ${id}`);
}

/** A message that this person has in front of them. */
export function visibleMessage(
  slack: Slack,
  person: Person,
  at: { channel: string; ts: string },
): StoredMessage {
  const channel = visibleChannel(slack, person, at.channel);
  const message = slack.messages.find(channel.id, at.ts);
  if (message && (message.ephemeralTo ?? person.id) === person.id) return message;
  throw new ControlRefusal(`wanted a message that ${person.id} may see, found ${at.channel} ${at.ts}`);
}

/** A view that is on this person's screen. */
export function visibleView(slack: Slack, person: Person, id: string): StoredView {
  const stored = slack.views.find(id);
  if (stored?.user === person.id) return stored;
  throw new ControlRefusal(`wanted a view that ${person.id} has open, found ${id}`);
}
