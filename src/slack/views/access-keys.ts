import type { KeyFile, KeyReport } from "../../access-keys/key-messenger.ts";
import { AGE_BANDS, type KeyBand, type KeySummary, type ListedKey } from "../../domain/access-key.ts";
import { maskAccessKeyId } from "../../domain/mask.ts";
import {
  type Block,
  bold,
  bullets,
  button,
  code,
  context,
  controls,
  type Message,
  paragraph,
  type Span,
} from "../blocks.ts";
import { withinBudget } from "../budget.ts";
import { counted, figure, outOf } from "../count-words.ts";
import { actionIds, COMMAND } from "../ids.ts";
import { keyScopeText } from "../key-scope.ts";
import { escaped, literal } from "../text.ts";
import { ago, dateToken } from "../time-words.ts";
import { troubleBlocks } from "./key-troubles.ts";
import { nameOf } from "./names.ts";
import { notice } from "./notice.ts";

const DAY_MILLISECONDS = 86_400_000;
/** IAM allows names of 64 characters. */
const USER = 64;
const DETAIL = 160;
const RENEWED = "AWS renews a credential report every four hours at most";

/** The access keys of the organization or of one account. */
export function keysMessage(summary: KeySummary, now: Date): Message {
  const { scope, keys, total } = summary;
  const lead = leadOf(summary);
  return {
    text: escaped(lead.join("")),
    blocks: withinBudget(keys.length, (shown) => [
      paragraph(bold(lead[0] ?? ""), ...lead.slice(1)),
      ...bandBlocks(summary),
      ...keyBlocks(summary, shown, now),
      ...troubleBlocks(summary),
      ...footBlocks(summary),
      ...(total > 0
        ? [controls(button({ id: actionIds.keysExport, label: "Send as CSV", value: keyScopeText(scope) }))]
        : []),
    ]),
  };
}

/** What somebody who waits for the organization's keys is shown. */
export function keyReportMessage(report: KeyReport, now: Date): Message {
  if (report.state === "done") return keysMessage(report.summary, now);
  if (report.state === "failed")
    return notice(
      bold("The access keys could not be read: "),
      `AWS did not give the list of accounts. ${literal(report.why.detail, DETAIL)}. Once that is mended, ask again: `,
      code(`${COMMAND} keys`),
    );
  const { read, accounts } = report;
  const standing = accounts > 0 ? `: ${outOf(read, accounts, "account")}` : "";
  return notice(`Reading access keys${standing}. This message turns into the result.`);
}

/** The keys are being read, which takes longer than an answer may. */
export function keysBeingReadMessage(accounts: number): Message {
  const where = accounts > 0 ? `of ${counted(accounts, "account")} ` : "";
  return notice(`The access keys ${where}are being read. The result comes to you as a direct message.`);
}

/** An age that is none. */
export function unclearAgeMessage(): Message {
  return notice(
    "Older than what? Give days, weeks, months or years: ",
    code(`${COMMAND} keys older-than 90d`),
    ", ",
    code(`${COMMAND} keys prod-payments older-than 1y`),
    ".",
  );
}

/** What comes with the exported keys. */
export function keysSentMessage({ name, keys, read, accounts }: KeyFile): Message {
  const some = accounts === 1 ? "not all could be read" : `${outOf(read, accounts, "account")} read in full`;
  return notice(
    bold(counted(keys, "access key")),
    read === accounts ? "" : ` (${some})`,
    ", in ",
    code(name),
    " in the thread. The ids are given in full: keep the file to yourself.",
  );
}

/** The file is where only the asker sees it. */
export function keysExportedMessage(keys: number): Message {
  return notice(`The list of ${counted(keys, "access key")} is in your direct messages.`);
}

function leadOf({ scope, account, total, ofRoot, read, accounts }: KeySummary): string[] {
  const older = scope.olderThanDays ? ` older than ${counted(scope.olderThanDays, "day")}` : "";
  const none = read === 0 ? "No access keys could be read" : "No access keys";
  const whose = account ? "the root user" : ofRoot > 1 ? "root users" : "a root user";
  const root = total > 0 ? `, ${ofRoot > 0 ? figure(ofRoot) : "none"} of ${whose}` : "";
  const where = account ? nameOf(account) : counted(accounts, "account");
  const isWhole = account !== undefined || read === accounts;
  return [
    `${total === 0 ? none : counted(total, "access key")}${older}`,
    isWhole ? ` in ${where}${root}.` : `${root}; ${outOf(read, accounts, "account")} read in full.`,
  ];
}

function bandBlocks({ bands, total, account }: KeySummary): Block[] {
  if (total === 0 || (account && total < 4)) return [];
  return [paragraph(bold("By age")), bullets(bands.map(bandLine))];
}

function bandLine({ band, active, inactive, neverUsed }: KeyBand): Span[] {
  const parts = [
    `${bandName(band)}: ${figure(active)} active`,
    inactive > 0 ? `, ${figure(inactive)} inactive` : "",
    neverUsed > 0 ? `; ${figure(neverUsed)} never used` : "",
  ];
  return [parts.join("")];
}

function bandName(band: number | undefined): string {
  if (band === undefined) return "age unknown";
  const [from, to] = [AGE_BANDS[band - 1], AGE_BANDS[band]];
  if (to === undefined) return `over ${counted(AGE_BANDS.at(-1) ?? 0, "day")}`;
  return from === undefined ? `up to ${counted(to, "day")}` : `${from} to ${to} days`;
}

function keyBlocks({ keys, total, account }: KeySummary, shown: number, now: Date): Block[] {
  const listed = keys.slice(0, shown);
  const ofRoot = listed.filter(({ user }) => user === undefined);
  const others = listed.filter(({ user }) => user !== undefined);
  const line = (key: ListedKey) => lineOf(key, { now, withAccount: account === undefined });
  return [
    ...(ofRoot.length > 0
      ? [paragraph(bold(account ? "The root user's keys" : "Root users' keys")), bullets(ofRoot.map(line))]
      : []),
    ...(others.length > 0
      ? [
          paragraph(bold("Users' keys, the active ones that lie unused for longest first")),
          bullets(others.map(line)),
        ]
      : []),
    ...(total > shown ? [context(`${outOf(shown, total, "access key")} shown; the file has them all.`)] : []),
  ];
}

function lineOf(
  { account, user, id, status, createdAt, lastUsed }: ListedKey,
  { now, withAccount }: { readonly now: Date; readonly withAccount: boolean },
): Span[] {
  const whose = user === undefined ? "root" : literal(user, USER);
  const use =
    lastUsed === "unread"
      ? "last use not read"
      : lastUsed
        ? `last used ${ago(lastUsed.at, now)}${placeOf(lastUsed)}`
        : "never used";
  return [
    ...(withAccount ? [bold(nameOf(account)), "  ", code(account.id), "  ·  "] : []),
    withAccount ? whose : bold(whose),
    ...(id ? ["  ", code(maskAccessKeyId(id))] : []),
    `\n${status}, ${createdAt ? `${counted(daysSince(createdAt, now), "day")} old` : "age unknown"}, ${use}`,
  ];
}

function placeOf({ service, region }: { readonly service?: string; readonly region?: string }): string {
  const parts = [service && `by ${literal(service, 40)}`, region && `in ${literal(region, 40)}`];
  return parts
    .filter(Boolean)
    .map((part) => ` ${part}`)
    .join("");
}

function daysSince(date: Date, now: Date): number {
  return Math.max(0, Math.floor((now.getTime() - date.getTime()) / DAY_MILLISECONDS));
}

/** What the figures stand on, and what they leave out. */
function footBlocks({ asOf, account, notActive }: KeySummary): Block[] {
  const out = `${counted(notActive, "account")} not active, so left out.`;
  const [orLater, unseen] = account
    ? ["", ""]
    : [" or later", ", and a user's first key is not seen before that"];
  const age = asOf && `As of ${dateToken(asOf)}${orLater}. ${RENEWED}${unseen}.`;
  return [...(notActive > 0 ? [context(out)] : []), ...(age ? [context({ markup: age })] : [])];
}
