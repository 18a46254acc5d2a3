import { actionIds } from "../ids.ts";
import { evidenceModal } from "../views/evidence.ts";
import type { Action } from "./action.ts";
import { knownAccount } from "./known-account.ts";

export const showEvidence: Action = {
  id: actionIds.evidence,
  kind: "modal",
  title: "Evidence",
  needs: "viewer",
  async load(dependencies, { value }) {
    const account = await knownAccount(dependencies, value);
    return evidenceModal(await dependencies.useCases.findAccountReport(account));
  },
};
