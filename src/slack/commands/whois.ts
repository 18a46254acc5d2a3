import { notice } from "../views/notice.ts";
import { whoisMessage } from "../views/whois.ts";
import type { Command } from "./command.ts";

export const whois: Command = {
  word: "whois",
  parameters: "<anything>",
  does: "Whose something is: an account id, name, alias, e-mail, canonical id, ARN, access key id or bucket.",
  needs: "viewer",
  async run({ useCases }, { user: by, channel: place, words, meanwhile }) {
    if (!words)
      return notice(
        "Whose what is? Give an account id, name, alias, e-mail, canonical id, ARN, access key id or bucket.",
      );
    meanwhile("Looking for whose it is…");
    return whoisMessage(await useCases.canonicalIds.whois({ words, by, place }));
  },
};
