import { z } from "zod";

/** Kept as it was written, because Organizations gives a policy's text back as it was. */
const oneOrMore = z.union([z.string(), z.array(z.string())]);
type OneOrMore = z.output<typeof oneOrMore>;

const statement = z.strictObject({
  Sid: z.string().optional(),
  Effect: z.enum(["Allow", "Deny"]),
  Action: oneOrMore.optional(),
  NotAction: oneOrMore.optional(),
  Resource: oneOrMore,
  Condition: z
    .partialRecord(
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
    )
    .optional(),
});

/** A policy in AWS's JSON, as far as service control policies about root users use it. */
export const policyDocument = z.strictObject({
  Version: z.literal("2012-10-17").default("2012-10-17"),
  Statement: z.array(statement),
});

type Statement = z.output<typeof statement>;
/** A policy document, read. */
export type PolicyDocument = z.output<typeof policyDocument>;

/** What a policy is asked about; `context` has condition keys in lower case. */
export interface PolicyQuestion {
  readonly action: string;
  readonly context: Readonly<Record<string, string>>;
}

/** Whether a statement of the document denies the action outright; resources are not looked at. */
export function denies(document: PolicyDocument, question: PolicyQuestion): boolean {
  return document.Statement.some((each) => each.Effect === "Deny" && applies(each, question));
}

/** Matches `*` and `?` as policies do, without regard to case. */
export function matchesPattern(pattern: string, text: string): boolean {
  if (pattern === "*") return true;
  if (!/[*?]/.test(pattern)) return pattern.toLowerCase() === text.toLowerCase();
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${source}$`, "i").test(text);
}

/** The ARN by which Organizations and denials name a policy. */
export function policyArn(
  { partition, managementAccount, id }: { partition: string; managementAccount: string; id: string },
  policy: { readonly id: string },
): string {
  return `arn:${partition}:organizations::${managementAccount}:policy/${id}/service_control_policy/${policy.id}`;
}

function listOf(value: OneOrMore): readonly string[] {
  return typeof value === "string" ? [value] : value;
}

function applies(each: Statement, { action, context }: PolicyQuestion): boolean {
  const matches = (pattern: string) => matchesPattern(pattern, action);
  if (each.Action && !listOf(each.Action).some(matches)) return false;
  if (each.NotAction && listOf(each.NotAction).some(matches)) return false;
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
  const matched = wanted.some((each) => (exact ? each === found : matchesPattern(each, found)));
  return matched !== negated;
}
