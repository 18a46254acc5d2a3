import { mkdtemp, open, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { type DigestReport, digestName } from "../domain/digest.ts";
import { findingName } from "../domain/finding.ts";
import { type Charted, chartedOf, type Posture } from "../domain/posture.ts";
import { csvOf } from "../outbox/csv.ts";
import type { ResultFile } from "../outbox/files.ts";
import type { WrittenFiles } from "../outbox/post-files-once.ts";
import { findAccountsByIds } from "../store/accounts.ts";
import type { Database } from "../store/database.ts";
import { type FindingLine, listFindingLines, type Subjects } from "../store/scoped-findings.ts";

const COLUMNS = [
  ...["finding", "severity", "state", "check", "account_id", "account_name", "organizational_unit", "owner"],
  ...["due", "first_seen", "summary"],
];

/** Few enough at a time that nobody who waits for an acknowledgement notices. */
const PAGE = 500;

/** What goes into a digest's thread. */
export interface DigestFiles {
  readonly report: DigestReport;
  readonly subjects: Subjects;
  /** The chart as PNG, where the message has none in it. */
  readonly chart: Uint8Array | undefined;
}

/** Writes `rootcheck-findings.csv`, with every finding that is not over, and the chart where there is one. */
export async function writeDigestFiles(db: Database, given: DigestFiles): Promise<WrittenFiles> {
  const folder = await mkdtemp(join(tmpdir(), "rootcheck-digest-"));
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    const list = await writeList(db, given, join(folder, "rootcheck-findings.csv"));
    const chart = await writeChart(given, join(folder, "rootcheck-chart.png"));
    return { files: [list, ...(chart ? [chart] : [])], [Symbol.asyncDispose]: remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

async function writeList(db: Database, { report, subjects }: DigestFiles, path: string): Promise<ResultFile> {
  await using file = await open(path, "w", 0o600);
  await file.appendFile(csvOf([], { columns: COLUMNS, header: true }));
  for (let after = { rank: -1, id: 0 }; ; ) {
    const lines = await listFindingLines(db, subjects, { after, limit: PAGE });
    const last = lines.at(-1);
    if (!last) break;
    await file.appendFile(csvOf(await cellsOf(db, lines), { columns: COLUMNS, header: false }));
    after = last;
    await setImmediate();
  }
  const title = `Every finding of digest ${digestName(report.digestId)} that is not over`;
  return { name: "rootcheck-findings.csv", title, path, bytes: (await stat(path)).size };
}

async function cellsOf(db: Database, lines: readonly FindingLine[]): Promise<readonly object[]> {
  const subjects = [...new Set(lines.map(({ subject }) => subject))];
  const accounts = new Map((await findAccountsByIds(db, subjects)).map((account) => [account.id, account]));
  return lines.map((line) => {
    const account = accounts.get(line.subject);
    return {
      finding: findingName(line.id),
      severity: line.severity,
      state: line.state,
      check: line.check,
      account_id: line.subject === "organization" ? "" : line.subject,
      account_name: account?.name ?? "",
      organizational_unit: account?.ouPath.join(" / ") ?? "",
      owner: line.owner ?? "",
      due: line.dueAt?.toISOString().slice(0, 10) ?? "",
      first_seen: line.firstSeen.toISOString(),
      summary: line.headline,
    };
  });
}

const CHART_TITLES: Readonly<Record<Charted, string>> = {
  accounts: "Accounts that need attention",
  checks: "Checks that fail",
};

async function writeChart({ report, chart }: DigestFiles, path: string): Promise<ResultFile | undefined> {
  if (!chart) return undefined;
  await writeFile(path, chart, { mode: 0o600 });
  const charted = chartedOf(report.scope);
  return {
    ...{ name: "rootcheck-chart.png", title: CHART_TITLES[charted], path, bytes: chart.byteLength },
    alt: altOf(report.trend, charted),
  };
}

/** The chart for those who cannot see it: where it begins, and where it ends. */
function altOf(trend: readonly Posture[], charted: Charted): string {
  const ends = [trend.at(0), trend.at(-1)].flatMap((posture) =>
    posture ? [`${failingIn(posture, charted)} on ${posture.day}`] : [],
  );
  return `${CHART_TITLES[charted]}: ${[...new Set(ends)].join(", ")}`;
}

function failingIn({ accounts, failures }: Posture, charted: Charted): number {
  const { critical, high, medium, low } = charted === "accounts" ? accounts : failures;
  return critical + high + medium + low;
}
