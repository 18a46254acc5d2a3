import { nextSlots } from "../../digests/schedule.ts";
import { type DigestDraft, draftIn, faultsIn, scheduleIn, scopeWords } from "../digest-draft.ts";
import { callbackIds } from "../ids.ts";
import { knownDigest } from "../known-digest.ts";
import type { UseCases } from "../use-cases.ts";
import { digestForm, digestSaveForm } from "../views/digest-form.ts";
import type { Submission } from "./submission.ts";

const TIMES_SHOWN = 3;

/** The first step of making or changing a digest: nothing is saved before its next times were seen. */
export const digest: Submission = {
  callback: callbackIds.digest,
  title: "Digest",
  needs: "operator",
  read(form, { now }) {
    const draft = draftIn(form);
    const faults = faultsIn(draft, now);
    if (Object.keys(faults).length > 0) return { kind: "faulty", faults };
    const schedule = scheduleIn(draft, now);
    return {
      kind: "sound",
      place: draft.place,
      async work({ useCases }) {
        const match = await useCases.findScope(draft.scope);
        if (match.kind !== "found") return { form: digestForm(draft, match) };
        const next = nextSlots(schedule, now, TIMES_SHOWN);
        const channel = await channelOf(useCases, draft);
        const clear = { ...draft, scope: scopeWords(match.scope) };
        return { form: digestSaveForm(clear, { match, schedule, next, channel }) };
      },
    };
  },
};

/** One that is changed may be another channel's than the one in which that is asked. @throws {NoSuchDigestError} */
async function channelOf(
  useCases: Pick<UseCases, "digests">,
  { place, digestId }: DigestDraft,
): Promise<string> {
  return digestId === undefined ? place : (await knownDigest({ useCases }, digestId)).digest.channel;
}
