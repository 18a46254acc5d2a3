import { numberIn } from "../button-number.ts";
import { actionIds } from "../ids.ts";
import { digestFormFor } from "../open-digest-form.ts";
import type { Action } from "./action.ts";

export const editDigest: Action = {
  id: actionIds.digestEdit,
  kind: "modal",
  title: "Digest",
  needs: "operator",
  load: (dependencies, { channel, value }) => digestFormFor(dependencies, { id: numberIn(value), channel }),
};
