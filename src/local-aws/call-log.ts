/** One line of the log of what was asked; what a refused request did not get to is empty. */
export interface LoggedCall {
  service: string;
  action: string;
  /** The ARN of who asked. */
  principal: string;
  /** The account that the call is about: the target where one is assumed or described, else the caller's. */
  account: string;
  /** `ok`, the error code as it went over the wire, `cut` or `nonsense`; empty while under way. */
  outcome: string;
}

/** How many calls came to which outcome, by `iam:GetAccountSummary` and the like. */
export type CallCounts = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** What was asked so far. */
export interface CallLog {
  /** Oldest first; stays empty where only counts are kept. */
  readonly calls: readonly LoggedCall[];
  counts(): CallCounts;
  open(service: string): LoggedCall;
  /** Counts a call, as soon as its outcome is known. */
  close(entry: LoggedCall, outcome: string): void;
  clear(): void;
}

/** Makes a log that keeps every call, or for long and large runs (`keepCalls: false`) only counts them. */
export function createCallLog({ keepCalls }: { readonly keepCalls: boolean }): CallLog {
  const calls: LoggedCall[] = [];
  const counts = new Map<string, Map<string, number>>();
  return {
    calls,
    counts: () => Object.fromEntries([...counts].map(([call, each]) => [call, Object.fromEntries(each)])),
    open(service) {
      const entry = { service, action: "", principal: "", account: "", outcome: "" };
      if (keepCalls) calls.push(entry);
      return entry;
    },
    close(entry, outcome) {
      entry.outcome = outcome;
      const name = `${entry.service}:${entry.action}`;
      const outcomes = counts.get(name) ?? new Map<string, number>();
      counts.set(name, outcomes);
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    },
    clear() {
      calls.length = 0;
      counts.clear();
    },
  };
}
