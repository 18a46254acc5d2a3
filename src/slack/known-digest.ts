import { type DigestView, digestName } from "../domain/digest.ts";
import { RootcheckError } from "../domain/errors.ts";
import type { UseCases } from "./use-cases.ts";
import type { DigestList } from "./views/digest-list.ts";

/** A digest was asked for by an id that none has, or that is another channel's. */
export class NoSuchDigestError extends RootcheckError {
  constructor(message: string) {
    super("no_such_digest", message);
  }
}

interface WithDigests {
  readonly useCases: Pick<UseCases, "digests">;
}

/** The digests that are spoken of where somebody asks: the channel's, or in a direct message all. */
export async function digestsAt({ useCases }: WithDigests, place: string): Promise<DigestList> {
  const channel = isDirect(place) ? undefined : place;
  return { views: await useCases.digests.list(channel), channel };
}

/** The digest that a button is about. @throws {NoSuchDigestError} */
export async function knownDigest({ useCases }: WithDigests, id: number): Promise<DigestView> {
  const view = await useCases.digests.find(id);
  if (!view) throw new NoSuchDigestError(`Digest ${digestName(id)} is not there any more.`);
  return view;
}

/** The digest that goes by an id where somebody asks. @throws {NoSuchDigestError} */
export async function digestAt(dependencies: WithDigests, id: number, place: string): Promise<DigestView> {
  const { views } = await digestsAt(dependencies, place);
  const found = views.find(({ digest }) => digest.id === id);
  if (found) return found;
  const elsewhere = isDirect(place) ? undefined : await dependencies.useCases.digests.find(id);
  const name = digestName(id);
  if (elsewhere)
    throw new NoSuchDigestError(
      `Digest ${name} belongs to another channel. Ask there, or in a direct message. ${whatIsThere(views)}`,
    );
  throw new NoSuchDigestError(`There is no digest ${name}. ${whatIsThere(views)}`);
}

/** Whether a place is a direct message, or the person themselves. */
export function isDirect(place: string): boolean {
  return /^[DUW]/.test(place);
}

function whatIsThere(views: readonly DigestView[]): string {
  if (views.length === 0) return "There is none here yet.";
  return `Here there is ${views.map(({ digest }) => digestName(digest.id)).join(", ")}.`;
}
