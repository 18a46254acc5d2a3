import { z } from "zod";
import { coversCall } from "./ceilings.ts";

/** What of a call faults are chosen by. */
export interface CallName {
  /** Such as `iam:GetAccountSummary`. */
  readonly call: string;
  /** The account that the call is about: the target where one is assumed or described, else the caller's. */
  readonly account: string;
}

/** Every kind of trouble that there is. */
export const faultKinds = [
  ...(["throttled", "http-500", "access-denied", "expired", "report-not-ready"] as const),
  ...(["cut", "dropped", "silent", "slow", "nonsense", "half", "empty", "huge"] as const),
] as const;

/** One trouble that the next matching calls get instead of an answer. */
export const faultShape = z.strictObject({
  /** Such as `iam:GetAccountSummary`, `iam:*`, or `*`. */
  call: z.string(),
  account: z.string().optional(),
  /**
   * `slow` answers properly, but late, and `dropped` cuts the connection after the call has taken effect; all others
   * take the answer's place. `silent` never answers, `half` sends the first half of an answer as if it were all, and
   * `report-not-ready` is what a credential report's reader hears while it is being made.
   */
  kind: z.enum(faultKinds),
  /** How many calls get it; afterwards it is spent. */
  times: z.int().min(1).default(1),
  /** How late a slow answer is. */
  delayMs: z.int().min(0).default(5_000),
});

/** A fault as it is set; what is left out has its default. */
export type Fault = z.input<typeof faultShape>;
/** What kinds of trouble there are. */
export type FaultKind = z.output<typeof faultShape>["kind"];

/** The faults that are still to come. */
export interface Faults {
  set(faults: readonly Fault[]): void;
  /** The fault that this call gets, counted as given. */
  take(name: CallName): z.output<typeof faultShape> | undefined;
  /** How many calls met a fault of which kind. */
  hits(): Readonly<Record<string, number>>;
}

/** Makes the list of faults, empty at first. */
export function createFaults(): Faults {
  let pending: z.output<typeof faultShape>[] = [];
  const hits = new Map<string, number>();
  return {
    set(faults) {
      pending = z.array(faultShape).parse(faults);
    },
    take(name) {
      const fault = pending.find((each) => matches(each, name));
      if (!fault) return undefined;
      fault.times -= 1;
      hits.set(fault.kind, (hits.get(fault.kind) ?? 0) + 1);
      pending = pending.filter((each) => each.times > 0);
      return fault;
    },
    hits: () => Object.fromEntries(hits),
  };
}

function matches(fault: z.output<typeof faultShape>, name: CallName): boolean {
  if (fault.account !== undefined && fault.account !== name.account) return false;
  return coversCall(fault.call, name.call);
}
