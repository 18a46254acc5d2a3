import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { parse } from "csv-parse/sync";
import { z } from "zod";
import type { OwnersConfig } from "../config.ts";
import type { Account, AccountId } from "../domain/account.ts";
import { messageOf, RootcheckError } from "../domain/errors.ts";
import {
  isOwnerId,
  matchKey,
  needsTags,
  type OwnerRule,
  type OwnerRules,
  type Ownership,
  ownerOf,
  parseOwnerMatch,
} from "../domain/owner-rules.ts";
import { listTags } from "../store/account-profiles.ts";
import type { Queryable } from "../store/database.ts";

/** The file of owners cannot be used; names every line that is wrong. */
export class OwnersError extends RootcheckError {
  readonly problems: readonly string[];

  constructor(path: string, problems: readonly string[]) {
    super(
      "owners",
      [
        `rootcheck cannot start: ROOTCHECK_OWNERS (${path}) needs attention.`,
        "",
        ...problems.map((problem) => `  ${problem}`),
        "",
        "The first line is match,owner,lead. match is an account id, the id or path of a unit, tag:Key=Value, or *.",
        "owner and lead are ids of users (U…, W…) or user groups (S…); lead may be empty.",
      ].join("\n"),
    );
    this.problems = problems;
  }
}

const COLUMNS = ["match", "owner", "lead"];

const lines = z.array(z.object({ record: z.array(z.string()), info: z.object({ lines: z.number() }) }));

interface Line {
  readonly number: number;
  readonly cells: readonly string[];
}

/** The rules that the configuration gives, and what they were read from. */
export interface ConfiguredOwnerRules extends OwnerRules {
  /** The SHA-256 of the file's bytes, in hex; absent where there is no file. */
  readonly fileSha256?: string;
}

/** The rules that the configuration gives. @throws {OwnersError} */
export async function readOwnerRules({ file, tag }: OwnersConfig): Promise<ConfiguredOwnerRules> {
  const ownerTag = tag && { ownerTag: tag };
  if (!file) return { rules: [], ...ownerTag };
  const content = await contentOf(file);
  const fileSha256 = createHash("sha256").update(content).digest("hex");
  return { rules: parseOwnerRules(content.toString("utf8"), file), ...ownerTag, fileSha256 };
}

async function contentOf(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    throw new OwnersError(path, [`It cannot be read: ${messageOf(error)}`]);
  }
}

/** The rules in the text of a CSV file with the columns match, owner and lead. @throws {OwnersError} */
export function parseOwnerRules(csv: string, path: string): readonly OwnerRule[] {
  const [header, ...others] = linesOf(csv, path);
  const names = header?.cells.map((name) => name.toLowerCase()) ?? [];
  if (names.join() !== COLUMNS.join() && names.join() !== "match,owner")
    throw new OwnersError(path, [`line ${header?.number ?? 1}: it should be match,owner,lead`]);
  const seen = new Map<string, number>();
  const read = others.map((line) => readLine(line, seen));
  const problems = read.flatMap((each) => ("problems" in each ? each.problems : []));
  if (problems.length > 0) throw new OwnersError(path, problems);
  return read.flatMap((each) => ("rule" in each ? [each.rule] : []));
}

function linesOf(csv: string, path: string): readonly Line[] {
  try {
    const parsed = parse(csv, {
      ...{ bom: true, trim: true, info: true, comment: "#", comment_no_infix: true },
      ...{ skip_empty_lines: true, relax_column_count: true },
    });
    return lines.parse(parsed).map(({ record, info }) => ({ number: info.lines, cells: record }));
  } catch (error) {
    throw new OwnersError(path, [`It is no CSV: ${messageOf(error)}`]);
  }
}

type ReadLine = { readonly rule: OwnerRule } | { readonly problems: readonly string[] };

function readLine({ number, cells }: Line, seen: Map<string, number>): ReadLine {
  const [text = "", owner = "", lead = "", ...surplus] = cells;
  const match = parseOwnerMatch(text);
  const key = match.kind === "wrong" ? undefined : matchKey(match);
  const before = key === undefined ? undefined : seen.get(key);
  if (key !== undefined && before === undefined) seen.set(key, number);
  const problems = [
    ...(match.kind === "wrong" ? [match.problem] : []),
    ...(before === undefined ? [] : [`"${text}" has an owner already, by line ${before}`]),
    ...(isOwnerId(owner) ? [] : [`owner takes the id of a user or user group, not "${owner}"`]),
    ...(lead === "" || isOwnerId(lead) ? [] : [`lead takes the id of a user or user group, not "${lead}"`]),
    ...(surplus.length > 0 ? ["it has more than match, owner and lead"] : []),
  ];
  if (match.kind === "wrong" || problems.length > 0)
    return { problems: problems.map((problem) => `line ${number}: ${problem}`) };
  return { rule: { match, owner, ...(lead && { lead }) } };
}

/** Says whose findings are before anybody takes one on. */
export interface Owners {
  /** By account, those that nobody has left out. */
  ofAccounts(accounts: readonly Account[]): Promise<ReadonlyMap<AccountId, Ownership>>;
  /** Of what is wrong with the organization as a whole. */
  ofOrganization(): Ownership | undefined;
}

/** Tags are those that were read last, up to a week ago. */
export function createOwners({ db, rules }: { readonly db: Queryable; readonly rules: OwnerRules }): Owners {
  return {
    async ofAccounts(accounts) {
      const ids = accounts.map(({ id }) => id);
      const tags = needsTags(rules) ? await listTags(db, ids) : undefined;
      return new Map(
        accounts.flatMap((account) => {
          const found = ownerOf(rules, account, tags?.get(account.id));
          return found ? [[account.id, found] as const] : [];
        }),
      );
    },
    ofOrganization: () => ownerOf(rules, undefined),
  };
}
