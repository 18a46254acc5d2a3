import type { ModalView } from "@slack/types";
import type { WebClient } from "@slack/web-api";
import { loadingModal } from "./views/notice.ts";

export interface Opening {
  readonly triggerId: string;
  readonly title: string;
  /** Whether it comes on top of the modal from which it is opened. */
  readonly isOnModal?: boolean;
}

/**
 * Opens a modal at once, because what allows it is good for three seconds only, and fills it when its content is
 * there. Rejects as Slack does; `load` must not reject.
 */
export async function openModal(
  client: WebClient,
  { triggerId, title, isOnModal = false }: Opening,
  load: () => Promise<ModalView>,
): Promise<void> {
  const content = load();
  const opening = { trigger_id: triggerId, view: loadingModal(title) };
  const { view } = await (isOnModal ? client.views.push(opening) : client.views.open(opening));
  if (!view?.id) throw new Error("Slack opened a modal and did not say which");
  await client.views.update({ view_id: view.id, view: await content });
}

/** Puts other content into a modal that is open. */
export async function turnModal(client: WebClient, viewId: string, view: ModalView): Promise<void> {
  await client.views.update({ view_id: viewId, view });
}
