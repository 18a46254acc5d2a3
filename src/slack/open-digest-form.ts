import type { ModalView } from "@slack/types";
import type { Message } from "./blocks.ts";
import { draftOf, newDraft } from "./digest-draft.ts";
import { isDirect, knownDigest } from "./known-digest.ts";
import type { Places } from "./places.ts";
import type { UseCases } from "./use-cases.ts";
import { digestForm } from "./views/digest-form.ts";
import { unfitPlaceMessage } from "./views/digest-place.ts";

interface FormDependencies {
  readonly useCases: Pick<UseCases, "timeZoneOf">;
  readonly places: Pick<Places, "channels" | "fitnessOf">;
}

/** Who asks for the form, and where. */
export interface FormRequest {
  readonly user: string;
  readonly channel: string;
}

/** The form for a new digest of the channel; where that cannot have one, why, and which could. */
export async function newDigestForm(
  { useCases, places }: FormDependencies,
  { user, channel, scope = "" }: FormRequest & { readonly scope?: string },
): Promise<{ readonly form: ModalView } | { readonly unfit: Message }> {
  const why = await whyUnfit({ places }, channel);
  if (why) return { unfit: unfitPlaceMessage(why, await fitPlaces({ places })) };
  const timeZone = await useCases.timeZoneOf(user);
  return { form: digestForm(newDraft({ place: channel, timeZone, scope })) };
}

/** The form for a digest that is there, as it is. @throws {NoSuchDigestError} */
export async function digestFormFor(
  dependencies: { readonly useCases: Pick<UseCases, "digests"> },
  { id, channel }: { readonly id: number; readonly channel: string },
): Promise<ModalView> {
  const { digest } = await knownDigest(dependencies, id);
  return digestForm(draftOf(digest, channel));
}

async function whyUnfit({ places }: Pick<FormDependencies, "places">, channel: string) {
  if (isDirect(channel)) return "A digest belongs to a channel, and this is a direct message.";
  const fitness = await places.fitnessOf(channel);
  return fitness.isFit ? undefined : `A digest cannot be posted here: ${fitness.why}.`;
}

async function fitPlaces({ places }: Pick<FormDependencies, "places">): Promise<readonly string[]> {
  const judged = await Promise.all(
    places.channels.map(async (channel) => ({ channel, fitness: await places.fitnessOf(channel) })),
  );
  return judged.filter(({ fitness }) => fitness.isFit).map(({ channel }) => channel);
}
