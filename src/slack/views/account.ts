import type { AccountReport } from "../../audit/account-report.ts";
import type { Account } from "../../domain/account.ts";
import { maskEmail } from "../../domain/mask.ts";
import type { Result } from "../../domain/result.ts";
import { type Block, button, buttons, context, header, type Message, paragraph } from "../blocks.ts";
import { actionIds } from "../ids.ts";
import { clamped, escaped } from "../text.ts";
import { ago } from "../time-words.ts";
import { countBySeverity, counted, failureBlocks, failuresOf, otherResults, rungsOf } from "./results.ts";

/** One account on one screen. */
export function accountMessage({ account, reading }: AccountReport, now: Date): Message {
  if (!reading) return notRead(account);
  const { results, readAt } = reading;
  const particulars = [...particularsOf(account), `read ${ago(readAt, now)} ${rungsOf(results)}`.trim()];
  return {
    text: `${escaped(account.name)}: ${summaryOf(results)}`,
    blocks: [
      header(account.name),
      identityLine(account, particulars),
      ...resultBlocks(account, results, now),
      buttons(
        button({ id: actionIds.accountRecheck, label: "Re-check all", value: account.id }),
        button({ id: actionIds.evidence, label: "Evidence", value: account.id }),
      ),
    ],
  };
}

/** The failures with what to do about them, then everything else. */
export function resultBlocks(account: Account, results: readonly Result[], now: Date): Block[] {
  const failures = failuresOf(results).flatMap((failure) =>
    failureBlocks(failure, { accountId: account.id, now }),
  );
  return [...failures, ...otherResults(results, now)];
}

/** "1 critical finding, 9 checks pass, 1 unknown". */
export function summaryOf(results: readonly Result[]): string {
  const failures = failuresOf(results);
  const passes = results.filter(({ status }) => status === "pass").length;
  const unknown = results.filter(({ status }) => status === "unknown").length;
  const parts = [
    failures.length > 0
      ? `${countBySeverity(failures)} ${failures.length === 1 ? "finding" : "findings"}`
      : "no findings",
    passes > 0 && `${counted(passes, "check")} ${passes === 1 ? "passes" : "pass"}`,
    unknown > 0 && `${unknown} unknown`,
  ];
  return parts.filter(Boolean).join(", ");
}

/** The id to copy, then what else tells the account from others. Nothing here is parsed as markup. */
export function identityLine(account: Account, particulars: readonly string[]): Block {
  const more = particulars.join("  ·  ");
  return context({ markup: `\`${account.id}\`` }, ...(more ? [more] : []));
}

function particularsOf(account: Account): string[] {
  const particulars = [
    account.isManagement && "management account",
    account.ouPath.length > 0 && account.ouPath.join(" / "),
    account.state && account.state !== "ACTIVE" && account.state.toLowerCase().replaceAll("_", " "),
    account.joinedAt && `in the organization since ${account.joinedAt.getUTCFullYear()}`,
    account.email && `root e-mail ${maskEmail(account.email)}`,
  ];
  return particulars.filter((part) => typeof part === "string");
}

function notRead(account: Account): Message {
  const text = `${clamped(account.name, 100)} could not be read in time. Ask again in a minute.`;
  return { text: escaped(text), blocks: [paragraph(text)] };
}
