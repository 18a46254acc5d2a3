import { draftAbout, scheduleIn, settingsIn } from "../digest-draft.ts";
import { callbackIds } from "../ids.ts";
import { digestForm } from "../views/digest-form.ts";
import { digestSavedMessage } from "../views/digest-outcome.ts";
import type { Submission } from "./submission.ts";

/** The second step: what was seen is saved, after it has been looked at once more. */
export const digestSave: Submission = {
  callback: callbackIds.digestSave,
  title: "Digest",
  needs: "operator",
  read(form, { now }) {
    const draft = draftAbout(form.about);
    const { place, digestId } = draft;
    const schedule = scheduleIn(draft, now);
    return {
      kind: "sound",
      place,
      async work({ useCases }, by) {
        const match = await useCases.findScope(draft.scope);
        if (match.kind !== "found") return { form: digestForm(draft, match) };
        const settings = settingsIn(draft, { scope: match.scope, schedule });
        const asker = { by, place };
        const saved =
          digestId === undefined
            ? await useCases.digests.add({ ...settings, channel: place }, asker)
            : await useCases.digests.edit(digestId, settings, asker);
        return digestSavedMessage(saved);
      },
    };
  },
};
