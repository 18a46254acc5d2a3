import { NotAllowedError, type Permission } from "../../access/access.ts";
import type { Needs } from "../../access/roles.ts";
import { AccountSourceError } from "../../accounts/account-source.ts";
import { RootcheckError } from "../../domain/errors.ts";
import type { UnreadableCode } from "../../domain/read.ts";
import { bold, code, type Message, person, type Span } from "../blocks.ts";
import { notice } from "./notice.ts";
import { rolesPhrase } from "./role-words.ts";

type Refusal = Extract<Permission, { allowed: false }>;

const REFUSALS: Record<Refusal["why"], string> = {
  "no-role": "You have no role in rootcheck that allows this.",
  guest: "Guests cannot use rootcheck.",
  bot: "Bots cannot use rootcheck.",
  "other-company": "Only people of this company can use rootcheck.",
  deactivated: "This Slack account is deactivated.",
};

/** A refusal says who could. */
export function refusalMessage({ why, whoCan }: Refusal, needs: Needs): Message {
  const roles = rolesPhrase(needs);
  const able = `${roles[0]?.toUpperCase()}${roles.slice(1)}`;
  if (whoCan.length === 0) return notice(REFUSALS[why], ` ${able} could, but the configuration names none.`);
  const people = whoCan.flatMap((id, index): Span[] => [index === 0 ? "" : ", ", person(id)]);
  return notice(REFUSALS[why], ` ${able} can: `, ...people, ".");
}

/** What helps when AWS could not be asked about the accounts. */
const MENDS: Partial<Record<UnreadableCode, string>> = {
  "access-denied":
    "See that rootcheck runs with the credentials that are meant, that their policy allows the action and, where a role " +
    "is to be taken on, that its trust policy lets them; the log names who asked for what. Then ask again.",
  unreachable: "Check that rootcheck can reach AWS from where it runs, then ask again.",
  throttled: "Something else in the company is using up this AWS limit. Ask again in a minute.",
};

/**
 * The one place where an error becomes words for a person. What rootcheck raised on purpose says for itself what to
 * do; anything else is named by its reference in the log.
 */
export function troubleMessage(error: unknown, reference: string): Message {
  if (error instanceof AccountSourceError) {
    const mend = MENDS[error.why.code] ?? "Ask again; if it repeats, see the log.";
    return notice(bold("AWS could not be asked. "), `${error.why.detail}. `, mend);
  }
  if (error instanceof NotAllowedError) return refusalMessage(error.permission, error.needs);
  if (error instanceof RootcheckError) return notice(error.message);
  return notice(
    "Something went wrong, and it is not your doing. The log has the details under ",
    code(reference),
    ".",
  );
}
