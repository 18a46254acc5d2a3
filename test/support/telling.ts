import { tellAudit } from "../../src/audit/tell-audit.ts";
import type { Scope } from "../../src/domain/audit.ts";
import type { ChannelFitness } from "../../src/outbox/channel-fitness.ts";
import { addListener, listUntoldAudits } from "../../src/store/audit-audience.ts";
import { closeAudit } from "../../src/store/audits.ts";
import type { Database } from "../../src/store/database.ts";
import { setFollowed } from "../../src/store/followed-audits.ts";
import { createSlack, type MemorySlack } from "./audit-messenger.ts";
import { fail, idOf, organization, pass, save, startedAudit } from "./audits.ts";
import { createManualClock } from "./manual-clock.ts";
import { scannedLog } from "./secrecy/scan.ts";

const log = scannedLog("the log of telling");

/** The files that go with every result. */
export const FILES = ["rootcheck-results.csv", "rootcheck-results.json"];

export interface TellingOptions {
  readonly places?: readonly string[];
  readonly scope?: Scope;
  /** How many accounts have been read; none makes no files. */
  readonly read?: number;
}

/** An audit under way, with who is to be told of it, and Slack in memory. */
export async function createTelling(
  db: Database,
  { places = ["C1"], scope = organization, read = 0 }: TellingOptions = {},
) {
  const clock = createManualClock();
  const slack = createSlack();
  const budget = { left: 99 };
  const unfit = new Map<string, Exclude<ChannelFitness, { isFit: true }>>();
  const fitnessOf = async (channel: string) => unfit.get(channel) ?? ({ isFit: true } as const);
  const dependencies = {
    db,
    clock,
    messenger: slack.messenger,
    log,
    fitnessOf,
    mayShowProgress: async (channel: string) => !unfit.has(channel) && budget.left-- > 0,
  };
  const lease = await startedAudit(db, { scope, from: clock.now() });
  const { auditId } = lease;
  for (const place of places) await addListener(db, { auditId, userId: "U1", place });
  for (let number = 1; number <= read; number += 1)
    await save(
      db,
      lease,
      { id: idOf(number), results: [number === 1 ? fail("root-mfa") : pass("root-mfa")] },
      clock.now(),
    );
  return {
    ...slack,
    clock,
    budget,
    /** The channels that may not have posture, with why not. */
    unfit,
    auditId,
    lease,
    tell: () => tellAudit(dependencies, auditId),
    close: async (state: "finished" | "cancelled" = "finished") => {
      await closeAudit(db, lease, { state, at: clock.now() });
      await setFollowed(db, auditId, clock.now());
    },
    untold: () => listUntoldAudits(db),
  };
}

/** Resolves once a call to Slack is held. */
export async function untilHeld({ isHeld }: Pick<MemorySlack, "isHeld">): Promise<void> {
  while (!isHeld()) await new Promise((resolve) => setImmediate(resolve));
}
