import { actionIds } from "../ids.ts";
import { listPlaceIn } from "../list-place.ts";
import { showList } from "../show-list.ts";
import type { Action } from "./action.ts";

export const listFindings: Action = {
  id: actionIds.findingsList,
  kind: "answer",
  needs: "viewer",
  run: (dependencies, { user, value }) => showList(dependencies, { user, place: listPlaceIn(value) }),
};
