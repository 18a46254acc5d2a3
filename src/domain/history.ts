import type { AccountName } from "./account.ts";
import type { Audit, Coverage } from "./audit.ts";
import type { Posture } from "./posture.ts";

/** An audit as one looks back at it. */
export interface PastAudit {
  readonly audit: Audit;
  readonly coverage: Coverage;
  /** How many calls of AWS it took. */
  readonly awsCalls: number;
  /** Whose it was, if it was of one account that is still known. */
  readonly account?: AccountName;
}

/** Where the organization, or one account, stood over time. */
export interface History {
  /** Oldest first, few enough for a chart; the last is where it stands now. */
  readonly postures: readonly Posture[];
  /** The newest first. Of an account: those that read it. */
  readonly audits: readonly PastAudit[];
  readonly auditsTotal: number;
  /** Since when results of single audits are kept; what is older is rolled up to one posture a day. */
  readonly detailedSince: Date;
}
