import { stateValues, withIds } from "./elements.ts";
import type { Slack } from "./slack.ts";
import type { StoredView } from "./views.ts";

/** A view as Slack shows it to the app; `typed` is what the person entered so far, in `state.values` shape. */
export function viewPayload(slack: Slack, stored: StoredView, typed?: unknown) {
  const { view } = stored;
  const { team, app } = slack.workspace;
  return {
    id: stored.id,
    team_id: team.id,
    app_id: app.id,
    app_installed_team_id: team.id,
    bot_id: app.botId,
    type: view.type,
    callback_id: view.callback_id ?? "",
    external_id: view.external_id ?? "",
    private_metadata: view.private_metadata ?? "",
    title: view.title ?? { type: "plain_text", text: "View Title", emoji: true },
    submit: view.submit ?? null,
    close: view.close ?? null,
    blocks: [...withIds(view.blocks)],
    state: { values: stateValues(view.blocks, typed) },
    hash: stored.hash,
    root_view_id: stored.rootId,
    previous_view_id: stored.previousId,
    clear_on_close: view.clear_on_close ?? false,
    notify_on_close: view.notify_on_close ?? false,
  };
}
