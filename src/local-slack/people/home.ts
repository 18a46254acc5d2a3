import type { Delivery, HomeRequest } from "../control.ts";
import type { Slack } from "../slack.ts";
import { viewPayload } from "../view-payload.ts";
import { eventPayload } from "./payload.ts";
import { presentPerson } from "./presence.ts";

/** Somebody opens the app's Home tab. */
export async function openHome(slack: Slack, request: HomeRequest): Promise<Delivery> {
  const person = presentPerson(slack, request.user);
  const type = "app_home_opened";
  if (!slack.manifest.homeTab || !slack.manifest.events.includes(type)) {
    return { outcome: "unreachable", notice: "This app has no Home tab." };
  }
  const shown = slack.views.home(person.id);
  const event = {
    type,
    user: person.id,
    channel: slack.directory.directMessages(person.id).id,
    tab: "home",
    ...(shown && { view: viewPayload(slack, shown) }),
  };
  return slack.dispatcher.deliver({ type: "events_api", name: type, payload: eventPayload(slack, event) });
}
