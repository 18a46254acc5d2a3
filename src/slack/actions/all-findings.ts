import { findingsPage } from "../findings-page.ts";
import { actionIds } from "../ids.ts";
import type { Action } from "./action.ts";

export const allFindings: Action = {
  id: actionIds.findingsAll,
  kind: "modal",
  title: "Findings",
  needs: "viewer",
  load: findingsPage,
};
