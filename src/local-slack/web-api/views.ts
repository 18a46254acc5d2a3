import type {
  ViewsOpenResponse,
  ViewsPublishResponse,
  ViewsPushResponse,
  ViewsUpdateResponse,
} from "@slack/web-api";
import { z } from "zod";
import { SlackRefusal } from "../refusal.ts";
import type { Slack } from "../slack.ts";
import { acceptView } from "../view-content.ts";
import { viewPayload } from "../view-payload.ts";
import type { StoredView } from "../views.ts";
import { json } from "./arguments.ts";
import { method } from "./method.ts";

const view = json(z.unknown());
const hash = z.string().optional();

/** A response type with the words of its enums, which is what crosses the wire. */
type Worded<Value> = Value extends string
  ? `${Value}`
  : Value extends object
    ? { [Key in keyof Value]: Worded<Value[Key]> }
    : Value;

function redeem(slack: Slack, triggerId: string): { user: string; view?: string } {
  const redeemed = slack.triggers.redeem(triggerId);
  if ("error" in redeemed) throw new SlackRefusal(redeemed.error);
  return redeemed;
}

/** The view as the Web API answers it; its types know no null, so what is absent is left out. */
function answered(slack: Slack, stored: StoredView) {
  const { submit, close, previous_view_id, ...view } = viewPayload(slack, stored);
  return {
    ...view,
    ...(submit && { submit }),
    ...(close && { close }),
    ...(previous_view_id && { previous_view_id }),
  };
}

function refuseStale(stored: StoredView | undefined, given: string | undefined): void {
  if (stored && given !== undefined && given !== stored.hash) throw new SlackRefusal("hash_conflict");
}

const open = method({
  name: "views.open",
  token: "bot",
  scopes: [],
  tier: 4,
  takes: { view, trigger_id: z.string() },
  answer(slack, given) {
    const modal = acceptView(slack, given.view, "modal");
    const { user } = redeem(slack, given.trigger_id);
    return {
      ok: true,
      view: answered(slack, slack.views.open(user, modal)),
    } satisfies Worded<ViewsOpenResponse>;
  },
});

const push = method({
  name: "views.push",
  token: "bot",
  scopes: [],
  tier: 4,
  takes: { view, trigger_id: z.string() },
  answer(slack, given) {
    const modal = acceptView(slack, given.view, "modal");
    const trigger = redeem(slack, given.trigger_id);
    const depth = slack.views.stack(trigger.user).length;
    if (trigger.view === undefined || depth === 0) throw new SlackRefusal("not_found");
    if (depth >= slack.switches.modalStackDepth) throw new SlackRefusal("push_limit_reached");
    return {
      ok: true,
      view: answered(slack, slack.views.push(trigger.user, modal)),
    } satisfies Worded<ViewsPushResponse>;
  },
});

const update = method({
  name: "views.update",
  token: "bot",
  scopes: [],
  tier: 4,
  takes: { view, view_id: z.string().optional(), external_id: z.string().optional(), hash },
  answer(slack, given) {
    const { view_id = "", external_id = "" } = given;
    const stored = slack.views.find(view_id) ?? slack.views.findByExternalId(external_id);
    if (!stored) throw new SlackRefusal("not_found");
    refuseStale(stored, given.hash);
    const accepted = acceptView(slack, given.view, stored.type, stored);
    return {
      ok: true,
      view: answered(slack, slack.views.update(stored, accepted)),
    } satisfies Worded<ViewsUpdateResponse>;
  },
});

const publish = method({
  name: "views.publish",
  token: "bot",
  scopes: [],
  tier: 4,
  takes: { view, user_id: z.string(), hash },
  answer(slack, given) {
    if (!slack.manifest.homeTab) throw new SlackRefusal("not_enabled");
    if (!slack.directory.person(given.user_id)) throw new SlackRefusal("user_not_found");
    const shown = slack.views.home(given.user_id);
    refuseStale(shown, given.hash);
    const home = acceptView(slack, given.view, "home", shown);
    return {
      ok: true,
      view: answered(slack, slack.views.publish(given.user_id, home)),
    } satisfies Worded<ViewsPublishResponse>;
  },
});

export const viewMethods = [open, push, update, publish];
