import { findingIn } from "../finding-value.ts";
import { actionIds } from "../ids.ts";
import { declineForm } from "../views/decision-forms.ts";
import type { Action } from "./action.ts";
import { knownFinding } from "./known-finding.ts";

export const declineRequest: Action = {
  id: actionIds.requestDecline,
  kind: "modal",
  title: "Decline",
  needs: ["approver", "operator"],
  async load(dependencies, { user, channel, value }) {
    const { useCases, now } = dependencies;
    const view = await knownFinding(dependencies, findingIn(value).findingId);
    return declineForm({ view, user, channel, policy: useCases.findings.policy, now: now() });
  },
};
