import { z } from "zod";
import type { AccountId } from "../domain/account.ts";
import { type Read, type UnreadableCode, unread, unreadableCodes } from "../domain/read.ts";
import type { AccountProfile } from "../domain/root-facts.ts";
import type { Queryable } from "./database.ts";
import { circumstances, source } from "./origin-shapes.ts";

const origin = z.object({ ...source, given: z.string().exactOptional() });

const why = z.object({
  code: z.enum(unreadableCodes),
  call: z.string(),
  detail: z.string(),
  ...circumstances,
});

function readOf<Value extends z.ZodType>(value: Value) {
  return z.discriminatedUnion("known", [
    z.object({ known: z.literal(true), value, origin }),
    z.object({ known: z.literal(false), why }),
  ]);
}

const profile = z.object({
  securityContactSet: readOf(z.boolean()),
  primaryContact: readOf(z.object({ hasCompany: z.boolean(), hasPhone: z.boolean() })),
  aliases: readOf(z.array(z.string())),
  // Profiles that an earlier release stored lack it, and are read again.
  administrators: readOf(
    z.array(z.object({ kind: z.enum(["user", "group", "role", "permission set"]), name: z.string() })),
  ).default(
    unread({ code: "not-read-yet", call: "iam:ListEntitiesForPolicy", detail: "it follows after the audit" }),
  ),
  tags: readOf(z.record(z.string(), z.string())).exactOptional(),
});

/** What stays so until somebody grants or switches on something. */
const REFUSALS: readonly UnreadableCode[] = [
  "access-denied",
  "denied-by-scp",
  "feature-off",
  "not-in-partition",
];

/** Whether asking again in an hour would bring nothing new. */
function isSettled(read: Read<unknown>): boolean {
  return read.known || REFUSALS.includes(read.why.code);
}

/** Stores what was read of an account's profile. */
export async function saveProfile(
  db: Queryable,
  accountId: AccountId,
  { profile: read, at }: { readonly profile: AccountProfile; readonly at: Date },
): Promise<void> {
  const { securityContactSet, primaryContact, administrators, tags } = read;
  const isComplete = [securityContactSet, primaryContact, administrators, ...(tags ? [tags] : [])].every(
    isSettled,
  );
  const alias = read.aliases.known ? read.aliases.value[0] : undefined;
  await db.query(
    `insert into account_profiles (account_id, profile, alias, read_at, complete) values ($1, $2::jsonb, $3, $4, $5)
     on conflict (account_id) do update set
       profile = excluded.profile, alias = excluded.alias, read_at = excluded.read_at, complete = excluded.complete`,
    [accountId, JSON.stringify(read), alias ?? null, at, isComplete],
  );
}

/** The profile as it was read last. */
export async function findProfile(db: Queryable, accountId: AccountId): Promise<AccountProfile | undefined> {
  const rows = await db.query<{ profile: unknown }>(
    "select profile from account_profiles where account_id = $1",
    [accountId],
  );
  return rows[0] && profile.parse(rows[0].profile);
}

const tagRow = z.object({ account_id: z.string(), tags: z.record(z.string(), z.string()) });

/** The tags of accounts, as far as they could be read. */
export async function listTags(
  db: Queryable,
  accountIds: readonly AccountId[],
): Promise<ReadonlyMap<AccountId, Readonly<Record<string, string>>>> {
  const rows = await db.query(
    `select account_id, profile -> 'tags' -> 'value' as tags from account_profiles
      where account_id = any($1::text[]) and profile -> 'tags' -> 'value' is not null`,
    [accountIds],
  );
  return new Map(
    tagRow
      .array()
      .parse(rows)
      .map(({ account_id, tags }) => [account_id, tags]),
  );
}

/** From before when a profile has to be read again. */
export interface ProfilesWanted {
  readonly completeAt: Date;
  /** The same where something was refused, which is so until somebody grants it. */
  readonly refusedAt: Date;
  /** The same where something failed that may work the next time. */
  readonly partialAt: Date;
  /** Whether one without tags is not complete. */
  readonly withTags?: boolean;
}

const STALE = `(profiles.read_at is null or profile -> 'administrators' is null or profiles.read_at < case
  when not complete or ($4::boolean and profile -> 'tags' is null) then $3::timestamptz
  when profile @? '$.* ? (@.known == false)' then $2 else $1 end)`;

/** Whether an account's profile has to be read, or read again. */
export async function isProfileStale(
  db: Queryable,
  accountId: AccountId,
  { completeAt, refusedAt, partialAt, withTags = false }: ProfilesWanted,
): Promise<boolean> {
  const rows = await db.query<{ stale: boolean }>(
    `select ${STALE} as stale from (select $5::text as id) asked
       left join account_profiles profiles on account_id = asked.id`,
    [completeAt, refusedAt, partialAt, withTags, accountId],
  );
  return rows[0]?.stale ?? true;
}

/** Active accounts whose profile has to be read, those that never were first. */
export async function listStaleProfiles(
  db: Queryable,
  { completeAt, refusedAt, partialAt, withTags = false }: ProfilesWanted,
  limit: number,
): Promise<readonly AccountId[]> {
  const rows = await db.query<{ id: string }>(
    `select id from accounts left join account_profiles profiles on account_id = id
      where coalesce(state, 'ACTIVE') = 'ACTIVE' and ${STALE}
        and seen_at >= coalesce((select at from milestones where name = 'accounts listed'), '-infinity')
      order by profiles.read_at nulls first, id limit $5`,
    [completeAt, refusedAt, partialAt, withTags, limit],
  );
  return rows.map(({ id }) => id);
}
