import type { CanonicalAnswer } from "../../canonical-ids/derive.ts";
import type {
  Budget,
  CanonicalId,
  CanonicalReading,
  MethodAnswer,
  Spent,
} from "../../domain/canonical-id.ts";
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
import { capitalized, escaped, literal } from "../text.ts";
import { daySpan, duration } from "../time-words.ts";
import { partyBullets } from "./canonical-parties.ts";
import { canonicalIdSpans, METHODS, mistakenSpans } from "./canonical-words.ts";
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
      ...earlierBlocks(answer),
      ...mistakenBlocks(answer),
      ...othersBlocks(answer, shown),
      context(extentOf(reading)),
    ]),
  };
}

function leadOf({ account, reading, conclusion: { found } }: CanonicalAnswer): readonly Block[] {
  const name = bold(nameOf(account));
  if (!found)
    return [
      paragraph("The canonical user id of ", name, " could not be found: ", reasonOf(reading.list), "."),
      paragraph(adviceFor(reading)),
      preformatted(BY_HAND),
    ];
  const likely = found.trust === "likely" ? "most likely " : "";
  return [paragraph(name, ` has ${likely}the canonical user id`), preformatted(found.id)];
}

function methodBlocks({ reading, conclusion }: CanonicalAnswer): readonly Block[] {
  const { found, methods, agreement } = conclusion;
  if (methods.length === 0) return [];
  const { list } = reading;
  const unreadList: readonly (readonly Span[])[] =
    found && !list.known
      ? [[bold(capitalized(METHODS["own list"])), `: could not be read, ${reasonOf(list)}`]]
      : [];
  const lines = bullets([
    ...unreadList,
    ...methods.map((method) => methodLine(method, { reading, foundId: found?.id })),
  ]);
  const verdict = AGREEMENT[agreement];
  if (!verdict) return [lines];
  return [lines, paragraph(verdict), ...(agreement === "disagree" ? [bullets(differing(methods))] : [])];
}

/** What is remembered of it, where that is not what was found now. */
function earlierBlocks({ conclusion: { found }, earlier }: CanonicalAnswer): readonly Block[] {
  if (!earlier || earlier.id === found?.id) return [];
  if (!found) return [paragraph("It is remembered all the same. ", ...canonicalIdSpans(earlier))];
  const stays = earlier.trust === "certain" && found.trust === "likely";
  const lead = stays
    ? "It stays remembered as another, which was certain: "
    : "It was remembered as another until now: ";
  return [paragraph(lead, code(earlier.id), ", learnt ", daySpan(earlier.learntAt), ".")];
}

function mistakenBlocks({ conclusion: { found }, known }: CanonicalAnswer): readonly Block[] {
  const others = known.filter(({ id }) => id === found?.id);
  return others.map((other) => paragraph(...mistakenSpans(other), "."));
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
  disagree: "These do not agree, and the surest counts. The others say:",
};

function differing(methods: readonly MethodAnswer[]): readonly (readonly Span[])[] {
  const [first, ...others] = methods.filter(({ id }) => id !== undefined);
  return others
    .filter(({ id }) => id !== first?.id)
    .map(({ method, id = "" }): readonly Span[] => [`${capitalized(METHODS[method])}: `, code(id)]);
}

const RUNGS: Record<Rung, string> = {
  "member role": "by the member role",
  "own credentials": "by the app's own credentials",
  "root session": "by a root session",
};

function methodLine(
  { method, id, trust, speaking, of }: MethodAnswer,
  {
    reading: { list },
    foundId,
  }: { readonly reading: CanonicalReading; readonly foundId?: CanonicalId | undefined },
): readonly Span[] {
  const name = bold(capitalized(METHODS[method]));
  if (method === "own list") {
    const rung = list.known ? ` ${RUNGS[list.origin.rung]}` : "";
    return [name, id ? `: S3 says it${rung}, certain` : `: S3 does not say it${rung}`];
  }
  if (!id) return [name, `: undecided, ${figure(speaking)} of ${figure(of)} speak for more than one`];
  const noun = method === "bucket acl" ? "list" : "object";
  const named = id === foundId ? `it, ${trust}` : "another";
  return [name, `: ${figure(speaking)} of ${counted(of, noun)} ${verb(speaking, "names", "name")} ${named}`];
}

/** For a person to run with credentials of the account. */
const BY_HAND = "aws s3api list-buckets --query Owner.ID --output text";

/** What would open it. */
function adviceFor({ list }: CanonicalReading): string {
  const rung = list.known ? list.origin.rung : list.why.rung;
  const [who, policy] =
    rung === "own credentials" ? ["the app's own role", "home"] : ["the member role", "member"];
  const nor = rung === "own credentials" ? "" : `Nor do ${METHODS["objects elsewhere"]} tell. `;
  return `${nor}One call is enough once ${who} has the statement KnowCanonicalIds of deploy/${policy}/buckets.json; or run in the account:`;
}

function reasonOf(list: Read<unknown>): string {
  return list.known ? "S3 does not say whose the list of its buckets is" : literal(list.why.detail, 160);
}

/** "Looked into 4 of 25,001 buckets and 625 objects in 2 s", then what it may take, and what could not be read. */
function extentOf(reading: CanonicalReading): string {
  const { buckets, elsewhere, spent, budget } = reading;
  const denied = [...buckets, ...elsewhere].filter(({ acl, owners }) => !acl.known || !owners.known).length;
  const parts = [
    `Looked into ${bucketsOf(reading)} and ${counted(spent.objects, "object")} in ${duration(spent.milliseconds)}`,
    `a look-up takes ${limitsOf(budget)} at most`,
    cutWords(spent),
    denied > 0 && `${counted(denied, "bucket")} could not be read in full`,
  ];
  return parts.filter(Boolean).join("  ·  ");
}

/** "4 of more than 12,000 buckets"; how many there are goes only for those of one account. */
function bucketsOf({ list, buckets, elsewhere, spent }: CanonicalReading): string {
  if (!list.known || buckets.length === 0 || elsewhere.length > 0) return counted(spent.buckets, "bucket");
  const { isWhole, buckets: all } = list.value;
  return `${figure(spent.buckets)} of ${isWhole ? "" : "more than "}${counted(all, "bucket")}`;
}

/** "there are more buckets and objects than that". */
function cutWords({ cutBy }: Spent): string {
  const more = cutBy.filter((limit) => limit !== "seconds");
  const parts = [
    more.length > 0 && `there are more ${more.join(" and ")} than were looked at`,
    cutBy.includes("seconds") && "the time was over before the rest",
  ];
  return parts.filter(Boolean).join("  ·  ");
}

/** "30 buckets, 10,000 objects, 20 s". */
export function limitsOf({ buckets, objects, seconds }: Budget): string {
  return `${counted(buckets, "bucket")}, ${counted(objects, "object")}, ${seconds} s`;
}

/** "Asking AWS: listed 25,000 buckets, looked into 12 of them and 4,000 objects, of 30 buckets, … at most…" */
export function progressText({ listed, buckets, objects }: Spent, budget: Budget): string {
  return `Asking AWS: listed ${counted(listed, "bucket")}, looked into ${figure(buckets)} of them and ${counted(objects, "object")}, of ${limitsOf(budget)} at most…`;
}
