import type { LocalAws } from "../../src/local-aws/start.ts";

/** What AWS was asked for in one account, or about its contacts, since the calls were cleared. */
export function actionsIn({ calls }: Pick<LocalAws, "calls">, account: string): readonly string[] {
  return calls
    .filter((call) => call.account === account && call.service !== "organizations")
    .map(({ action }) => action);
}
