import { digestButton } from "../change-digest.ts";
import { actionIds } from "../ids.ts";

export const postDigestNow = digestButton(actionIds.digestNow, "runNow");
