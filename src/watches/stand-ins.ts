import type { People } from "../access/access.ts";
import type { Log } from "../log.ts";

export interface StandInDependencies {
  readonly people: Pick<People, "detailsOf">;
  readonly log: Log;
  /** Users and user groups who may turn watches on. */
  readonly operators: readonly string[];
  /** The people behind some users and user groups; whoever cannot be resolved is left out. */
  readonly peopleIn: (ids: readonly string[]) => Promise<readonly string[]>;
}

const MOST_OPERATORS = 5;

/** Who is told directly where a channel cannot be: the watch's owner first, then operators, without those who left. */
export async function standInsFor(
  dependencies: StandInDependencies,
  owner: string | undefined,
): Promise<readonly string[]> {
  const operators = await operatorsOf(dependencies);
  const all = [...new Set([...(owner === undefined ? [] : [owner]), ...operators])];
  const active = await Promise.all(all.map((person) => isActive(dependencies, person)));
  return all.filter((_, index) => active[index]);
}

/** The first operators, those in user groups too. */
export async function operatorsOf({
  operators,
  peopleIn,
}: Pick<StandInDependencies, "operators" | "peopleIn">): Promise<readonly string[]> {
  return (await peopleIn(operators)).slice(0, MOST_OPERATORS);
}

/** Where Slack cannot say, a person counts as being there. */
async function isActive({ people, log }: StandInDependencies, person: string): Promise<boolean> {
  try {
    return (await people.detailsOf(person)).isActive;
  } catch (error) {
    log.warn({ err: error, user: person }, "Slack could not say whether somebody is still there");
    return true;
  }
}
