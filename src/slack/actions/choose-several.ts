import { actionIds } from "../ids.ts";
import { listPlaceIn } from "../list-place.ts";
import { MOST_SEVERAL, severalForm } from "../views/several.ts";
import type { Action } from "./action.ts";

/** The findings from a page of the list on, to decide about several at once. */
export const chooseSeveral: Action = {
  id: actionIds.findingsSeveral,
  kind: "modal",
  title: "Several findings",
  needs: "operator",
  async load({ useCases }, { user, channel, value }) {
    const place = listPlaceIn(value);
    const { findings } = await useCases.findings.list({ ...place, asker: user, limit: MOST_SEVERAL });
    return severalForm(findings, { user, channel });
  },
};
