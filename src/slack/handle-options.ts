import type { PlainTextOption } from "@slack/types";
import { option } from "./choices.ts";
import { commandSearchedFor } from "./chosen-account.ts";
import type { HandlerDependencies } from "./handler.ts";
import { actionIds, searchIds } from "./ids.ts";
import { timeZonesLike } from "./time-zones.ts";
import type { UseCases } from "./use-cases.ts";
import { accountChoiceFor } from "./views/account-choice.ts";

export interface OptionsRequest {
  readonly user: string;
  /** What has been typed so far. */
  readonly words: string;
  /** What the block is called that the menu stands in. */
  readonly block: string;
}

export interface OptionsDependencies extends Pick<HandlerDependencies, "clock" | "log"> {
  readonly useCases: {
    readonly access: UseCases["access"];
    readonly accounts: Pick<UseCases["accounts"], "search">;
  };
}

/** What a menu offers that is searched by typing. */
export type Offer = (
  dependencies: OptionsDependencies,
  request: OptionsRequest,
) => Promise<readonly PlainTextOption[]>;

/** The menus that are searched by typing, and what each offers. */
export const searches: Readonly<Record<string, Offer>> = {
  [actionIds.accountChosen]: offerAccounts,
  [actionIds.auditAgain]: offerAccounts,
  [actionIds.emailReason]: offerAccounts,
  [searchIds.timeZone]: async (_, { words }) => timeZonesLike(words).map(option),
};

/** More would not be looked through. */
const OFFERED = 50;

/** Slack waits three seconds for options. */
const PATIENCE_MILLISECONDS = 2_500;

/** The accounts that fit what is being typed; none for who may not see them. Never rejects, and never takes long. */
export async function offerAccounts(
  dependencies: OptionsDependencies,
  request: OptionsRequest,
): Promise<readonly PlainTextOption[]> {
  const { clock, log } = dependencies;
  const late = Promise.withResolvers<readonly PlainTextOption[]>();
  const timer = clock.setTimeout(() => {
    log.warn({ user: request.user }, "A search for accounts took too long");
    late.resolve([]);
  }, PATIENCE_MILLISECONDS);
  try {
    return await Promise.race([find(dependencies, request), late.promise]);
  } catch (error) {
    log.error({ err: error, user: request.user }, "A search for accounts failed");
    return [];
  } finally {
    clock.clearTimeout(timer);
  }
}

async function find(
  { useCases }: Pick<OptionsDependencies, "useCases">,
  { user, words, block }: OptionsRequest,
): Promise<readonly PlainTextOption[]> {
  const { allowed } = await useCases.access.mayAct(user, "viewer");
  if (!allowed) return [];
  const accounts = await useCases.accounts.search(words, OFFERED);
  const command = commandSearchedFor(block);
  return accounts.map((account) => option(accountChoiceFor(account, command)));
}
