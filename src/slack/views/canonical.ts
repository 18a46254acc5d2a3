import type { CanonicalAnswer } from "../../canonical-ids/derive.ts";
import type { Budget, CanonicalReading, MethodAnswer, Spent } from "../../domain/canonical-id.ts";
import type { Read, Rung } from "../../domain/read.ts";
import {
  type Block,
  bold,
  bullets,
  code,
  context,
  type Message,
  paragraph,
  preformatted,
  type Span,
} from "../blocks.ts";
import { withinBudget } from "../budget.ts";
import { counted, figure, verb } from "../count-words.ts";
import { escaped, literal } from "../text.ts";
import { dateSpan, duration } from "../time-words.ts";
import { partyBullets } from "./canonical-parties.ts";
import { nameOf } from "./names.ts";

/** Others who were met are shown at most so many. */
const MOST_OTHERS = 10;

/** An account's canonical id, how it was come by, and who else was met on the way. */
export function canonicalMessage(answer: CanonicalAnswer): Message {
  const { account, reading, conclusion } = answer;
  const { found, foreign } = conclusion;
  const name = escaped(nameOf(account));
  return {
    text: found
      ? `${name}: canonical user id ${found.id}`
      : `The canonical user id of ${name} could not be found`,
    blocks: withinBudget(Math.min(foreign.length, MOST_OTHERS), (shown) => [
      ...leadOf(answer),
      ...methodBlocks(answer),
      ...changeBlocks(answer),
      ...othersBlocks(answer, shown),
      context(extentOf(reading)),
    ]),
  };
}

function leadOf({ account, reading, conclusion: { found } }: CanonicalAnswer): readonly Block[] {
  const name = bold(nameOf(account));
  if (!found) return [paragraph("The canonical user id of ", name, " could not be found. ", whyNot(reading))];
  const likely = found.trust === "likely" ? "most likely " : "";
  return [paragraph(name, ` has ${likely}the canonical user id`), preformatted(found.id)];
}

function methodBlocks({ reading, conclusion: { methods, agreement } }: CanonicalAnswer): readonly Block[] {
  if (methods.length === 0) return [];
  const lines = bullets(methods.map((method) => methodLine(method, reading)));
  const verdict = AGREEMENT[agreement];
  if (!verdict) return [lines];
  return [lines, paragraph(verdict), ...(agreement === "disagree" ? [bullets(differing(methods))] : [])];
}

function changeBlocks({ conclusion: { found }, earlier }: CanonicalAnswer): readonly Block[] {
  if (!found || !earlier || earlier.id === found.id) return [];
  const { id, learntAt } = earlier;
  return [
    paragraph("It was remembered as another until now: ", code(id), ", learnt ", dateSpan(learntAt), "."),
  ];
}

function othersBlocks({ conclusion: { foreign }, known }: CanonicalAnswer, shown: number): readonly Block[] {
  if (foreign.length === 0) return [];
  const part = shown < foreign.length ? ` (${shown} of ${figure(foreign.length)})` : "";
  const heading = paragraph(bold("Others in its buckets"), part);
  return shown > 0 ? [heading, partyBullets(foreign.slice(0, shown), known)] : [heading];
}

const AGREEMENT: Record<CanonicalAnswer["conclusion"]["agreement"], string> = {
  none: "",
  one: "",
  agree: "All of these agree.",
  disagree: "These do not agree, and the first counts. The others say:",
};

function differing(methods: readonly MethodAnswer[]): readonly (readonly Span[])[] {
  const [first, ...others] = methods.filter(({ id }) => id !== undefined);
  return others
    .filter(({ id }) => id !== first?.id)
    .map(({ method, id = "" }): readonly Span[] => [
      `${METHODS[method]}: `,
      { type: "text", text: id, style: { code: true } },
    ]);
}

const METHODS: Record<MethodAnswer["method"], string> = {
  "own list": "Its own list of buckets",
  "bucket acl": "Access control lists of its buckets",
  "object owners": "Owners of the objects in its buckets",
  "objects elsewhere": "Objects under its id in the app's own account",
};

const RUNGS: Record<Rung, string> = {
  "member role": "by the member role",
  "own credentials": "by the app's own credentials",
  "root session": "by a root session",
};

function methodLine(
  { method, id, trust, speaking, of }: MethodAnswer,
  { list }: CanonicalReading,
): readonly Span[] {
  const name = bold(METHODS[method]);
  if (method === "own list") {
    const rung = list.known ? ` ${RUNGS[list.origin.rung]}` : "";
    return [name, id ? `: S3 says it${rung}, certain` : `: S3 does not say it${rung}`];
  }
  if (!id) return [name, `: undecided, ${figure(speaking)} of ${figure(of)} speak for more than one`];
  const noun = method === "bucket acl" ? "list" : "object";
  return [
    name,
    `: ${figure(speaking)} of ${counted(of, noun)} ${verb(speaking, "names", "name")} it, ${trust}`,
  ];
}

/** Why nothing was found, and what would open it. */
function whyNot({ list }: CanonicalReading): string {
  return `${reasonOf(list)} Nor do objects under its id in the app's own account tell. With the statement KnowCanonicalIds of deploy/member-policy.json the member role may list the account's buckets; then one call is enough.`;
}

function reasonOf(list: Read<unknown>): string {
  return list.known
    ? "S3 does not say whose the list of its buckets is."
    : `${literal(list.why.detail, 160)}.`;
}

/** "Looked into 4 of 25,001 buckets and 625 objects in 2 s", then what it may take, and what could not be read. */
function extentOf(reading: CanonicalReading): string {
  const { list, buckets, elsewhere, spent, budget } = reading;
  const total =
    list.known && buckets.length > 0
      ? ` of ${list.value.isWhole ? "" : "more than "}${figure(list.value.buckets)}`
      : "";
  const denied = [...buckets, ...elsewhere].filter(({ acl, owners }) => !acl.known || !owners.known).length;
  const parts = [
    `Looked into ${figure(spent.buckets)}${total} ${spent.buckets === 1 && !total ? "bucket" : "buckets"} and ${counted(spent.objects, "object")} in ${duration(spent.milliseconds)}`,
    `a look-up takes ${limitsOf(budget)} at most${spent.endedBy ? `, and its ${spent.endedBy} were used up` : ""}`,
    denied > 0 && `${counted(denied, "bucket")} could not be read in full`,
  ];
  return parts.filter(Boolean).join("  ·  ");
}

/** "30 buckets, 10,000 objects, 20 s". */
export function limitsOf({ buckets, objects, seconds }: Budget): string {
  return `${counted(buckets, "bucket")}, ${counted(objects, "object")}, ${seconds} s`;
}

/** "Asking AWS: 12 buckets and 4,000 objects so far, of 30 buckets, 10,000 objects, 20 s at most…" */
export function progressText({ buckets, objects }: Spent, budget: Budget): string {
  return `Asking AWS: ${counted(buckets, "bucket")} and ${counted(objects, "object")} so far, of ${limitsOf(budget)} at most…`;
}
