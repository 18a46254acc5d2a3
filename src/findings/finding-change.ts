import type { FindingLife, FindingRecord } from "../domain/finding.ts";
import type { FindingEvent } from "../domain/finding-events.ts";
import { afterEvent } from "../domain/finding-life.ts";
import type { FindingPolicy } from "../domain/finding-policy.ts";
import type { FindingChange } from "../store/finding-changes.ts";

export interface Seen extends Pick<FindingChange, "subject" | "check" | "observed"> {
  readonly before: FindingRecord | undefined;
  /** When it was seen. */
  readonly at: Date;
  /** What came before whatever the answer brings about. */
  readonly first?: FindingEvent;
}

/** How a finding is to be stored after it has been seen. */
export function changeOf({ before, at, first, ...seen }: Seen, policy: FindingPolicy): FindingChange {
  const happened = seen.observed.happenings.map((what): FindingEvent => ({ at, what }));
  const events = first ? [first, ...happened] : happened;
  const life = events.reduce<FindingLife | undefined>(
    (earlier, event) => afterEvent(earlier, event, policy),
    before,
  );
  if (!life) throw new Error(`${seen.check} was seen without having been found`);
  return { ...seen, ...(before && { before }), life, events };
}
