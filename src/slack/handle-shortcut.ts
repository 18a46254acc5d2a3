import { type HandlerDependencies, permitted } from "./handler.ts";
import { openModal } from "./modals.ts";
import { orTellDirectly } from "./or-tell-directly.ts";
import { messageModal } from "./views/notice.ts";
import { overviewMessage } from "./views/overview.ts";

const TITLE = "Overview";

/** Shows the overview in a modal, from wherever somebody is. */
export async function handleShortcut(
  dependencies: HandlerDependencies,
  { user, triggerId }: { readonly user: string; readonly triggerId: string },
): Promise<void> {
  const { useCases, clock, client } = dependencies;
  const load = () =>
    permitted(dependencies, {
      user,
      needs: "viewer",
      instead: (message) => messageModal(TITLE, message),
      work: async () => messageModal(TITLE, overviewMessage(await useCases.overview(), clock.now())),
    });
  await orTellDirectly(dependencies, { user, outcome: () => undefined }, () =>
    openModal(client, { title: TITLE, triggerId }, load),
  );
}
