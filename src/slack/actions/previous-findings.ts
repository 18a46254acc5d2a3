import { findingsPage } from "../findings-page.ts";
import { actionIds } from "../ids.ts";
import type { Action } from "./action.ts";

export const previousFindings: Action = {
  id: actionIds.findingsPrevious,
  kind: "turn",
  title: "Findings",
  needs: "viewer",
  load: findingsPage,
};
