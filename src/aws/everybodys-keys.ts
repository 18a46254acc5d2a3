import type { KeysToRead } from "../access-keys/key-reader.ts";
import type { AccessKey, AccountKeys, KeyTroubles } from "../domain/access-key.ts";
import type { Unreadable } from "../domain/read.ts";
import { readSummary } from "./account-summary.ts";
import { readReport } from "./credential-report.ts";
import { parseKeyRows, type ReportedKeys } from "./key-rows.ts";
import type { Reading } from "./reading.ts";
import { listUserKeys, unreported } from "./user-keys.ts";
import { readUserNames } from "./user-names.ts";

const FIELDS = "access_key_1_active, access_key_2_active";
/** In a report that was made just now, nobody is missing. */
const NEW_MILLISECONDS = 60_000;

/** The access keys of root and of all users of an account that lets us in, by its credential report if that is to be had. */
export async function readEverybodysKeys(
  reading: Reading,
  { report: use, isThorough }: Pick<KeysToRead, "report" | "isThorough">,
): Promise<AccountKeys> {
  if (use === "leave out") return readWithoutReport(reading);
  const report = await readReport(reading, {
    isBeingMade: use === "fetch",
    parse: parseKeyRows,
    field: FIELDS,
  });
  if (report.known) {
    const { value, origin } = report;
    return readByReport(reading, { report: value, asOf: origin.asOf ?? origin.readAt, isThorough });
  }
  const { why } = report;
  if (why.until) return { keys: [], asOf: reading.clock.now(), troubles: { root: why, users: why } };
  return readWithoutReport(reading, why);
}

/** What a report shows, with what has changed since, why that is not known of root, and why it is not of the users. */
interface Current extends ReportedKeys {
  readonly rootWhy?: Unreadable;
  readonly usersWhy?: Unreadable;
}

/** Adds to what a report shows the keys' ids, and the keys that it does not show. */
async function readByReport(
  reading: Reading,
  { report, asOf, isThorough }: { report: ReportedKeys; asOf: Date; isThorough: boolean },
): Promise<AccountKeys> {
  const isNew = reading.clock.now().getTime() - asOf.getTime() < NEW_MILLISECONDS;
  const current: Current = isNew ? report : await bringUpToDate(reading, report);
  const { root, rootWhy = root ? undefined : missing(reading, FIELDS), usersWhy } = current;
  const mayHaveMore = isThorough && !isNew;
  const holders = current.users.filter((user) => mayHaveMore || user.keys.length > 0 || !user.isComplete);
  const { listed, why: details = usersWhy } = await listUserKeys(reading, holders);
  const keys = holders.flatMap(
    (holder): readonly AccessKey[] =>
      listed.get(holder.user) ?? holder.keys.map((key) => ({ ...key, user: holder.user })),
  );
  return {
    keys: [...(root ?? []), ...keys],
    asOf,
    troubles: { ...(rootWhy && { root: rootWhy }), ...(details && { details }) },
  };
}

/**
 * AWS keeps a report for hours. Whether root has keys at all, and who there is, can be asked as it is now; the first key
 * of a user who had none shows only where everybody is asked.
 */
async function bringUpToDate(reading: Reading, { root, users }: ReportedKeys): Promise<Current> {
  const [{ accessKeysPresent: present }, names] = await Promise.all([
    readSummary(reading),
    readUserNames(reading),
  ]);
  const isMissingKeys = present.known && present.value && root?.length === 0;
  const hasNone = present.known && !present.value;
  const rootNow = isMissingKeys
    ? { rootWhy: notShownYet(reading) }
    : { ...(root && { root: hasNone ? [] : root }) };
  if (!names.known) return { ...rootNow, users, usersWhy: names.why };
  const byName = new Map(users.map((user) => [user.user, user]));
  return { ...rootNow, users: names.value.map((name) => byName.get(name) ?? unreported(name)) };
}

function notShownYet({ rung }: Reading): Unreadable {
  const detail = "root has a key that AWS's credential report does not show yet";
  return { code: "not-fresh", call: "iam:GetCredentialReport", detail, rung };
}

function missing({ rung }: Reading, detail: string): Unreadable {
  return { code: "missing-in-answer", call: "iam:GetCredentialReport", detail, rung };
}

/** Lists everything. Of root it can only be said that there are no keys: `why` is the reason if there are some. */
async function readWithoutReport(reading: Reading, why?: Unreadable): Promise<AccountKeys> {
  const [{ accessKeysPresent }, names] = await Promise.all([readSummary(reading), readUserNames(reading)]);
  const hasNone = accessKeysPresent.known && !accessKeysPresent.value;
  const root = hasNone
    ? undefined
    : (why ?? missing(reading, "AWS has not come up with the credential report"));
  const asOf = reading.clock.now();
  const found = names.known
    ? await listUserKeys(reading, names.value.map(unreported))
    : { listed: new Map<string, readonly AccessKey[]>(), why: why ?? names.why };
  const troubles: KeyTroubles = { ...(root && { root }), ...(found.why && { users: found.why }) };
  return { keys: [...found.listed.values()].flat(), asOf, troubles };
}
