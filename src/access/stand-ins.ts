import type { Log } from "../log.ts";
import type { People } from "./access.ts";

export interface StandInDependencies {
  readonly people: Pick<People, "kindOf">;
  readonly log: Log;
  /** Users and user groups who may change schedules. */
  readonly operators: readonly string[];
  /** The people behind some users and user groups; whoever cannot be resolved is left out. */
  readonly peopleIn: (ids: readonly string[]) => Promise<readonly string[]>;
}

const MOST_OPERATORS = 5;

/**
 * Who is told directly of what concerns a watch or a digest: its owner first, then operators, without those who have left
 * or become guests. Slack itself takes a message to somebody who has left, and nobody ever reads it
 * (slackapi/python-slack-sdk#1156).
 */
export async function standInsFor(
  dependencies: StandInDependencies,
  owner: string | undefined,
): Promise<readonly string[]> {
  const operators = await operatorsOf(dependencies);
  const all = [...new Set([...(owner === undefined ? [] : [owner]), ...operators])];
  const mayBeTold = await Promise.all(all.map((person) => isColleague(dependencies, person)));
  return all.filter((_, index) => mayBeTold[index]);
}

/** The first operators, those in user groups too. */
export async function operatorsOf({
  operators,
  peopleIn,
}: Pick<StandInDependencies, "operators" | "peopleIn">): Promise<readonly string[]> {
  return (await peopleIn(operators)).slice(0, MOST_OPERATORS);
}

/** Where Slack cannot say, a person counts as one. */
async function isColleague({ people, log }: StandInDependencies, person: string): Promise<boolean> {
  try {
    return (await people.kindOf(person)) === "member";
  } catch (error) {
    log.warn({ err: error, user: person }, "Slack could not say whether somebody is still there");
    return true;
  }
}
