import { z } from "zod";

/** One thing that Slack would not take, or that we do not want sent. */
export interface Problem {
  /** JSON pointer to what is wrong, from the message or view down. */
  readonly pointer: string;
  readonly message: string;
  /**
   * `slack`: Slack refuses it; `text-beside-blocks`: Slack takes it, but a notification could not be read;
   * `budget`: Slack takes it, but it is more than we send.
   */
  readonly rule: "slack" | "text-beside-blocks" | "budget";
}

/** The place of a problem, before it is written as a pointer. */
export interface Finding {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

export function problem({ path, message }: Finding): Problem {
  return { pointer: pointerTo(path), message, rule: "slack" };
}

/** RFC 6901: `~` and `/` in a name are escaped. */
export function pointerTo(path: readonly PropertyKey[]): string {
  return path.map((part) => `/${String(part).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

/** What a schema has against a value, in Slack's manner of speaking. */
export function findingsOf(schema: z.ZodType, value: unknown): readonly Finding[] {
  const read = schema.safeParse(value, { reportInput: true });
  return read.success ? [] : read.error.issues.flatMap(findings);
}

function findings(issue: z.core.$ZodIssue): readonly Finding[] {
  const { path } = issue;
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({
      path: [...path, key],
      message: `invalid additional property: ${key}`,
    }));
  }
  return [{ path, message: sentence(issue) }];
}

function sentence(issue: z.core.$ZodIssue): string {
  if (issue.code === "too_big" && issue.origin === "string")
    return `must be less than ${Number(issue.maximum) + 1} characters`;
  if (issue.code === "too_big" && issue.origin === "array")
    return `no more than ${issue.maximum} items allowed`;
  if (issue.code === "too_small" && issue.origin === "string")
    return `must be more than ${Number(issue.minimum) - 1} characters`;
  if (issue.code === "too_small" && issue.origin === "array")
    return `no fewer than ${issue.minimum} items allowed`;
  if (issue.code === "invalid_type" && issue.input === undefined)
    return `missing required field: ${String(issue.path.at(-1))}`;
  return issue.message;
}

/** One of several kinds of object told apart by their `type`; `known` are types that exist, but not here. */
export function oneOf(
  kinds: () => Readonly<Record<string, z.ZodType>>,
  known: readonly string[] = [],
): z.ZodType {
  return z.looseObject({ type: z.string() }).superRefine((value, context) => {
    const kind = kinds()[value.type];
    const refused = known.includes(value.type)
      ? `not allowed here: ${value.type}`
      : `unsupported type: ${value.type}`;
    const found = kind ? findingsOf(kind, value) : [{ path: ["type"], message: refused }];
    for (const { path, message } of found) context.addIssue({ code: "custom", path: [...path], message });
  });
}

/** Refuses objects that have none, or more than one, of the given properties. */
export function exactlyOne<Schema extends z.ZodType<object>>(
  schema: Schema,
  names: readonly string[],
): Schema {
  return schema.refine((value) => names.filter((name) => name in value).length === 1, {
    message: `must have exactly one of ${names.join(", ")}`,
  });
}
