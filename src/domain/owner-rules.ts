import { type Account, type AccountId, parseAccountId, type UnitId } from "./account.ts";

/** Which accounts a rule is for. */
export type OwnerMatch =
  | { readonly kind: "account"; readonly accountId: AccountId }
  | { readonly kind: "tag"; readonly key: string; readonly value: string }
  /** A unit and all below it, by its id or by the names from the outermost unit down to it. */
  | { readonly kind: "unit"; readonly unit: UnitId | readonly string[] }
  | { readonly kind: "everything" };

/** Whose an account's findings are before anybody takes one on. */
export interface OwnerRule {
  readonly match: OwnerMatch;
  /** A Slack user id or user group id. */
  readonly owner: string;
  /** Who is told when it goes on too long. */
  readonly lead?: string;
}

export interface OwnerRules {
  readonly rules: readonly OwnerRule[];
  /** The account tag whose value is the owner's id. */
  readonly ownerTag?: string;
}

/** Whose an account's findings are, and by which rule: "by its unit Prod/Payments". */
export interface Ownership {
  readonly owner: string;
  /** The lead of the rule, or where it names none, of the next that would apply. */
  readonly lead?: string;
  readonly because: string;
}

export type AccountTags = Readonly<Record<string, string>>;

/** What the rules say of an account, or of the organization where none is given, which only `*` is for. */
export function ownerOf(
  rules: OwnerRules,
  account: Account | undefined,
  tags: AccountTags = {},
): Ownership | undefined {
  const applying = [...byOwnerTag(rules, tags), ...rules.rules]
    .map((rule) => ({ ...rule, rank: rankOf(rule.match, account, tags) }))
    .filter(({ rank }) => rank > 0)
    .toSorted((one, other) => other.rank - one.rank);
  const [first] = applying;
  if (!first) return undefined;
  const lead = applying.map((rule) => rule.lead).find((id) => id !== undefined);
  return { owner: first.owner, ...(lead && { lead }), because: reasonOf(first.match) };
}

/** Whether any rule looks at the tags of accounts; AWS is asked for them only then. */
export function needsTags({ rules, ownerTag }: OwnerRules): boolean {
  return ownerTag !== undefined || rules.some(({ match }) => match.kind === "tag");
}

/** A user (U…, W…) or a user group (S…). */
export function isOwnerId(text: string): boolean {
  return /^[UWS][A-Z0-9]{2,}$/.test(text);
}

/** A tag may hold anything, such as the name of a team from before; what an id could not be is passed over. */
const SURELY_AN_ID = /^(?=.*\d)[UWS][A-Z0-9]{8,}$/;

function byOwnerTag({ ownerTag }: OwnerRules, tags: AccountTags): readonly OwnerRule[] {
  const value = ownerTag !== undefined && Object.hasOwn(tags, ownerTag) ? tags[ownerTag] : undefined;
  const owner = value?.trim();
  if (ownerTag === undefined || value === undefined || !owner || !SURELY_AN_ID.test(owner)) return [];
  return [{ match: { kind: "tag", key: ownerTag, value }, owner }];
}

const ACCOUNT = 1000;
const TAG = 999;
const EVERYTHING = 1;

/** How particular a rule is for an account; 0 if it is not for it. Units nest five deep at most. */
function rankOf(match: OwnerMatch, account: Account | undefined, tags: AccountTags): number {
  switch (match.kind) {
    case "account":
      return match.accountId === account?.id ? ACCOUNT : 0;
    case "tag":
      return account && Object.hasOwn(tags, match.key) && tags[match.key] === match.value ? TAG : 0;
    case "unit":
      return account ? unitRank(match.unit, account) : 0;
    case "everything":
      return EVERYTHING;
  }
}

function unitRank(unit: UnitId | readonly string[], { unitIds = [], ouPath }: Account): number {
  if (typeof unit === "string") return unitIds.includes(unit) ? EVERYTHING + 1 + unitIds.indexOf(unit) : 0;
  const isAbove = unit.every((name, depth) => name.toLowerCase() === ouPath[depth]?.toLowerCase());
  return isAbove ? EVERYTHING + unit.length : 0;
}

function reasonOf(match: OwnerMatch): string {
  switch (match.kind) {
    case "account":
      return "by the account itself";
    case "tag":
      return `by its tag ${match.key}=${match.value}`;
    case "unit":
      return `by its unit ${typeof match.unit === "string" ? match.unit : match.unit.join("/")}`;
    case "everything":
      return "as everything that nobody else has";
  }
}

const UNIT_ID = /^ou-[0-9a-z]{4,32}-[0-9a-z]{8,32}$/;

/** Reads what a rule is for, as people write it; in place of that, what is wrong with it. */
export function parseOwnerMatch(
  text: string,
): OwnerMatch | { readonly kind: "wrong"; readonly problem: string } {
  if (text === "*") return { kind: "everything" };
  if (text.startsWith("tag:")) return parseTag(text.slice("tag:".length));
  const accountId = parseAccountId(text);
  if (accountId) return { kind: "account", accountId };
  if (/^[\d\s-]+$/.test(text))
    return wrong(`"${text}" is no account id: those have 12 digits, zeros in front included`);
  if (UNIT_ID.test(text)) return { kind: "unit", unit: text };
  const unit = text.split("/").map((name) => name.trim());
  if (unit.some((name) => name === ""))
    return wrong(`"${text}" is none of: an account id, a unit's id or path, tag:Key=Value, *`);
  return { kind: "unit", unit };
}

function parseTag(text: string): ReturnType<typeof parseOwnerMatch> {
  const at = text.indexOf("=");
  if (at < 1) return wrong(`"tag:${text}" is no tag: write tag:Key=Value`);
  return { kind: "tag", key: text.slice(0, at), value: text.slice(at + 1) };
}

function wrong(problem: string) {
  return { kind: "wrong", problem } as const;
}

/** The same for two rules that are for the same accounts. */
export function matchKey(match: OwnerMatch): string {
  switch (match.kind) {
    case "account":
      return match.accountId;
    case "tag":
      return `tag:${match.key}=${match.value}`;
    case "unit":
      return typeof match.unit === "string" ? match.unit : match.unit.join("/").toLowerCase();
    case "everything":
      return "*";
  }
}
