import type { WebAPICallResult } from "@slack/web-api";
import { z } from "zod";
import { SlackRefusal, withMessages } from "../refusal.ts";
import type { Slack } from "../slack.ts";
import type { Switches } from "../switches.ts";
import type { Tier } from "./rate-limits.ts";

/** One Web API method as the server runs it. */
export interface Method {
  readonly name: string;
  /** The kind of token that it takes. */
  readonly token: "bot" | "app" | "none";
  /** The scopes that the token needs whatever is asked; what depends on the arguments is in `answer`. */
  readonly scopes: readonly string[];
  /** Its rate limit, or how that follows from what is not known for certain. */
  readonly tier: Tier | ((switches: Switches) => Tier);
  run(slack: Slack, given: Readonly<Record<string, unknown>>): WebAPICallResult;
}

interface Definition<Arguments extends z.ZodRawShape> extends Omit<Method, "run"> {
  readonly takes: Arguments;
  answer(slack: Slack, given: z.infer<z.ZodObject<Arguments>>): WebAPICallResult;
}

/** Arguments that every method takes. */
const always = { token: z.unknown(), team_id: z.unknown() };

/** Makes a method of its arguments and its answer; arguments that it does not know are refused. */
export function method<Arguments extends z.ZodRawShape>(definition: Definition<Arguments>): Method {
  const { takes, answer, ...rest } = definition;
  const schema = z.object(takes);
  const known = new Set([...Object.keys(takes), ...Object.keys(always)]);
  return {
    ...rest,
    run(slack, given) {
      const unknown = Object.keys(given).filter((name) => !known.has(name));
      if (unknown.length > 0) {
        throw withMessages(
          "invalid_arguments",
          unknown.map((name) => `unknown argument: ${name}`),
        );
      }
      const read = schema.safeParse(given);
      if (!read.success) throw withMessages("invalid_arguments", read.error.issues.map(describe));
      return answer(slack, read.data);
    },
  };
}

function describe(issue: z.core.$ZodIssue): string {
  const pointer = issue.path.map((part) => `/${String(part)}`).join("");
  const missing = issue.code === "invalid_type" && issue.input === undefined;
  if (missing) return `missing required field: ${issue.path.join(".")}`;
  return `${issue.message} [json-pointer:${pointer}]`;
}

/** Throws `missing_scope` unless the app was granted the scope. */
export function requireScopes(slack: Slack, scopes: readonly string[]): void {
  const provided = grantedScopes(slack);
  const needed = scopes.filter((scope) => !provided.includes(scope));
  if (needed.length === 0) return;
  throw new SlackRefusal("missing_scope", { needed: scopes.join(","), provided: provided.join(",") });
}

export function grantedScopes(slack: Slack): readonly string[] {
  const optional = slack.switches.optionalScopesGranted ? slack.manifest.optionalScopes : [];
  return [...slack.manifest.scopes, ...optional];
}
