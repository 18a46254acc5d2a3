import type { Access } from "../access/access.ts";
import type { KeyExport } from "../access-keys/export-keys.ts";
import type { KeyLookOutcome, KeyLookRequest } from "../access-keys/look-at-keys.ts";
import type { AccountDirectory } from "../accounts/directory.ts";
import type { AccountReport, LookUp } from "../audit/account-report.ts";
import type { ScopeMatch } from "../audit/find-scope.ts";
import type { OrganizationReport } from "../audit/organization-report.ts";
import type { AuditRequest, RequestedAudit } from "../audit/request-audit.ts";
import type { LogExcerpt, LogFilter, LogLook, LogPage } from "../audit-log/read-log.ts";
import type { CanonicalAnswer, CanonicalIdWanted } from "../canonical-ids/derive.ts";
import type { CanonicalDirectory } from "../canonical-ids/directory.ts";
import type { WhoisAnswer, WhoisAsked } from "../canonical-ids/whois.ts";
import type { KeySummary } from "../domain/access-key.ts";
import type { Account } from "../domain/account.ts";
import type { LogHead } from "../domain/audit-log.ts";
import type { DoctorReport } from "../domain/diagnosis.ts";
import type { DigestSettings, DigestView } from "../domain/digest.ts";
import type { FindingEvent } from "../domain/finding-events.ts";
import type { FindingPolicy } from "../domain/finding-policy.ts";
import type { FindingView } from "../domain/finding-view.ts";
import type { Baseline, FindingsShown } from "../domain/findings-shown.ts";
import type { History } from "../domain/history.ts";
import type { FailurePage, Overview } from "../domain/standing.ts";
import type { Watch } from "../domain/watch.ts";
import type { EmailWanted, RecoveredEmail } from "../email-recovery/recover-email.ts";
import type { DecisionRequest } from "../findings/decide.ts";
import type {
  DecisionOutcome,
  FindingPage,
  FindingQuery,
  HomeView,
  RecheckOutcome,
} from "../findings/finding-view.ts";
import type { RecheckRequest } from "../findings/recheck.ts";

/** What people can do about findings. */
export interface FindingUseCases {
  find(id: number): Promise<FindingView | undefined>;
  /** From the first event on. */
  history(id: number): Promise<readonly FindingEvent[]>;
  list(query: FindingQuery): Promise<FindingPage>;
  /** @throws a RootcheckError where the person may not decide that. */
  decide(request: DecisionRequest): Promise<DecisionOutcome>;
  /** @throws a RootcheckError where the account cannot be read in time. */
  recheck(request: RecheckRequest): Promise<RecheckOutcome>;
  baseline(): Promise<Baseline>;
  startClock(asker: Asker): Promise<Baseline>;
  home(userId: string): Promise<HomeView>;
  /** How long things may be put off, in days by severity. */
  readonly policy: FindingPolicy;
}

/** What people can find out about who is who. */
export interface CanonicalIdUseCases {
  /** Asks AWS and remembers what it said. */
  derive(wanted: CanonicalIdWanted): Promise<CanonicalAnswer>;
  /** What is remembered. */
  directory(): Promise<CanonicalDirectory>;
  /** Whose anything is. @throws {AccountSourceError} */
  whois(asked: WhoisAsked): Promise<WhoisAnswer>;
}

/** What people can find out about root e-mail addresses. */
export interface EmailUseCases {
  /** Asks every source for an address; that it was asked stands in the audit log. */
  recover(wanted: EmailWanted): Promise<RecoveredEmail>;
  /** Sends every account's address to the asker as a file, and answers how many there are. */
  export(request: { readonly by: string; readonly place: string }): Promise<number>;
}

/** What people can find out about access keys. */
export interface KeyUseCases {
  /** Reads the account's keys first, unless that has just been done. */
  lookAtAccount(look: KeyLookRequest & { readonly account: Account }): Promise<KeySummary>;
  /** At once, if they are stored and new enough; else the asker gets a direct message. */
  lookAtOrganization(look: KeyLookRequest): Promise<KeyLookOutcome>;
  /** Sends the keys to the asker as a file, and answers how many there are. */
  export(request: KeyExport): Promise<number>;
}

/** Who sets something in motion, and where they asked. */
export interface Asker {
  readonly by: string;
  /** A channel, or the asker's own id for a direct message. */
  readonly place: string;
}

/** What people can do about digests. All that change something reject with a RootcheckError where that cannot be. */
export interface DigestUseCases {
  /** Of one channel, or all. */
  list(channel?: string): Promise<readonly DigestView[]>;
  find(id: number): Promise<DigestView | undefined>;
  add(settings: DigestSettings, asker: Asker): Promise<DigestView>;
  edit(id: number, settings: Omit<DigestSettings, "channel">, asker: Asker): Promise<DigestView>;
  pause(id: number, asker: Asker): Promise<DigestView>;
  /** From now on; what was missed meanwhile is not made up for. */
  resume(id: number, asker: Asker): Promise<DigestView>;
  remove(id: number, asker: Asker): Promise<DigestView>;
  /** Posts it as soon as may be, beside its schedule; joins one that is on its way. */
  runNow(id: number, asker: Asker): Promise<DigestView>;
}

/** What people can do about watches. Those that change something reject with a RootcheckError where that cannot be. */
export interface WatchUseCases {
  list(): Promise<readonly Watch[]>;
  /** Turns a channel's watch on, or changes it. */
  turnOn(wanted: Pick<Watch, "channel" | "scope" | "schedule">, asker: Asker): Promise<Watch>;
  /** Undefined if there was none. */
  turnOff(channel: string, asker: Asker): Promise<Watch | undefined>;
  /** Whether alerts go to a webhook as well. */
  readonly hasWebhook: boolean;
}

/** What people can look back at. */
export interface HistoryUseCases {
  organization(): Promise<History>;
  account(account: Account): Promise<History>;
}

/** What people can set in motion from Slack, bound to its dependencies in wiring/use-cases.ts. */
export interface UseCases {
  readonly access: Access;
  readonly accounts: Pick<AccountDirectory, "find" | "isKnown" | "search" | "stored">;
  /** Reads the account first if its newest reading is too old. */
  lookUpAccount(request: LookUp): Promise<AccountReport>;
  /** The newest reading there is, without asking AWS. */
  findAccountReport(account: Account): Promise<AccountReport>;
  /** The same of the organization itself. */
  findOrganizationReport(): Promise<OrganizationReport>;
  /** Which accounts the words for an audit stand for; no words stand for the organization. */
  findScope(words: string): Promise<ScopeMatch>;
  requestAudit(request: AuditRequest): Promise<RequestedAudit>;
  overview(): Promise<Overview & FindingsShown>;
  /** What failed in an audit, worst first. */
  listFailures(
    auditId: number,
    page: { readonly offset: number; readonly limit: number },
  ): Promise<FailurePage>;
  /** False if the audit is over already. */
  cancelAudit(auditId: number, asker: Asker): Promise<boolean>;
  /** The newest page of the audit log; looking is entered in it. */
  lookIntoLog(look: LogLook): Promise<LogExcerpt>;
  /** Another page of the same look. */
  turnLog(filter: LogFilter, page: LogPage): Promise<LogExcerpt>;
  /** Sends the whole audit log to the asker as a file, and answers where it ends. */
  exportLog(request: { readonly by: string; readonly place: string }): Promise<LogHead>;
  readonly findings: FindingUseCases;
  readonly keys: KeyUseCases;
  readonly emails: EmailUseCases;
  readonly canonicalIds: CanonicalIdUseCases;
  readonly digests: DigestUseCases;
  readonly watches: WatchUseCases;
  readonly history: HistoryUseCases;
  /** Looks whether rootcheck is set up as it has to be; that somebody asked is entered in the audit log. */
  diagnose(asker: Asker): Promise<DoctorReport>;
  /** The time zone that somebody's Slack shows them; undefined where Slack does not say, or cannot be asked. */
  timeZoneOf(user: string): Promise<string | undefined>;
  /** Whether a delivery is met for the first time; Slack repeats itself. */
  firstTime(delivery: string): Promise<boolean>;
}
