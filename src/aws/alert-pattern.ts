import type { Certainty } from "../domain/policies/certainty.ts";
import {
  rootCall,
  rootSessionCall,
  rootSignIn,
  type Scene,
  type TrailRecord,
  userSignIn,
} from "./root-events.ts";

/** The pattern of a rule or filter. */
export interface AlertPattern {
  readonly text: string;
  matches(record: TrailRecord): Certainty;
}

/** What a pattern that is about signing in, or about root, makes of a sign-in as root. */
export interface PatternJudgement {
  readonly flaw?: string;
  readonly noticesRootSessions: boolean;
}

/** Undefined where the pattern is about something else. */
export function judgePattern({ text, matches }: AlertPattern, scene: Scene): PatternJudgement | undefined {
  const onSignIn = matches(rootSignIn(scene));
  const noticesRootSessions = matches(rootSessionCall(scene)) !== "no";
  if (onSignIn === "yes") return { noticesRootSessions };
  if (onSignIn === "perhaps")
    return /root/i.test(text)
      ? { flaw: "its pattern is not understood here", noticesRootSessions }
      : undefined;
  if (matches(rootCall(scene)) === "yes")
    return { flaw: "it notices what root calls, not its sign-in", noticesRootSessions };
  if (matches(userSignIn(scene)) === "yes")
    return { flaw: "its pattern leaves root out", noticesRootSessions };
  return undefined;
}
