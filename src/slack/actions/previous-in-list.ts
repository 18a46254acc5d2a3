import { actionIds } from "../ids.ts";
import { listPlaceIn } from "../list-place.ts";
import { showList } from "../show-list.ts";
import type { Action } from "./action.ts";

export const previousInList: Action = {
  id: actionIds.findingsListPrevious,
  kind: "replace",
  needs: "viewer",
  run: (dependencies, { user, value }) => showList(dependencies, { user, place: listPlaceIn(value) }),
};
