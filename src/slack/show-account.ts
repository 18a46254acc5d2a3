import type { Account } from "../domain/account.ts";
import type { Message } from "./blocks.ts";
import type { UseCases } from "./use-cases.ts";
import { accountMessage } from "./views/account.ts";

export interface ShowAccountDependencies {
  readonly useCases: Pick<UseCases, "lookUpAccount">;
  readonly now: () => Date;
}

export interface ShownAccount {
  readonly user: string;
  readonly channel: string;
  readonly account: Account;
  /** Whether it is read again however fresh its last reading is. */
  readonly anew: boolean;
  meanwhile(text: string): void;
}

/** Within this time nothing changes that would be worth reading again unasked. */
const FRESH_MILLISECONDS = 5 * 60_000;

/** One account on one screen, read first if that is needed. */
export async function showAccount(
  { useCases, now }: ShowAccountDependencies,
  { user, channel, account, anew, meanwhile }: ShownAccount,
): Promise<Message> {
  meanwhile(anew ? "Reading the account from AWS again…" : "Reading the account from AWS…");
  const maxAgeMilliseconds = anew ? 0 : FRESH_MILLISECONDS;
  const asked = { requestedBy: user, askedIn: channel };
  const report = await useCases.lookUpAccount({ account, ...asked, maxAgeMilliseconds });
  return accountMessage(report, now());
}
