import { actionIds } from "../ids.ts";
import { evidenceModal, organizationEvidenceModal } from "../views/evidence.ts";
import { ORGANIZATION } from "../views/names.ts";
import type { Action } from "./action.ts";
import { knownAccount } from "./known-account.ts";

export const showEvidence: Action = {
  id: actionIds.evidence,
  kind: "modal",
  title: "Evidence",
  needs: "viewer",
  async load(dependencies, { value }) {
    if (value === ORGANIZATION)
      return organizationEvidenceModal(await dependencies.useCases.findOrganizationReport());
    const account = await knownAccount(dependencies, value);
    return evidenceModal(await dependencies.useCases.findAccountReport(account));
  },
};
