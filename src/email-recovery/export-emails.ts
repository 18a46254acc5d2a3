import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stringify } from "csv-stringify/sync";
import { type Access, NotAllowedError } from "../access/access.ts";
import type { Needs } from "../access/roles.ts";
import type { AccountDirectory } from "../accounts/directory.ts";
import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import { listAddresses } from "../store/account-addresses.ts";
import type { AppendToLog } from "../store/audit-log.ts";
import type { Database } from "../store/database.ts";
import type { EmailsMessenger } from "./emails-messenger.ts";

export interface ExportEmailsDependencies {
  readonly db: Database;
  readonly appendToLog: AppendToLog;
  readonly access: Access;
  readonly directory: Pick<AccountDirectory, "list">;
  readonly messenger: EmailsMessenger;
  readonly clock: Clock;
  readonly log: Log;
}

/** Who may have all addresses at once. */
export const mayExport: Needs = "approver";

const NAME = "rootcheck-root-emails.csv";
const COLUMNS = ["accountId", "accountName", "rootEmail", "state", "readAt"];

/**
 * Sends the addresses of all accounts, as Organizations lists them now, to the asker as CSV. The export is entered in
 * the audit log before. Answers how many there are; where there are none, nothing is sent.
 * @throws {NotAllowedError} {AccountSourceError} where the accounts cannot be listed.
 */
export async function exportEmails(
  { db, appendToLog, access, directory, messenger, clock, log }: ExportEmailsDependencies,
  { by, place }: { readonly by: string; readonly place: string },
): Promise<number> {
  const permission = await access.mayAct(by, mayExport);
  if (!permission.allowed) throw new NotAllowedError(permission, mayExport);
  for await (const page of directory.list("email-export"))
    log.debug({ accounts: page.length }, "Listed accounts");
  const addresses = await listAddresses(db);
  const accounts = addresses.length;
  await db.transaction((tx) =>
    appendToLog(tx, [
      {
        at: clock.now(),
        actor: by,
        action: "export",
        subject: "root e-mails",
        place,
        details: { file: NAME, accounts },
      },
    ]),
  );
  if (accounts === 0) return 0;
  const folder = await mkdtemp(join(tmpdir(), "rootcheck-root-emails-"));
  try {
    const path = join(folder, NAME);
    const rows = addresses.map(({ id, name, email, state, seenAt }) => [
      id,
      name,
      email,
      state,
      seenAt.toISOString(),
    ]);
    // Spreadsheets run a cell that begins with `=`; an account's name must not.
    const options = { escape_formulas: true, record_delimiter: "windows" } as const;
    await writeFile(path, stringify([COLUMNS, ...rows], options), { mode: 0o600 });
    await messenger.sendEmails(by, { name: NAME, path, bytes: (await stat(path)).size, accounts });
    return accounts;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
