import type { Access } from "../access/access.ts";
import { exportKeys } from "../access-keys/export-keys.ts";
import type { KeyReader } from "../access-keys/key-reader.ts";
import { lookAtAccountKeys, lookAtOrganizationKeys } from "../access-keys/look-at-keys.ts";
import type { AccountDirectory } from "../accounts/directory.ts";
import type { CanonicalReader } from "../canonical-ids/canonical-reader.ts";
import { deriveCanonicalId } from "../canonical-ids/derive.ts";
import { readDirectory } from "../canonical-ids/directory.ts";
import { whois } from "../canonical-ids/whois.ts";
import type { Clock } from "../clock.ts";
import type { EmailReader } from "../email-recovery/email-reader.ts";
import { exportEmails } from "../email-recovery/export-emails.ts";
import { recoverEmail } from "../email-recovery/recover-email.ts";
import { accessKeysJob, ringAccessKeys, startAccessKeyRounds } from "../jobs/access-keys.ts";
import type { Queue } from "../jobs/queue.ts";
import type { Log } from "../log.ts";
import { createEmailsMessenger } from "../slack/emails-messenger.ts";
import { createKeyMessenger } from "../slack/key-messenger.ts";
import type { PostingDependencies } from "../slack/post-outcome.ts";
import type { UseCases } from "../slack/use-cases.ts";
import type { AppendToLog } from "../store/audit-log.ts";
import type { Database } from "../store/database.ts";

export interface IdentityParts {
  readonly db: Database;
  readonly clock: Clock;
  readonly log: Log;
  readonly access: Access;
  readonly aws: KeyReader & CanonicalReader & EmailReader;
  readonly directory: AccountDirectory;
  readonly posting: PostingDependencies;
  readonly appendToLog: AppendToLog;
  readonly queue: Queue;
  /** Accounts that are asked at the same time. */
  readonly concurrency: number;
}

/** What people can find out about who is who. */
export interface Identity {
  readonly useCases: Pick<UseCases, "canonicalIds" | "emails" | "keys">;
  /** Ends the rounds. */
  stop(): Promise<void>;
}

/** Everything that concerns root e-mails, canonical ids and access keys, over the parts that are there already. */
export async function wireIdentity(parts: IdentityParts): Promise<Identity> {
  return {
    useCases: {
      canonicalIds: wireCanonicalIds(parts),
      emails: wireEmails(parts),
      keys: await wireKeys(parts),
    },
    stop: startAccessKeyRounds(parts),
  };
}

function wireCanonicalIds(parts: IdentityParts): UseCases["canonicalIds"] {
  const { db, clock, appendToLog, aws: reader, directory: accounts } = parts;
  return {
    derive: (wanted) => deriveCanonicalId({ db, reader, appendToLog, clock }, wanted),
    directory: () => readDirectory({ db }),
    whois: (asked) => whois({ db, accounts, reader, appendToLog, clock }, asked),
  };
}

function wireEmails(parts: IdentityParts): UseCases["emails"] {
  const { db, clock, log, access, appendToLog, aws: reader, directory, posting } = parts;
  const messenger = createEmailsMessenger(posting);
  const asking = { db, appendToLog, access, directory, clock, log };
  return {
    recover: (wanted) => recoverEmail({ ...asking, reader }, wanted),
    export: (request) => exportEmails({ ...asking, messenger }, request),
  };
}

async function wireKeys(parts: IdentityParts): Promise<UseCases["keys"]> {
  const { db, clock, log, aws: reader, directory, appendToLog, queue, concurrency } = parts;
  const messenger = createKeyMessenger(parts.posting);
  const reading = { db, clock, log, reader };
  await queue.work(accessKeysJob({ ...reading, directory, messenger, concurrency }));
  const looking = { ...reading, appendToLog, ring: () => ringAccessKeys(queue) };
  return {
    lookAtAccount: (look) => lookAtAccountKeys(looking, look),
    lookAtOrganization: (look) => lookAtOrganizationKeys(looking, look),
    export: (request) => exportKeys({ db, appendToLog, messenger, clock }, request),
  };
}
