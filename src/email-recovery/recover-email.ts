import { randomBytes } from "node:crypto";
import { type Access, NotAllowedError } from "../access/access.ts";
import type { Needs } from "../access/roles.ts";
import { AccountSourceError } from "../accounts/account-source.ts";
import type { AccountDirectory } from "../accounts/directory.ts";
import { type Clock, sleep } from "../clock.ts";
import { type Account, type AccountId, bareAccount } from "../domain/account.ts";
import { messageOf } from "../domain/errors.ts";
import { maskEmail } from "../domain/mask.ts";
import type { Unreadable } from "../domain/read.ts";
import { type Log, redact } from "../log.ts";
import { listAddresses } from "../store/account-addresses.ts";
import { findPartition } from "../store/accounts.ts";
import type { AppendToLog } from "../store/audit-log.ts";
import type { Database } from "../store/database.ts";
import type { EmailReader } from "./email-reader.ts";
import { emailSources } from "./index.ts";
import { obstacleOf } from "./obstacle.ts";
import { type Ranking, rank } from "./rank.ts";
import type { EmailSource, SourceAnswer, SourceTools, Wanted } from "./source.ts";

export interface RecoverEmailDependencies {
  readonly db: Database;
  readonly appendToLog: AppendToLog;
  readonly access: Access;
  readonly directory: Pick<AccountDirectory, "find" | "stored">;
  readonly reader: EmailReader;
  readonly clock: Clock;
  readonly log: Log;
}

/** Who wants to know which address. */
export interface EmailWanted {
  /** Of a member, or of any other account that rootcheck may reach. */
  readonly accountId: AccountId;
  readonly by: string;
  readonly place: string;
  /** Why the asker has to know. */
  readonly reason: string;
}

/** What one source was asked and said. */
export interface AskedSource extends Pick<EmailSource, "id" | "title"> {
  readonly answer: SourceAnswer;
}

/** Everything that is known of an account's root e-mail address, for the asker's eyes alone. */
export interface RecoveredEmail {
  readonly account: Account;
  readonly ranking: Ranking;
  readonly asked: readonly AskedSource[];
}

/** Who may look up one address. */
export const mayRecover: Needs = "operator";

/** A source that answers later than this keeps nobody waiting. */
const PATIENCE_MILLISECONDS = 60_000;
/** Nor does a description, which only helps the sources. */
const DESCRIPTION_PATIENCE_MILLISECONDS = 30_000;

/**
 * Asks all sources side by side. However it ends, the look-up stands in the audit log before anybody sees what came
 * of it. @throws {NotAllowedError}
 */
export async function recoverEmail(
  dependencies: RecoverEmailDependencies,
  wanted: EmailWanted,
): Promise<RecoveredEmail> {
  const { access, db, clock } = dependencies;
  const permission = await access.mayAct(wanted.by, mayRecover);
  if (!permission.allowed) throw new NotAllowedError(permission, mayRecover);
  const account = await accountOf(dependencies, wanted.accountId);
  const purpose = `look-up-${randomBytes(4).toString("hex")}`;
  const tools: SourceTools = {
    reader: dependencies.reader,
    now: () => clock.now(),
    others: (await listAddresses(db)).filter(({ id }) => id !== account.id),
  };
  const asked = await Promise.all(
    emailSources.map(async (source) => ({
      id: source.id,
      title: source.title,
      answer: await answerOf(source, { dependencies, tools, account, purpose }),
    })),
  );
  const ranking = rank({
    clues: asked.flatMap(({ answer }) => (answer.answered ? answer.clues : [])),
    fragments: asked.flatMap(({ answer }) => (answer.answered ? answer.fragments : [])),
  });
  await enter(dependencies, wanted, { purpose, ranking, asked });
  return { account, ranking, asked };
}

interface Asking extends Omit<Wanted, "signal"> {
  readonly dependencies: RecoverEmailDependencies;
  readonly tools: SourceTools;
}

/** One source's answer; however it fails, the others' stay what they are. */
async function answerOf(
  source: EmailSource,
  { dependencies: { clock, log }, tools, ...wanted }: Asking,
): Promise<SourceAnswer> {
  const { call } = source;
  try {
    const answer = await within(clock, PATIENCE_MILLISECONDS, (signal) =>
      source.ask(tools, { ...wanted, signal }),
    );
    const detail = `no answer within ${PATIENCE_MILLISECONDS / 1000} seconds`;
    return answer ?? unanswered({ code: "unreachable", call, detail }, source);
  } catch (error) {
    log.warn({ err: error, source: source.id }, "A source of root e-mail addresses broke down");
    return unanswered({ code: "unexpected-answer", call, detail: redact(messageOf(error)) }, source);
  }
}

/** What comes of some work, which is told to stop when it is no longer waited for; undefined if that takes too long. */
async function within<T>(
  clock: Clock,
  milliseconds: number,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T | undefined> {
  const given = new AbortController();
  try {
    return await Promise.race([
      work(given.signal),
      sleep(clock, milliseconds, given.signal).then(() => undefined),
    ]);
  } finally {
    given.abort();
  }
}

function unanswered(why: Unreadable, { opens }: EmailSource): SourceAnswer {
  return { answered: false, ...obstacleOf(why, opens), requestIds: [] };
}

/** The account as the organization knows it, or knew it; one that it never did by its id alone. */
async function accountOf(
  { db, directory, clock, log }: RecoverEmailDependencies,
  id: AccountId,
): Promise<Account> {
  const bare = async () => bareAccount(id, (await findPartition(db)) ?? "aws");
  try {
    const match = await within(clock, DESCRIPTION_PATIENCE_MILLISECONDS, () => directory.find(id));
    if (match) return match.kind === "found" ? match.account : bare();
    log.warn({ account: id }, "An account is looked up without waiting for its description");
  } catch (error) {
    if (!(error instanceof AccountSourceError)) throw error;
    log.warn({ err: error, account: id }, "An account is looked up without its description");
  }
  const [stored] = await directory.stored([id]);
  return stored ?? bare();
}

interface Outcome extends Omit<RecoveredEmail, "account"> {
  readonly purpose: string;
}

async function enter(
  { db, appendToLog, clock }: RecoverEmailDependencies,
  { accountId, by, place, reason }: EmailWanted,
  { purpose, ranking, asked }: Outcome,
): Promise<void> {
  const best = ranking.candidates[0];
  const details = {
    what: "root e-mail",
    reason: redact(reason),
    verdict: ranking.verdict,
    ...(best && { address: maskEmail(best.address) }),
    session: `rootcheck-${purpose}`,
    awsRequestIds: asked.flatMap(({ answer }) => answer.requestIds),
  };
  await db.transaction((tx) =>
    appendToLog(tx, [{ at: clock.now(), actor: by, action: "look-up", subject: accountId, place, details }]),
  );
}
