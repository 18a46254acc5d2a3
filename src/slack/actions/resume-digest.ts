import { digestButton } from "../change-digest.ts";
import { actionIds } from "../ids.ts";

export const resumeDigest = digestButton(actionIds.digestResume, "resume");
