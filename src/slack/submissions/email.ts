import { z } from "zod";
import { parseAccountId } from "../../domain/account.ts";
import { mayRecover } from "../../email-recovery/recover-email.ts";
import { UnknownButtonError } from "../actions/unknown-button.ts";
import { placeShape } from "../forms.ts";
import { callbackIds } from "../ids.ts";
import { fields } from "../views/decision-forms.ts";
import { recoveredEmailMessage } from "../views/recovered-email.ts";
import { reasonFaults } from "./decision-submission.ts";
import type { Submission } from "./submission.ts";

const aboutShape = z.object({ accountId: z.string(), channel: placeShape });

/** Why somebody has to know an account's root e-mail address; the answer takes the form's place, so only they see it. */
export const email: Submission = {
  callback: callbackIds.email,
  title: "Root e-mail",
  needs: mayRecover,
  read(form) {
    const { data: about } = aboutShape.safeParse(form.about);
    const accountId = parseAccountId(about?.accountId ?? "");
    if (!about || !accountId) throw new UnknownButtonError();
    const faults = reasonFaults(form);
    if (Object.keys(faults).length > 0) return { kind: "faulty", faults };
    const wanted = { accountId, place: about.channel, reason: form.text(fields.reason) };
    return {
      kind: "sound",
      place: about.channel,
      work: async ({ useCases, now }, by) =>
        recoveredEmailMessage(await useCases.emails.recover({ ...wanted, by }), now()),
    };
  },
};
