import type { Question } from "../../canonical-ids/question.ts";
import type { WhoisAnswer } from "../../canonical-ids/whois.ts";
import type { ForeignParty } from "../../domain/canonical-id.ts";
import { maskAccessKeyId, maskEmail } from "../../domain/mask.ts";
import {
  type Block,
  bold,
  bullets,
  button,
  code,
  context,
  controls,
  type Message,
  paragraph,
  type Span,
} from "../blocks.ts";
import { figure } from "../count-words.ts";
import { actionIds } from "../ids.ts";
import { escaped, literal } from "../text.ts";
import { daySpan } from "../time-words.ts";
import { accountLines, LINES, noAccountMessage } from "./account-choice.ts";
import { sightingWords } from "./canonical-parties.ts";
import { canonicalIdSpans, learntSpans, mistakenSpans } from "./canonical-words.ts";
import { nameOf, stateOf, whereabouts } from "./names.ts";
import { notice } from "./notice.ts";

const WORD = "whois";

/** Whose something is, and how that is known. */
export function whoisMessage(answer: WhoisAnswer): Message {
  const { question, owner } = answer;
  const asked = askedOf(question);
  switch (owner.kind) {
    case "account":
      return accountMessage(answer, owner);
    case "outside":
      return told(
        answer,
        `${escaped(asked)} belongs to account ${owner.id}, which is not in the organization`,
        [
          bold(asked),
          " belongs to account ",
          code(owner.id),
          ", which is ",
          bold("not in the organization"),
          ".",
        ],
      );
    case "no account":
      return notice("No account stands behind that: it is ", bold(owner.what), ".");
    case "several":
      return severalMessage(asked, owner.accounts);
    case "unknown":
      return unknownMessage(answer, owner.nearest);
  }
}

type Owner<Kind extends WhoisAnswer["owner"]["kind"]> = Extract<WhoisAnswer["owner"], { kind: Kind }>;

function accountMessage(answer: WhoisAnswer, { account, canonicalId }: Owner<"account">): Message {
  const particulars = [
    account.isManagement && "management account",
    stateOf(account),
    account.alias && `alias ${literal(account.alias, 63)}`,
    account.email && `root e-mail ${maskEmail(account.email)}`,
  ];
  const line = particulars.filter(Boolean).join("  ·  ");
  return {
    text: `${escaped(nameOf(account))} (${account.id}), in the organization`,
    blocks: [
      paragraph(...whereabouts(account)),
      ...(line ? [context(line)] : []),
      ...(canonicalId ? [paragraph(...canonicalIdSpans(canonicalId))] : []),
      ...evidenceBlocks(answer),
      controls(button({ id: actionIds.accountChosen, label: "Show the account", value: account.id })),
    ],
  };
}

function severalMessage(asked: string, accounts: Owner<"several">["accounts"]): Message {
  const lead = `${figure(accounts.length)} accounts are called `;
  const part = accounts.length > LINES ? `; the first ${LINES}` : "";
  return {
    text: `${lead}${escaped(asked)}`,
    blocks: [paragraph(lead, bold(asked), `${part}:`), accountLines(accounts.slice(0, LINES), WORD)],
  };
}

function told(answer: WhoisAnswer, text: string, lead: readonly Span[]): Message {
  return { text, blocks: [paragraph(...lead), ...evidenceBlocks(answer)] };
}

function unknownMessage(answer: WhoisAnswer, nearest: Owner<"unknown">["nearest"]): Message {
  const { question, seen } = answer;
  if (question.kind === "words") return noAccountMessage(question.words, nearest, WORD);
  const asked = askedOf(question);
  const advice = seen ? "Look at the buckets in which it was met:" : (UNKNOWN[question.kind] ?? "");
  return told(answer, `It is not known whose ${escaped(asked)} is`, [
    "It is not known whose ",
    bold(asked),
    " is. ",
    advice,
  ]);
}

/** What is missing; of an access key the evidence says it. */
const UNKNOWN: Partial<Record<Question["kind"], string>> = {
  "canonical id": "It was met in no bucket that was looked into.",
  ARN: "It names no account; a bucket's account is known once its buckets were listed for its canonical id.",
};

function askedOf(question: Question): string {
  if (question.kind === "words") return literal(question.words, 100);
  if (question.kind === "ARN") return literal(question.arn, 150);
  if (question.kind === "access key") return maskAccessKeyId(question.id);
  return question.kind === "no account" ? question.what : question.id;
}

/** How it is known, one line each. */
function evidenceBlocks(answer: WhoisAnswer): readonly Block[] {
  const lines = [...keyLines(answer), ...idLines(answer), ...bucketLines(answer)];
  return lines.length > 0 ? [bullets(lines)] : [];
}

function keyLines({ question, keyOwner }: WhoisAnswer): readonly (readonly Span[])[] {
  if (question.kind !== "access key" || !keyOwner) return [];
  const { encoded } = question;
  const said: readonly Span[] = keyOwner.known
    ? ["AWS says that the key belongs to ", code(keyOwner.value), " (sts:GetAccessKeyInfo)"]
    : [`AWS does not say whose the key is: ${literal(keyOwner.why.detail, 160)}`];
  if (!encoded)
    return [said, ["The key's id carries no account within itself, as those from before 2019 do not"]];
  const agrees = !keyOwner.known || keyOwner.value === encoded;
  const carried: readonly Span[] = [
    "The key's id carries ",
    code(encoded),
    agrees ? "" : ", which does not agree",
  ];
  return [said, [...carried, keyOwner.known ? "" : "; AWS does not document that, so take it as likely"]];
}

/** How an account's id is known stands beside it, where the account is shown. */
function idLines({ owner, known, also = [], seen }: WhoisAnswer): readonly (readonly Span[])[] {
  return [
    ...(known && owner.kind !== "account" ? [["The canonical id is ", ...learntSpans(known)]] : []),
    ...also.map((other) => mistakenSpans(other)),
    ...(seen ? [[`It ${sightingWords(seen)}`, ...seenSpans(seen)]] : []),
  ];
}

function seenSpans({ seenAt }: ForeignParty): readonly Span[] {
  return seenAt ? [", last met ", daySpan(seenAt)] : [];
}

function bucketLines({ bucket }: WhoisAnswer): readonly (readonly Span[])[] {
  return bucket
    ? [["The bucket ", code(literal(bucket.name, 63)), " was in its list ", daySpan(bucket.seenAt)]]
    : [];
}
