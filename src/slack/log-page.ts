import type { LogFilter, LogPage } from "../audit-log/read-log.ts";
import { parseAccountId } from "../domain/account.ts";
import { UnknownButtonError } from "./actions/unknown-button.ts";
import { numberIn } from "./button-number.ts";

/** Entries of the audit log in one message. */
export const ENTRIES_A_PAGE = 10;

/** A page of a look into the log, as a button carries it: `1042 20 actor U123`. */
export function logPageText(filter: LogFilter, { upTo, offset }: Omit<LogPage, "limit">): string {
  return [upTo, offset, filter.kind, wantedBy(filter)].join(" ").trim();
}

/** The page of the log that a button asks for. @throws {UnknownButtonError} */
export function logPageIn(text: string): { readonly filter: LogFilter; readonly page: LogPage } {
  const [upTo = "", offset = "", kind = "", wanted = ""] = text.split(" ");
  const page = { upTo: numberIn(upTo), offset: numberIn(offset), limit: ENTRIES_A_PAGE };
  return { filter: filterOf(kind, wanted), page };
}

function wantedBy(filter: LogFilter): string {
  if (filter.kind === "all") return "";
  return filter.kind === "actor" ? filter.actor : filter.accountId;
}

const ACTOR = /^[UW][A-Z0-9]{1,30}$/;

function filterOf(kind: string, wanted: string): LogFilter {
  if (kind === "all") return { kind };
  if (kind === "actor" && ACTOR.test(wanted)) return { kind, actor: wanted };
  const accountId = parseAccountId(wanted);
  if (kind === "account" && accountId) return { kind, accountId };
  throw new UnknownButtonError();
}
