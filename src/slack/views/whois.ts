import type { Question } from "../../canonical-ids/question.ts";
import type { WhoisAnswer } from "../../canonical-ids/whois.ts";
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
import { actionIds } from "../ids.ts";
import { escaped, literal } from "../text.ts";
import { dateSpan } from "../time-words.ts";
import { accountLines, noAccountMessage } from "./account-choice.ts";
import { sightingWords } from "./canonical-parties.ts";
import { nameOf, stateOf, whereabouts } from "./names.ts";
import { notice } from "./notice.ts";

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
      return {
        text: `Several accounts are called ${escaped(asked)}`,
        blocks: [
          paragraph("Several accounts are called ", bold(asked), ":"),
          accountLines(owner.accounts.slice(0, 10)),
        ],
      };
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
      ...(canonicalId
        ? [paragraph("Canonical user id ", code(canonicalId.id), ` (${canonicalId.trust})`)]
        : []),
      ...evidenceBlocks(answer),
      controls(button({ id: actionIds.accountChosen, label: "Show the account", value: account.id })),
    ],
  };
}

function told(answer: WhoisAnswer, text: string, lead: readonly Span[]): Message {
  return { text, blocks: [paragraph(...lead), ...evidenceBlocks(answer)] };
}

function unknownMessage(answer: WhoisAnswer, nearest: Owner<"unknown">["nearest"]): Message {
  const { question, seen } = answer;
  if (question.kind === "words") return noAccountMessage(question.words, nearest);
  const asked = askedOf(question);
  const advice = seen
    ? "It belongs to no account that is known: look at those buckets."
    : (UNKNOWN[question.kind] ?? "");
  return told(answer, `Nobody known has ${escaped(asked)}`, ["Nobody known has ", bold(asked), ". ", advice]);
}

const UNKNOWN: Partial<Record<Question["kind"], string>> = {
  "canonical id": "It was met in no bucket that was looked into.",
  "access key": "AWS does not know it, and it carries no account within itself.",
  ARN: "It names no account, and a bucket only counts as known once it was looked into.",
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

function idLines({ known, seen }: WhoisAnswer): readonly (readonly Span[])[] {
  return [
    ...(known
      ? [
          [
            `The canonical id is known by the account's ${known.method}, ${known.trust}, since `,
            dateSpan(known.learntAt),
          ],
        ]
      : []),
    ...(seen ? [[`It ${sightingWords(seen)}`]] : []),
  ];
}

function bucketLines({ bucket }: WhoisAnswer): readonly (readonly Span[])[] {
  return bucket
    ? [["The bucket ", code(literal(bucket.name, 63)), " was found there ", dateSpan(bucket.seenAt)]]
    : [];
}
