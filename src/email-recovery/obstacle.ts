import type { Unreadable, UnreadableCode } from "../domain/read.ts";

/** What kept a source from answering, or from answering in full. */
export interface Obstacle {
  readonly why: Unreadable;
  /** For people: what would open it. */
  readonly opens: string;
}

/** What permissions do not help against. */
const BY_CODE: Partial<Record<UnreadableCode, string>> = {
  throttled: "Something else uses up this AWS limit: ask again in a minute.",
  unreachable: "See that rootcheck reaches AWS from where it runs, and ask again.",
  "unexpected-answer": "Ask again; the answer was not one that rootcheck understands.",
  "missing-in-answer": "Ask again later.",
  "denied-by-scp": "No permission opens this: have the service control policy spare rootcheck's role.",
  "not-in-partition": "AWS does not offer this call here, so there is nothing to open.",
};

/** An obstacle with what would open it: the same for all sources where it lies before all of them, or passes. */
export function obstacleOf(why: Unreadable, opens: (why: Unreadable) => string): Obstacle {
  return { why, opens: BY_CODE[why.code] ?? atTheDoor(why) ?? opens(why) };
}

/** Where rootcheck itself is not let in, no permission on what lies behind helps. */
function atTheDoor({ call, rung }: Unreadable): string | undefined {
  if (call === "sts:GetCallerIdentity")
    return "See that rootcheck runs with the AWS credentials that are meant.";
  if (call === "sts:AssumeRole" && rung === "own credentials")
    return "Have the trust policy of ROOTCHECK_HOME_ROLE name the credentials that rootcheck runs with.";
  return undefined;
}
