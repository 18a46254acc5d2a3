import type { Account, AccountName } from "../../domain/account.ts";
import type { Scope } from "../../domain/audit.ts";
import { bold, code, type Span } from "../blocks.ts";
import { literal } from "../text.ts";

/** What stands for the organization itself where buttons otherwise carry an account's id. */
export const ORGANIZATION = "organization";

/** AWS allows names of fifty characters. */
const NAME = 60;
const PATH = 100;

/** An account's name as part of a line. */
export function nameOf({ name }: AccountName): string {
  return literal(name, NAME);
}

/** An account's id to follow its name, for copying; nothing where the id is all that it is known by. */
export function idSpans({ id, name }: AccountName): readonly Span[] {
  return id === name ? [] : ["  ", code(id)];
}

/** The units that an account is in: "Prod / Payments"; empty right under the root. */
export function pathOf({ ouPath }: Pick<Account, "ouPath">): string {
  return literal(ouPath.join(" / "), PATH);
}

/** Where something is: the name, the id to copy, the units. */
export function whereabouts(account: Account): readonly Span[] {
  const path = pathOf(account);
  return [bold(nameOf(account)), "  ", code(account.id), path && `  ·  ${path}`];
}

/** A state for people: "pending closure"; empty for an active account, or where it is not known. */
export function stateOf({ state }: Pick<Account, "state">): string {
  return state && state !== "ACTIVE" ? state.toLowerCase().replaceAll("_", " ") : "";
}

/** What people call a scope: "the organization", "Prod / Payments", an account's name. */
export function scopeName(scope: Scope, account?: AccountName): string {
  if (scope.kind === "organization") return "the organization";
  if (scope.kind === "unit") return literal(scope.path, PATH);
  return account ? nameOf(account) : scope.accountId;
}
