import type { ModalView } from "@slack/types";
import type { WebClient } from "@slack/web-api";
import { refusalOf } from "./post-outcome.ts";
import { loadingModal } from "./views/notice.ts";

export interface Opening {
  readonly triggerId: string;
  readonly title: string;
  /** The id of the modal from which it is opened, and on top of which it comes. */
  readonly on?: string;
}

/**
 * Opens a modal at once, because what allows it is good for three seconds only, and fills it when its content is
 * there; only then is that asked for, since what cannot be shown must not be done. Where three modals lie on one
 * another already, which is all that Slack allows, the one from which it is opened is turned. Rejects as Slack does;
 * `load` must not reject.
 */
export async function openModal(
  client: WebClient,
  { triggerId, title, on }: Opening,
  load: () => Promise<ModalView>,
): Promise<void> {
  const opening = { trigger_id: triggerId, view: loadingModal(title) };
  const opened = on === undefined ? client.views.open(opening) : client.views.push(opening);
  const view = await opened.then(
    (answer) => answer.view,
    (error: unknown) => {
      if (on === undefined || refusalOf(error) !== "push_limit_reached") throw error;
      return { id: on };
    },
  );
  if (!view?.id) throw new Error("Slack opened a modal and did not say which");
  await turnModal(client, view.id, await load());
}

/** Shows in a modal that is open that something is being done, and then what came of it; asked for as in {@link openModal}. */
export async function refillModal(
  client: WebClient,
  { viewId, title }: { readonly viewId: string; readonly title: string },
  load: () => Promise<ModalView>,
): Promise<void> {
  await turnModal(client, viewId, loadingModal(title));
  await turnModal(client, viewId, await load());
}

/** Puts other content into a modal that is open. */
export async function turnModal(client: WebClient, viewId: string, view: ModalView): Promise<void> {
  await client.views.update({ view_id: viewId, view });
}
