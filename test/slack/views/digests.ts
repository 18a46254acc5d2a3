import type { DigestShown } from "../../../src/digests/digest-messenger.ts";
import type { DigestChanges, DigestReport, FindingGroup } from "../../../src/domain/digest.ts";
import type { FindingView } from "../../../src/domain/finding-view.ts";
import type { Posture } from "../../../src/domain/posture.ts";
import { daysFromNow, openFinding, viewWith } from "./findings.ts";
import { now } from "./samples.ts";

export const none = { critical: 0, high: 0, medium: 0, low: 0, info: 0 };
export const nothing: FindingGroup = { total: 0, findingIds: [] };
const full = { inScope: 1_400, read: 1_400, unread: [], notActive: 0 };

/** A group of so many findings, of which the first are named; their ids begin at `from`. */
export function groupOf(total: number, from = 1, named = 10): FindingGroup {
  return { total, findingIds: Array.from({ length: Math.min(total, named) }, (_, index) => from + index) };
}

export const unchanged: DigestChanges = {
  since: daysFromNow(-4),
  appeared: nothing,
  fixed: nothing,
  reopened: nothing,
  closed: nothing,
  overdue: nothing,
  joined: { total: 0, accounts: [] },
  left: { total: 0, accounts: [] },
};

export const sampleReport: DigestReport = {
  digestId: 3,
  slotAt: new Date("2026-11-23T08:00:00Z"),
  composedAt: now,
  scope: { kind: "organization" },
  content: "changes",
  timeZone: "Europe/Berlin",
  isLate: false,
  skipped: 0,
  audit: { id: 87, finishedAt: new Date("2026-11-23T05:55:00Z"), coverage: full },
  changes: unchanged,
  open: { ...none, critical: 2, high: 5 },
  overdue: 0,
  expiring: nothing,
  worst: groupOf(7),
  trend: [],
  logHead: { count: 1042, hash: "0123456789abcdef".repeat(4) },
  nextAt: new Date("2026-11-26T08:00:00Z"),
};

/** So many days up to now, with ever fewer accounts that need attention. */
export function trendOf(days: number): readonly Posture[] {
  return Array.from({ length: days }, (_, index) => ({
    day: daysFromNow(index + 1 - days)
      .toISOString()
      .slice(0, 10),
    accounts: { ...none, critical: days - index, medium: 3 },
    failures: { ...none, critical: days - index, medium: 3 },
    inScope: 1_400,
    read: 1_400,
  }));
}

const { changes: _changes, ...withoutChanges } = sampleReport;
/** A digest's first posting, which has nothing to compare with. */
export const firstReport: DigestReport = withoutChanges;

const { audit: _audit, ...withoutAudit } = sampleReport;
/** A digest for which no audit could be made. */
export const unauditedReport: DigestReport = withoutAudit;

/** The sample's report with what is given, and every finding that it names as `viewOf` has it. */
export function shownWith(
  given: Partial<DigestReport> = {},
  viewOf?: (id: number) => FindingView | undefined,
): DigestShown {
  return shownOf({ ...sampleReport, ...given }, viewOf);
}

export function shownOf(
  report: DigestReport,
  viewOf: (id: number) => FindingView | undefined = (id) => viewWith({ id }),
): DigestShown {
  const { appeared, reopened, overdue, fixed, closed } = report.changes ?? unchanged;
  const groups = [appeared, reopened, overdue, fixed, closed, report.worst, report.expiring];
  const views = groups
    .flatMap(({ findingIds }) => findingIds)
    .flatMap((id) => {
      const view = viewOf(id);
      return view ? ([[id, view]] as const) : [];
    });
  return { report, views: new Map(views) };
}

/** Everything that can change has changed, in so many findings and accounts. */
export function everythingChanged(total: number): DigestChanges {
  const account = { id: "744444444444", name: "acq-newco" };
  const accounts = { total, accounts: Array.from({ length: Math.min(total, 10) }, () => account) };
  return {
    since: daysFromNow(-4),
    appeared: groupOf(total, 1),
    reopened: groupOf(total, 11),
    overdue: groupOf(total, 21),
    fixed: groupOf(total, 31),
    closed: groupOf(total, 41),
    joined: accounts,
    left: accounts,
    coverageBefore: full,
  };
}

/** Findings as they are where each group of {@link everythingChanged} says the truth. */
export function truthful(id: number): FindingView {
  if (id > 40) return viewWith({ id, state: "closed", endedAt: now });
  if (id > 30) return viewWith({ id, state: "resolved", endedAt: now });
  return id > 20
    ? viewWith({ id, dueAt: daysFromNow(-1) })
    : viewWith({ id, firstSeen: openFinding.lastSeen });
}
