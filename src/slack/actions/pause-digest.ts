import { digestButton } from "../change-digest.ts";
import { actionIds } from "../ids.ts";

export const pauseDigest = digestButton(actionIds.digestPause, "pause");
