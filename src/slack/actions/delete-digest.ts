import { digestButton } from "../change-digest.ts";
import { actionIds } from "../ids.ts";

export const deleteDigest = digestButton(actionIds.digestDelete, "remove");
