import { z } from "zod";

/** Kept as it was written, because Organizations gives a policy's text back as it was. */
const oneOrMore = z.union([z.string(), z.array(z.string())]);
type OneOrMore = z.output<typeof oneOrMore>;

/** An operator that is not here is refused, rather than taken for one that is met or not. */
const conditions = z.partialRecord(
  z.enum([
    "StringLike",
    "StringEquals",
    "StringNotLike",
    "ArnLike",
    "ArnEquals",
    "ArnNotLike",
    "Null",
    "Bool",
  ]),
  z.record(z.string(), oneOrMore),
);

const statement = z.strictObject({
  Sid: z.string().optional(),
  Effect: z.enum(["Allow", "Deny"]),
  Action: oneOrMore.optional(),
  NotAction: oneOrMore.optional(),
  Resource: oneOrMore,
  Condition: conditions.optional(),
});

/** A policy in AWS's JSON, of an identity or an organization. */
export const policyDocument = z.strictObject({
  Version: z.literal("2012-10-17").default("2012-10-17"),
  Statement: z.array(statement),
});

/** The policy of a role that says who may take it on. */
export const trustDocument = z.strictObject({
  Version: z.literal("2012-10-17"),
  Statement: z.array(
    statement.omit({ NotAction: true, Resource: true }).extend({
      Principal: z.strictObject({ AWS: oneOrMore }),
      Action: oneOrMore,
    }),
  ),
});

/** A policy document, read. */
export type PolicyDocument = z.output<typeof policyDocument>;
/** A trust policy, read. */
export type TrustDocument = z.output<typeof trustDocument>;

/** What a policy is asked about. */
export interface PolicyQuestion {
  readonly action: string;
  readonly resource: string;
  readonly context: PolicyContext;
}

/** What is known of a request, by condition key in lower case. */
export type PolicyContext = Readonly<Record<string, string>>;

/** Somebody who wants to take on a role: all names by which a trust policy may mean them. */
export interface TrustQuestion {
  readonly action: string;
  readonly names: readonly string[];
  readonly context: PolicyContext;
}

/** What the documents together say; nothing where none of their statements applies. */
export function judge(
  documents: readonly PolicyDocument[],
  { resource, ...question }: PolicyQuestion,
): "allow" | "deny" | undefined {
  const isOn = ({ Resource }: { readonly Resource: OneOrMore }) =>
    listOf(Resource).some((pattern) => matches(pattern, resource));
  return effectOf(documents.flatMap(({ Statement }) => Statement).filter(isOn), question);
}

/** Whether a trust policy lets somebody in. */
export function admits({ Statement }: TrustDocument, { names, ...question }: TrustQuestion): boolean {
  const meant = Statement.filter(({ Principal }) =>
    listOf(Principal.AWS).some((each) => names.includes(each)),
  );
  return effectOf(meant, question) === "allow";
}

/** Matches `*` and `?` as policies do in actions, without regard to case. */
export function matchesPattern(pattern: string, text: string): boolean {
  return matches(pattern.toLowerCase(), text.toLowerCase());
}

function matches(pattern: string, text: string): boolean {
  if (pattern === "*") return true;
  if (!/[*?]/.test(pattern)) return pattern === text;
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${source}$`).test(text);
}

type Statement = Pick<z.output<typeof statement>, "Effect" | "Action" | "NotAction" | "Condition">;

function effectOf(
  statements: readonly Statement[],
  question: Pick<PolicyQuestion, "action" | "context">,
): "allow" | "deny" | undefined {
  const effects = statements.filter((each) => applies(each, question)).map(({ Effect }) => Effect);
  if (effects.includes("Deny")) return "deny";
  return effects.length > 0 ? "allow" : undefined;
}

function applies(each: Statement, { action, context }: Pick<PolicyQuestion, "action" | "context">): boolean {
  const isMeant = (pattern: string) => matchesPattern(pattern, action);
  if (each.Action && !listOf(each.Action).some(isMeant)) return false;
  if (each.NotAction && listOf(each.NotAction).some(isMeant)) return false;
  return Object.entries(each.Condition ?? {}).every(([operator, keys]) =>
    Object.entries(keys).every(([key, values]) =>
      holds(operator, context[key.toLowerCase()], listOf(values)),
    ),
  );
}

function holds(operator: string, found: string | undefined, wanted: readonly string[]): boolean {
  if (operator === "Null") return wanted.includes(String(found === undefined));
  const negated = operator.includes("Not");
  if (found === undefined) return negated;
  const exact = operator === "StringEquals" || operator === "Bool";
  const matched = wanted.some((each) => (exact ? each === found : matches(each, found)));
  return matched !== negated;
}

function listOf(value: OneOrMore): readonly string[] {
  return typeof value === "string" ? [value] : value;
}
