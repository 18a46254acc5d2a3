import { accountIdsIn } from "../domain/audit.ts";
import type { HandlerDependencies } from "./handler.ts";
import { permitted } from "./handler.ts";
import { homeNotice, homeTab } from "./views/home.ts";

/** Puts into somebody's Home tab what is theirs now; for who has no role, who could give them one. */
export async function publishHome(dependencies: HandlerDependencies, user: string): Promise<void> {
  const { useCases, clock, client } = dependencies;
  const view = await permitted(dependencies, {
    user,
    needs: "viewer",
    instead: homeNotice,
    work: async () => {
      const [home, baseline, digests, watches] = await Promise.all([
        useCases.findings.home(user),
        useCases.findings.baseline(),
        useCases.digests.list(),
        useCases.watches.list(),
      ]);
      const accounts = await useCases.accounts.stored(accountIdsIn(watches.map(({ scope }) => scope)));
      return homeTab({ home, baseline, schedules: { digests, watches, accounts }, now: clock.now() });
    },
  });
  await client.views.publish({ user_id: user, view });
}
