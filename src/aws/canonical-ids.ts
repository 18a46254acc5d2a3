import { GetAccessKeyInfoCommand } from "@aws-sdk/client-sts";
import type { CanonicalIdToRead, CanonicalReader } from "../canonical-ids/canonical-reader.ts";
import type { Clock } from "../clock.ts";
import type { AccountId } from "../domain/account.ts";
import type { BucketReading, CanonicalReading, OwnList } from "../domain/canonical-id.ts";
import { known, type Read, type Rung, type Unread, unread } from "../domain/read.ts";
import { readBucket } from "./bucket-owners.ts";
import { findBucketRegion } from "./bucket-region.ts";
import { abortable, type Caller } from "./caller.ts";
import { failureOf } from "./failure.ts";
import { OPENED_BY } from "./ladder.ts";
import type { OrganizationReader } from "./organization.ts";
import { readOwnBuckets, readOwnerId } from "./own-buckets.ts";
import { attempt, originOf } from "./reading.ts";
import type { Session, Sessions } from "./sessions.ts";
import { createSpending, type Spending } from "./spending.ts";

export interface CanonicalReaderDependencies {
  readonly sessions: Sessions;
  readonly organization: OrganizationReader;
  readonly call: Caller;
  readonly clock: Clock;
}

/** What one look-up is held by. */
interface Limits {
  readonly call: Caller;
  readonly spending: Spending;
}

/** A session into an account, for one look-up. */
interface Visit extends Limits {
  readonly session: Session;
  readonly rung: Rung;
  readonly accountId: AccountId;
}

interface Findings {
  readonly list: Read<OwnList>;
  readonly buckets: readonly BucketReading[];
}

type Found = Omit<CanonicalReading, "budget" | "spent">;

/** Calls that hang are given up when the look-up has taken this many times its seconds. */
const PATIENCE = 2;

/**
 * Reads what tells of an account's canonical id, from the inside: its list of buckets, some of their access control
 * lists and the owners of objects in them. Never by a root session, whose only fitting task could change bucket
 * policies too. An account that cannot be entered may have left objects under its id in the app's own account; those
 * under AWSLogs/ tell nothing, as an account of AWS's own writes them.
 */
export function createCanonicalReader(dependencies: CanonicalReaderDependencies): CanonicalReader {
  const { sessions, organization, call, clock } = dependencies;

  async function lookInto(visit: Visit, prefixes: readonly string[]): Promise<Findings> {
    const { session, rung, accountId, spending } = visit;
    const asking = { rung, call: visit.call, clock };
    const nearby = { ...asking, s3: session.s3() };
    const { list, sample } = await readOwnBuckets(nearby, spending);
    const buckets: BucketReading[] = [];
    for (const listed of sample) {
      if (spending.isLate()) break;
      const objects = Math.max(1, Math.floor(spending.objectsLeft() / (sample.length - buckets.length)));
      const region = listed.region ?? (await findBucketRegion(nearby, listed.name));
      const bucket = { ...listed, region, accountId, prefixes, objects };
      buckets.push(await readBucket({ ...asking, s3: session.s3(region) }, bucket, spending));
    }
    return { list, buckets };
  }

  async function enterHome(visit: Limits, purpose: string): Promise<Visit | Unread> {
    const rung = "own credentials";
    try {
      const session = await sessions.home(purpose);
      const { accountId } = await organization.ownIdentity(session);
      return { ...visit, rung, session, accountId };
    } catch (error) {
      return unread(failureOf(error, OPENED_BY[rung], rung));
    }
  }

  async function lookIntoMember(visit: Limits, { account, purpose }: CanonicalIdToRead): Promise<Findings> {
    const rung = "member role";
    try {
      const session = await sessions.member(account, purpose);
      return await lookInto({ ...visit, rung, session, accountId: account.id }, []);
    } catch (error) {
      return nothing(unread(failureOf(error, OPENED_BY[rung], rung)));
    }
  }

  async function look(request: CanonicalIdToRead, visit: Limits): Promise<Found> {
    const { account, purpose } = request;
    const home = await enterHome(visit, purpose);
    if ("known" in home) return { ...nothing(home), elsewhere: [] };
    if (home.accountId === account.id) return { ...(await lookInto(home, [])), elsewhere: [] };
    const { rung, call, session, accountId } = home;
    const id = await readOwnerId({ rung, call, clock, s3: session.s3() });
    const inside = { ...(await lookIntoMember(visit, request)), ...(id && { home: { accountId, id } }) };
    if (inside.list.known && inside.list.value.ownerId !== undefined) return { ...inside, elsewhere: [] };
    const { buckets } = await lookInto(home, [`${account.id}/`]);
    return { ...inside, elsewhere: buckets };
  }

  return {
    async readCanonicalId(request, signal, onProgress) {
      const { budget } = request;
      const spending = createSpending(budget, clock, onProgress);
      const hurry = AbortSignal.any([signal, AbortSignal.timeout(budget.seconds * PATIENCE * 1000)]);
      const found = await look(request, { call: abortable(call, hurry), spending });
      signal.throwIfAborted();
      return { ...found, budget, spent: spending.spent() };
    },

    async findKeyOwner({ accessKeyId, purpose }) {
      const rung = "own credentials";
      return attempt("sts:GetAccessKeyInfo", rung, async () => {
        const { sts } = await sessions.home(purpose);
        const command = new GetAccessKeyInfoCommand({ AccessKeyId: accessKeyId });
        const answer = await call("sts:GetAccessKeyInfo", () => sts.send(command));
        if (!answer.Account) throw new Error("GetAccessKeyInfo answered without an account");
        return known(
          answer.Account,
          originOf({ rung, call, clock }, "sts:GetAccessKeyInfo", "Account", answer),
        );
      });
    },
  };
}

function nothing(list: Unread): Findings {
  return { list, buckets: [] };
}
