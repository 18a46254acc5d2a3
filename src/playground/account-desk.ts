import type { LocalAccount } from "../local-aws/account.ts";
import type { LocalOrganization } from "../local-aws/organization.ts";
import { viewOf } from "./account-view.ts";
import type { Change } from "./changes/change.ts";
import { changesFor } from "./changes/index.ts";
import type { AccountView, ChangeMade, ClockView } from "./desk.ts";
import type { MovableClock } from "./movable-clock.ts";

/** What the desk works on. */
export interface AccountDeskDependencies {
  readonly organization: LocalOrganization;
  readonly clock: MovableClock;
}

/** Something was asked for that cannot be done as things stand. */
export class ImpossibleChangeError extends Error {}

/**
 * What somebody needs to do such a thing in AWS's console. It passes on the clock, so that rootcheck, which does not
 * ask again for what it has read minutes ago, looks anew afterwards.
 */
const CHANGE_MILLISECONDS = 15 * 60_000;

/** AWS makes a credential report at most every four hours. */
const REPORT_MILLISECONDS = 4 * 3_600_000;

/** Where accounts are repaired and broken, and the clock is put forward. */
export interface AccountDesk {
  accounts(): readonly AccountView[];
  /** @throws {ImpossibleChangeError} if there is no such account, or the change makes no sense for it. */
  change(wanted: { readonly account: string; readonly change: string }): ChangeMade;
  clock(): ClockView;
  forward(milliseconds: number): ClockView;
}

/** Opens the desk of an organization. */
export function createAccountDesk({ organization, clock }: AccountDeskDependencies): AccountDesk {
  const clockView = (): ClockView => ({
    now: clock.now().toISOString(),
    aheadMilliseconds: clock.aheadMilliseconds(),
  });
  return {
    accounts: () => [...organization.accounts.values()].map((account) => viewOf(organization, account)),
    change(wanted) {
      const account = organization.accounts.get(wanted.account);
      if (!account) throw new ImpossibleChangeError(`There is no account ${wanted.account}.`);
      const offered = changesFor({ organization, account });
      const change = offered.find(({ id }) => id === wanted.change);
      if (!change) throw impossible(wanted.change, account, offered);
      change.apply({ organization, account }, clock.now());
      clock.forward(CHANGE_MILLISECONDS);
      return {
        done: `${account.name}: ${change.done}. That took a quarter of an hour.`,
        next: nextFor(change, account, clock.now()),
        account: viewOf(organization, account),
        clock: clockView(),
      };
    },
    clock: clockView,
    forward(milliseconds) {
      clock.forward(milliseconds);
      return clockView();
    },
  };
}

function impossible(id: string, { name }: LocalAccount, offered: readonly Change[]): ImpossibleChangeError {
  const possible = offered.map((change) => change.id).join(", ") || "nothing";
  return new ImpossibleChangeError(`${id} cannot be done to ${name} as it stands; possible: ${possible}.`);
}

function nextFor({ learntFrom }: Change, { report }: LocalAccount, now: Date): string {
  if (learntFrom === "contacts") {
    return "rootcheck keeps contacts for a week: put the clock forward by 30 days, then ask again.";
  }
  const isKept = report && now.getTime() - report.startedAt.getTime() < REPORT_MILLISECONDS;
  if (learntFrom === "credential-report" && isKept) {
    return "By the member role this shows in the next credential report, which AWS makes every four hours at most: put the clock forward by 4 hours, then ask again.";
  }
  return "Ask again to see what rootcheck makes of it.";
}
