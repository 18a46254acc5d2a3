import { randomBytes } from "node:crypto";
import type { AccountDirectory } from "../accounts/directory.ts";
import type { Clock } from "../clock.ts";
import type { Account, AccountId, AccountName } from "../domain/account.ts";
import type { ForeignParty, StoredCanonicalId } from "../domain/canonical-id.ts";
import { maskAccessKeyId } from "../domain/mask.ts";
import { type Read, requestIdsOf } from "../domain/read.ts";
import type { AppendToLog } from "../store/audit-log.ts";
import {
  findBucketOwner,
  findCanonicalId,
  findCanonicalIds,
  findForeignParty,
} from "../store/canonical-ids.ts";
import type { Database } from "../store/database.ts";
import type { CanonicalReader } from "./canonical-reader.ts";
import { type Question, questionOf } from "./question.ts";

export interface WhoisDependencies {
  readonly db: Database;
  readonly accounts: Pick<AccountDirectory, "find">;
  readonly reader: Pick<CanonicalReader, "findKeyOwner">;
  readonly appendToLog: AppendToLog;
  readonly clock: Clock;
}

export interface WhoisAsked {
  readonly words: string;
  readonly by: string;
  readonly place: string;
}

/** Whose something is, and how that is known. */
export interface WhoisAnswer {
  readonly question: Question;
  readonly owner: /** An account that rootcheck can name. */
    | { readonly kind: "account"; readonly account: Account; readonly canonicalId?: StoredCanonicalId }
    /** An account that is none of the organization's. */
    | { readonly kind: "outside"; readonly id: AccountId }
    | { readonly kind: "no account"; readonly what: string }
    | { readonly kind: "several"; readonly accounts: readonly AccountName[] }
    | { readonly kind: "unknown"; readonly nearest: readonly AccountName[] };
  /** What AWS said of an access key, where it was asked. */
  readonly keyOwner?: Read<AccountId>;
  /** The canonical id that answered, where one did. */
  readonly known?: StoredCanonicalId;
  /** Others that are remembered under the same canonical id, so that one of them is mistaken. */
  readonly also?: readonly StoredCanonicalId[];
  /** The bucket that answered, where one did, and when it was looked into. */
  readonly bucket?: { readonly name: string; readonly seenAt: Date };
  /** In whose buckets a canonical id was met. */
  readonly seen?: ForeignParty;
}

type Answer = Omit<WhoisAnswer, "question">;

/**
 * Whose an account id, name, alias, e-mail address, canonical id, ARN, access key id or bucket name is.
 * @throws {AccountSourceError} if the accounts cannot be read from AWS and never were.
 */
export async function whois(dependencies: WhoisDependencies, asked: WhoisAsked): Promise<WhoisAnswer> {
  const question = questionOf(asked.words);
  return { question, ...(await answerTo(question, dependencies, asked)) };
}

function answerTo(question: Question, dependencies: WhoisDependencies, asked: WhoisAsked): Promise<Answer> {
  switch (question.kind) {
    case "account id":
      return byAccountId(dependencies, question.id);
    case "canonical id":
      return byCanonicalId(dependencies, question.id);
    case "access key":
      return byAccessKey(dependencies, question, asked);
    case "ARN":
      return byArn(dependencies, question);
    case "no account":
      return Promise.resolve({ owner: question });
    case "words":
      return byWords(dependencies, question.words);
  }
}

async function byAccountId({ accounts, db }: WhoisDependencies, id: AccountId): Promise<Answer> {
  const match = await accounts.find(id);
  if (match.kind !== "found") return { owner: { kind: "outside", id } };
  const canonicalId = await findCanonicalId(db, id);
  return { owner: { kind: "account", account: match.account, ...(canonicalId && { canonicalId }) } };
}

/** Several accounts are remembered under one id only if one of them is mistaken: then the certain one counts. */
async function byCanonicalId(dependencies: WhoisDependencies, id: string): Promise<Answer> {
  const { db } = dependencies;
  const [stored, seen] = await Promise.all([findCanonicalIds(db, [id]), findForeignParty(db, id)]);
  const known = stored.find(({ trust }) => trust === "certain") ?? stored[0];
  if (!known) return { owner: { kind: "unknown", nearest: [] }, ...(seen && { seen }) };
  const also = stored.filter(({ accountId }) => accountId !== known.accountId);
  return { ...(await byAccountId(dependencies, known.accountId)), known, also, ...(seen && { seen }) };
}

/** AWS counts for more than what the id carries; it is asked in any case, since the latter is not documented. */
async function byAccessKey(
  dependencies: WhoisDependencies,
  { id, encoded }: Extract<Question, { kind: "access key" }>,
  { by, place }: WhoisAsked,
): Promise<Answer> {
  const { db, reader, appendToLog, clock } = dependencies;
  const purpose = `look-up-${randomBytes(4).toString("hex")}`;
  const keyOwner = await reader.findKeyOwner({ accessKeyId: id, purpose });
  const owner = keyOwner.known ? keyOwner.value : encoded;
  const details = {
    of: "access key",
    session: `rootcheck-${purpose}`,
    found: owner ?? "nothing",
    ...(owner && { account: owner }),
    awsRequestIds: requestIdsOf([keyOwner]),
  };
  await db.transaction((tx) =>
    appendToLog(tx, [
      { at: clock.now(), actor: by, action: "look-up", subject: maskAccessKeyId(id), place, details },
    ]),
  );
  if (!owner) return { owner: { kind: "unknown", nearest: [] }, keyOwner };
  return { ...(await byAccountId(dependencies, owner)), keyOwner };
}

async function byArn(
  dependencies: WhoisDependencies,
  { accountId, bucket }: Extract<Question, { kind: "ARN" }>,
): Promise<Answer> {
  if (accountId) return byAccountId(dependencies, accountId);
  const found = bucket && (await byBucket(dependencies, bucket));
  return found || { owner: { kind: "unknown", nearest: [] } };
}

async function byWords(dependencies: WhoisDependencies, words: string): Promise<Answer> {
  const match = await dependencies.accounts.find(words);
  if (match.kind === "several") return { owner: match };
  if (match.kind === "found") return byAccountId(dependencies, match.account.id);
  const found = await byBucket(dependencies, words);
  return found ?? { owner: { kind: "unknown", nearest: match.nearest } };
}

/** Only buckets that were in an account's list are known: AWS tells nobody whose a bucket is. */
async function byBucket(dependencies: WhoisDependencies, name: string): Promise<Answer | undefined> {
  const found = await findBucketOwner(dependencies.db, name);
  if (!found) return undefined;
  return { ...(await byAccountId(dependencies, found.accountId)), bucket: { name, seenAt: found.seenAt } };
}
