import type { ModalView } from "@slack/types";
import type { FindingView } from "../../domain/finding-view.ts";
import { type FindingVerb, findingVerbIn } from "../finding-value.ts";
import { actionIds } from "../ids.ts";
import {
  acceptForm,
  assignForm,
  explainForm,
  extendForm,
  type FormContext,
  reopenForm,
  snoozeForm,
} from "../views/decision-forms.ts";
import { historyModal } from "../views/finding-history.ts";
import { remedyModal } from "../views/remedy.ts";
import { checkOf } from "../views/results.ts";
import type { Action, ActionDependencies } from "./action.ts";
import { knownFinding } from "./known-finding.ts";
import { UnknownButtonError } from "./unknown-button.ts";

type Form = (context: FormContext) => ModalView;

/** The forms that the menu opens; only operators have any use for one. */
const FORMS: Record<Exclude<FindingVerb, "remedy" | "history">, Form> = {
  assign: assignForm,
  snooze: snoozeForm,
  accept: acceptForm,
  explain: explainForm,
  extend: extendForm,
  reopen: reopenForm,
};

/** The menu behind the three dots of a finding. Whether the person may decide is judged when the form is sent. */
export const moreAboutFinding: Action = {
  id: actionIds.findingMore,
  kind: "modal",
  title: "Finding",
  needs: "viewer",
  async load(dependencies, { user, channel, value }) {
    const { useCases, now } = dependencies;
    const { verb, findingId } = findingVerbIn(value);
    const view = await knownFinding(dependencies, findingId);
    if (verb === "remedy") return remedyOf(dependencies, view);
    if (verb === "history") return historyModal(view, await useCases.findings.history(findingId), now());
    return FORMS[verb]({ view, user, channel, policy: useCases.findings.policy, now: now() });
  },
};

async function remedyOf(
  { useCases }: ActionDependencies,
  { finding, account }: FindingView,
): Promise<ModalView> {
  const check = checkOf(finding);
  if (!check) throw new UnknownButtonError();
  return remedyModal(check, account ?? (await useCases.findOrganizationReport()));
}
