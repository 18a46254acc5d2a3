import { actionIds } from "../ids.ts";
import { keyScopeIn } from "../key-scope.ts";
import { keysExportedMessage } from "../views/access-keys.ts";
import type { Action } from "./action.ts";

export const exportKeys: Action = {
  id: actionIds.keysExport,
  kind: "answer",
  needs: "operator",
  async run({ useCases }, { user: by, channel: place, value, meanwhile }) {
    meanwhile("Writing the access keys to a file…");
    return keysExportedMessage(await useCases.keys.export({ by, place, scope: keyScopeIn(value) }));
  },
};
