import { operatorsOf, type StandInDependencies } from "../access/stand-ins.ts";
import { type PostOnceDependencies, postOnce } from "../outbox/post-once.ts";
import { findMilestone, setMilestone } from "../store/milestones.ts";
import type { AlertMessenger } from "./alert-messenger.ts";

export interface OfferDependencies
  extends PostOnceDependencies,
    Pick<StandInDependencies, "operators" | "peopleIn"> {
  readonly messenger: Pick<AlertMessenger, "postOffer">;
  /** The channels that the configuration lists. */
  readonly channels: readonly string[];
}

/** The milestone of the first watch having been offered, or turned on before it was. */
export const OFFERED = "first watch offered";

/** Offers operators the first watch, once; nobody as long as there is no channel that it could alert. */
export async function offerFirstWatch(dependencies: OfferDependencies): Promise<void> {
  const { db, clock, messenger, channels } = dependencies;
  if (channels.length === 0 || (await findMilestone(db, OFFERED))) return;
  const people = await operatorsOf(dependencies);
  const told = await Promise.all(
    people.map((person) => {
      const post = () => messenger.postOffer(person, channels);
      return postOnce(dependencies, { key: `offer of the first watch to ${person}`, post });
    }),
  );
  if (told.length > 0 && !told.includes("under way")) await setMilestone(db, OFFERED, clock.now());
}
