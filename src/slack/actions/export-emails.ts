import { mayExport } from "../../email-recovery/export-emails.ts";
import { actionIds } from "../ids.ts";
import { emailsExportedMessage } from "../views/emails-sent.ts";
import type { Action } from "./action.ts";

export const exportEmails: Action = {
  id: actionIds.emailExport,
  kind: "answer",
  needs: mayExport,
  async run({ useCases }, { user: by, channel: place, meanwhile }) {
    meanwhile("Asking AWS for every account…");
    return emailsExportedMessage(await useCases.emails.export({ by, place }));
  },
};
