import type { Delivery, HomeRequest } from "../control.ts";
import type { Slack } from "../slack.ts";
import { viewPayload } from "../view-payload.ts";
import { eventPayload } from "./payload.ts";
import { presentPerson } from "./presence.ts";

const type = "app_home_opened";

/** Somebody opens the app; its Home tab is there only if the manifest has one. */
export async function openHome(slack: Slack, request: HomeRequest): Promise<Delivery> {
  const { user, tab = "home" } = request;
  const person = presentPerson(slack, user);
  const channel = slack.directory.directMessages(person.id).id;
  slack.changes.notify();
  const { homeTab, events } = slack.manifest;
  if (tab === "home" && !(homeTab && events.includes(type))) {
    return { outcome: "unreachable", notice: "This app has no Home tab." };
  }
  if (!events.includes(type)) return { outcome: "acknowledged" };
  const shown = slack.views.home(person.id);
  const event = {
    type,
    user: person.id,
    channel,
    tab,
    ...(tab === "home" && shown && { view: viewPayload(slack, shown) }),
  };
  return slack.dispatcher.deliver({ type: "events_api", name: type, payload: eventPayload(slack, event) });
}
