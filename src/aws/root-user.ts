import {
  GetAccessKeyLastUsedCommand,
  GetAccountSummaryCommand,
  type IAMClient,
  ListAccessKeysCommand,
  type SummaryKeyType,
} from "@aws-sdk/client-iam";
import type { Clock } from "../clock.ts";
import { known, type Origin, type Read, type Rung, type Unreadable, unread } from "../domain/read.ts";
import type { RootAccessKey, RootFacts } from "../domain/root-facts.ts";
import type { Log } from "../log.ts";
import type { Caller } from "./caller.ts";
import type { Call } from "./calls.ts";
import { type CredentialReport, readCredentialReport } from "./credential-report.ts";
import { failureOf } from "./failure.ts";

/** The facts that are read inside the account; the others come from the organization. */
export type RootUserFacts = Pick<
  RootFacts,
  "passwordPresent" | "mfaEnabled" | "accessKeysPresent" | "accessKeys"
>;

export interface RootUserReading {
  readonly iam: IAMClient;
  readonly rung: Rung;
  readonly wanted: ReadonlySet<keyof RootFacts>;
}

/** How long AWS takes to make a credential report, as seen; asking sooner is a wasted call. */
const REPORT_MILLISECONDS = 2_500;

/**
 * Reads root's facts in as few calls as they need: GetAccountSummary answers most, and says whether there is
 * anything more to ask. A root session names each key; a role has to take them from the credential report.
 */
export function createRootUserReader({ call, clock, log }: { call: Caller; clock: Clock; log: Log }) {
  async function attempt<T>(name: Call, rung: Rung, read: () => Promise<Read<T>>): Promise<Read<T>> {
    try {
      return await read();
    } catch (error) {
      return unread(failureOf(error, name, rung));
    }
  }

  async function readSummary({ iam, rung }: RootUserReading) {
    const summary = await attempt("iam:GetAccountSummary", rung, async () => {
      const answer = await call("iam:GetAccountSummary", () => iam.send(new GetAccountSummaryCommand({})));
      const origin = originOf("iam:GetAccountSummary", rung, answer.$metadata.requestId);
      return known(answer.SummaryMap ?? {}, { ...origin, field: "SummaryMap" });
    });
    return (field: SummaryKeyType): Read<boolean> => {
      if (!summary.known) return summary;
      const value = summary.value[field];
      if (value !== undefined) return known(value > 0, { ...summary.origin, field, given: String(value) });
      return unread({ code: "missing-in-answer", call: summary.origin.call, detail: field, rung });
    };
  }

  function originOf(name: Call, rung: Rung, requestId?: string): Omit<Origin, "field"> {
    return { call: name, rung, readAt: clock.now(), ...(requestId && { requestId }) };
  }

  /** By root session: each key by its id, with its last use. */
  async function listKeys({ iam, rung }: RootUserReading): Promise<Read<readonly RootAccessKey[]>> {
    return attempt("iam:ListAccessKeys", rung, async () => {
      const answer = await call("iam:ListAccessKeys", () => iam.send(new ListAccessKeysCommand({})));
      const keys = await Promise.all(
        (answer.AccessKeyMetadata ?? []).map(
          async ({ AccessKeyId, Status, CreateDate }): Promise<RootAccessKey> => {
            const lastUsed = AccessKeyId ? await lastUseOf(iam, AccessKeyId) : undefined;
            return {
              ...(AccessKeyId && { id: AccessKeyId }),
              status: Status === "Active" ? "active" : "inactive",
              ...(CreateDate && { createdAt: CreateDate }),
              ...(lastUsed && { lastUsed }),
            };
          },
        ),
      );
      return known(keys, {
        ...originOf("iam:ListAccessKeys", rung, answer.$metadata.requestId),
        field: "AccessKeyMetadata",
      });
    });
  }

  /** A last use that cannot be read leaves the key itself alone. */
  async function lastUseOf(iam: IAMClient, AccessKeyId: string): Promise<RootAccessKey["lastUsed"]> {
    try {
      const command = new GetAccessKeyLastUsedCommand({ AccessKeyId });
      const { AccessKeyLastUsed: use } = await call("iam:GetAccessKeyLastUsed", () => iam.send(command));
      if (!use?.LastUsedDate) return undefined;
      const [service, region] = [use.ServiceName, use.Region].map((word) =>
        word === "N/A" ? undefined : word,
      );
      return { at: use.LastUsedDate, ...(service && { service }), ...(region && { region }) };
    } catch (error) {
      log.warn({ err: error }, "The last use of a root access key could not be read");
      return "unread";
    }
  }

  async function readReport({ iam, rung }: RootUserReading): Promise<Read<CredentialReport>> {
    return attempt("iam:GetCredentialReport", rung, async () => {
      const report = await readCredentialReport(iam, call);
      const origin = originOf("iam:GetCredentialReport", rung, report?.requestId);
      if (report) return known(report, { ...origin, field: "<root_account>", asOf: report.generatedAt });
      const until = new Date(clock.now().getTime() + REPORT_MILLISECONDS);
      const detail = "AWS is still preparing the credential report";
      return unread({ code: "report-not-ready", call: "iam:GetCredentialReport", detail, until, rung });
    });
  }

  return async (reading: RootUserReading): Promise<RootUserFacts> => {
    const { rung, wanted } = reading;
    const summary = await readSummary(reading);
    const facts: RootUserFacts = {
      passwordPresent: summary("AccountPasswordPresent"),
      mfaEnabled: summary("AccountMFAEnabled"),
      accessKeysPresent: summary("AccountAccessKeysPresent"),
      accessKeys: unread({
        code: "missing-in-answer",
        call: "iam:GetAccountSummary",
        detail: "keys to list",
        rung,
      }),
    };
    const noKeys = facts.accessKeysPresent.known && !facts.accessKeysPresent.value;
    const keysWanted = wanted.has("accessKeys") && !noKeys;
    if (rung === "root session")
      return keysWanted ? { ...facts, accessKeys: await listKeys(reading) } : facts;
    const signInUnread = (["passwordPresent", "mfaEnabled"] as const).some(
      (fact) => wanted.has(fact) && !facts[fact].known,
    );
    return keysWanted || signInUnread ? completed(facts, await readReport(reading)) : facts;
  };
}

const KEY_COLUMNS = "access_key_1_active, access_key_2_active";

/** The report came without what it should say of root's keys. */
function unsaid({ call, rung }: Origin): Unreadable {
  return { code: "missing-in-answer", call, detail: KEY_COLUMNS, rung };
}

/** Fills from the credential report what the summary left open. */
function completed(facts: RootUserFacts, report: Read<CredentialReport>): RootUserFacts {
  if (!report.known) return { ...facts, accessKeys: report };
  const { root } = report.value;
  const fromReport = <T>(field: string, value: T): Read<T> => known(value, { ...report.origin, field });
  const { passwordPresent, mfaEnabled } = root;
  return {
    ...facts,
    ...(!facts.passwordPresent.known &&
      passwordPresent !== undefined && { passwordPresent: fromReport("password_enabled", passwordPresent) }),
    ...(!facts.mfaEnabled.known &&
      mfaEnabled !== undefined && { mfaEnabled: fromReport("mfa_active", mfaEnabled) }),
    accessKeys: root.accessKeys ? fromReport(KEY_COLUMNS, root.accessKeys) : unread(unsaid(report.origin)),
  };
}
