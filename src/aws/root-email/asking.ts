import type { Clock } from "../../clock.ts";
import type { Account } from "../../domain/account.ts";
import { type Known, known, type Read, type Rung, unread } from "../../domain/read.ts";
import type { Sightings } from "../../email-recovery/email-reader.ts";
import type { Caller } from "../caller.ts";
import type { Call } from "../calls.ts";
import { OPENED_BY } from "../ladder.ts";
import type { OrganizationReader } from "../organization.ts";
import { type Asking, attempt, originOf } from "../reading.ts";
import type { Home, Session, Sessions } from "../sessions.ts";

/** What a source of root e-mail addresses asks with, and about which account. */
export interface EmailAsking {
  readonly account: Account;
  /** Whether rootcheck itself runs in it. */
  readonly isOwn: boolean;
  readonly purpose: string;
  readonly home: Home;
  readonly sessions: Sessions;
  readonly organization: OrganizationReader;
  readonly call: Caller;
  readonly clock: Clock;
}

/** Reads one source. */
export type EmailSourceReader = (asking: EmailAsking) => Promise<Read<Sightings>>;

/** Reads something inside the account: by the member role, or where rootcheck runs by its own credentials. */
export function inside(
  { account, isOwn, purpose, home, sessions, call, clock }: EmailAsking,
  read: (session: Session, asking: Asking) => Promise<Read<Sightings>>,
): Promise<Read<Sightings>> {
  const rung: Rung = isOwn ? "own credentials" : "member role";
  return attempt(OPENED_BY[rung], rung, async () =>
    read(isOwn ? home : await sessions.member(account, purpose), { rung, call, clock }),
  );
}

/** How the app itself asks. */
export function fromHome({ call, clock }: EmailAsking): Asking {
  return { rung: "own credentials", call, clock };
}

export interface Gathered extends Sightings {
  readonly call: Call;
  readonly field: string;
}

/** What was gathered, with where it came from. */
export function gathered(asking: Asking, { call, field, ...sightings }: Gathered): Known<Sightings> {
  return known(sightings, originOf(asking, call, field));
}

export interface Stated {
  readonly call: Call;
  readonly field: string;
  readonly text: string | undefined;
  readonly looked: string;
}

/** The address that a field is there to state; an answer that states none is no answer. */
export function stated(asking: EmailAsking, { call, field, text, looked }: Stated): Read<Sightings> {
  if (text?.includes("@"))
    return gathered(fromHome(asking), { call, field, looked, sightings: [{ text, field, call }] });
  const detail = `the answer has no address in ${field}`;
  return unread({ code: "missing-in-answer", call, detail, rung: "own credentials" });
}
