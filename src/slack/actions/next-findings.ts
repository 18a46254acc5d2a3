import { findingsPage } from "../findings-page.ts";
import { actionIds } from "../ids.ts";
import type { Action } from "./action.ts";

export const nextFindings: Action = {
  id: actionIds.findingsNext,
  kind: "turn",
  title: "Findings",
  needs: "viewer",
  load: findingsPage,
};
