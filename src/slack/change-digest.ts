import type { Action } from "./actions/action.ts";
import type { Span } from "./blocks.ts";
import { numberIn } from "./button-number.ts";
import type { ActionId } from "./ids.ts";
import { digestsAt } from "./known-digest.ts";
import type { Asker, UseCases } from "./use-cases.ts";
import { digestListMessage } from "./views/digest-list.ts";
import { type DigestChange, digestChangedSpans } from "./views/digest-outcome.ts";

/** Changes a digest, and says what came of it. */
export async function changeDigest(
  { useCases }: { readonly useCases: Pick<UseCases, "digests"> },
  { change, id, asker }: { readonly change: DigestChange; readonly id: number; readonly asker: Asker },
): Promise<readonly Span[]> {
  return digestChangedSpans(change, await useCases.digests[change](id, asker));
}

/** The button of a digest that changes it; the list in which it stands is then shown as it is. */
export function digestButton(id: ActionId, change: DigestChange): Action {
  return {
    id,
    kind: "replace",
    needs: "operator",
    async run(dependencies, { user, channel, value }) {
      const asker = { by: user, place: channel };
      const lead = await changeDigest(dependencies, { change, id: numberIn(value), asker });
      return digestListMessage(await digestsAt(dependencies, channel), lead);
    },
  };
}
