import { type Fault as AwsFault, faultKinds as awsKinds } from "../../src/local-aws/faults.ts";
import type { Random } from "../../src/local-aws/generated/random.ts";
import type { Fault as SlackFault } from "../../src/local-slack/control.ts";
import { slackKinds } from "./kinds.ts";

/** The faults that one seed deals: every kind comes before any comes again. */
export interface Deck {
  /** One for the calls of Slack that somebody's answer takes. */
  slack(): SlackFault;
  /** One for whatever AWS is asked next. */
  aws(): AwsFault;
}

/** Kinds that make the app wait in real time, for ten or fifteen seconds: one of them a seed is enough. */
const LONG = new Set(["silent"]);

/** An answer has three ways to its reader, and every one of them may fail once. */
const METHODS = [
  ...(["*", "*", "response_url", "response_url", "chat.postEphemeral", "chat.postMessage"] as const),
  ...(["chat.update", "views.open", "views.update", "users.info", "conversations.info", "upload"] as const),
] as const;

/** Slack's own answer to a response_url may be empty, so that nobody could tell. */
const CANNOT_TELL: ReadonlySet<string> = new Set(["response_url empty", "* empty"]);

const ERRORS = ["internal_error", "fatal_error", "service_unavailable", "restricted_action"] as const;
const CALLS = [
  ...(["*", "iam:*", "iam:*", "sts:*", "organizations:*", "iam:GetAccountSummary"] as const),
  ...(["sts:AssumeRole", "organizations:ListAccounts", "iam:ListMFADevices"] as const),
] as const;

/** Makes the deck of a seed. `isPatient`: whether it has the long ones. */
export function createDeck(random: Random, { isPatient }: { readonly isPatient: boolean }): Deck {
  const nextSlack = dealer(
    random,
    slackKinds.filter((kind) => isPatient || !LONG.has(kind)),
  );
  const nextAws = dealer(
    random,
    awsKinds.filter((kind) => isPatient || !LONG.has(kind)),
  );
  return {
    slack() {
      const kind = nextSlack();
      const drawn = random.pick(METHODS);
      const method = CANNOT_TELL.has(`${drawn} ${kind}`) ? "chat.postEphemeral" : drawn;
      return { method, kind, times: 1, ...detailOf(kind, method, random) };
    },
    aws() {
      const kind = nextAws();
      if (kind === "report-not-ready") return { call: "iam:GetCredentialReport", kind, times: 60 };
      const times = LONG.has(kind) ? 1 : 1 + random.below(3);
      return { call: random.pick(CALLS), kind, times, delayMs: 200 };
    },
  };
}

function detailOf(kind: SlackFault["kind"], method: string, random: Random): Partial<SlackFault> {
  if (kind === "slow") return { wait: 300 };
  if (kind === "rate-limited") return { wait: 1 };
  if (kind !== "error") return {};
  return { error: method === "views.open" ? "expired_trigger_id" : random.pick(ERRORS) };
}

/** Deals the items in a chance order, and again in another once they are used up. */
function dealer<Item>(random: Random, items: readonly Item[]): () => Item {
  let left: Item[] = [];
  return () => {
    if (left.length === 0) left = random.shuffle(items);
    const item = left.pop();
    if (item === undefined) throw new Error("There is nothing to deal.");
    return item;
  };
}
