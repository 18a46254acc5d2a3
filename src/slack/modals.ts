import type { ModalView } from "@slack/types";
import type { WebClient } from "@slack/web-api";
import { loadingModal } from "./views/notice.ts";

/**
 * Opens a modal at once, because what allows it is good for three seconds only, and fills it when its content is
 * there. Rejects as Slack does; `load` must not reject.
 */
export async function openModal(
  client: WebClient,
  { triggerId, title }: { readonly triggerId: string; readonly title: string },
  load: () => Promise<ModalView>,
): Promise<void> {
  const content = load();
  const { view } = await client.views.open({ trigger_id: triggerId, view: loadingModal(title) });
  if (!view?.id) throw new Error("views.open answered without a view");
  await client.views.update({ view_id: view.id, view: await content });
}

/** Puts other content into a modal that is open. */
export async function turnModal(client: WebClient, viewId: string, view: ModalView): Promise<void> {
  await client.views.update({ view_id: viewId, view });
}
