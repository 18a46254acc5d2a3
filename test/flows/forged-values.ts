import type { Sending } from "../support/bare-slack.ts";
import { people, type Row, type Who } from "./role-table.ts";

/** What no button of the app's carries, whichever it is. */
const values: readonly string[] = [
  `${"9".repeat(1000)} ${"9".repeat(900)}`,
  "__proto__ constructor -1",
  "\u0000 \ud800 １ <!channel> '; drop table findings; --",
];

/** What no form of the app's is about, whichever it is. */
const abouts: readonly unknown[] = [
  null,
  { findingId: 1e9, version: 1, channel: "C01SECURITY\u0000", accountId: "'; drop", place: "<!channel>" },
  { findingId: -1, version: 0.5, channel: "", accountId: "0".repeat(5000), place: "" },
];

/** These do the same whatever they carry. */
const TAKES_NO_VALUE: ReadonlySet<string> = new Set(["baseline_start", "email_export", "log_export"]);

export interface Forgery {
  readonly what: string;
  readonly who: Who;
  readonly isAllowed: boolean;
  readonly sending: Sending;
}

/** Every button and form of the table with what it never carries: all of it by one who may, some by nobody of theirs. */
export function forgeriesOf(rows: Readonly<Record<string, Row>>): readonly Forgery[] {
  return Object.entries(rows).flatMap(([what, { may, sending }]) => {
    const all = forged(what, sending);
    const [one = "operator"] = may;
    const byOne = all.map((each) => ({ what, who: one, isAllowed: true, sending: each }));
    const stranger = { what, who: "nobody", isAllowed: false, sending: all.at(-1) ?? sending } as const;
    return TAKES_NO_VALUE.has(what) ? [stranger] : [...byOne, stranger];
  });
}

function forged(what: string, sending: Sending): readonly Sending[] {
  if (sending.kind === "press") return values.map((value) => ({ ...sending, value }));
  if (sending.kind === "form") return abouts.map((about) => ({ ...sending, about }));
  throw new Error(`${what} is neither a button nor a form.`);
}

/** What is wrong with an answer to something forged; nothing if it says in words of its own that it cannot be. */
export function faultOf({ what, who, isAllowed }: Forgery, said: string): readonly string[] {
  const isRight = isAllowed ? !/Something went wrong| can: /.test(said) : people[who].refusal.test(said);
  return isRight ? [] : [`${what}, ${who}: ${said}`];
}
