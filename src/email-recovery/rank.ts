import { keyOf, mailboxOf, partsOf } from "./addresses.ts";
import { type Clue, type Evidence, type Fragment, type Trust, trusts } from "./source.ts";

/** An address that may be the one. */
export interface Candidate {
  /** As its most trusted source spells it. */
  readonly address: string;
  readonly trust: Trust;
  /** The strongest first. */
  readonly evidence: readonly Evidence[];
  /** A better candidate that most likely ends in the same mailbox: they differ by what follows a `+`. */
  readonly sameMailboxAs?: string;
}

/**
 * What the candidates come to: one that is certain, several that AWS calls certain and that contradict each other,
 * one or several that are likely, hints alone, or nothing at all.
 */
export type Verdict = "certain" | "conflict" | "likely" | "several" | "hints" | "nothing";

export interface Ranking {
  readonly verdict: Verdict;
  /** The best first. */
  readonly candidates: readonly Candidate[];
  /** Parts of addresses that bear out none of the candidates. */
  readonly fragments: readonly Fragment[];
}

/** Weighs what all sources found against each other. */
export function rank(found: {
  readonly clues: readonly Clue[];
  readonly fragments: readonly Fragment[];
}): Ranking {
  const clues = [...found.clues, ...puttingTogether(found)];
  const byKey = Map.groupBy(clues, ({ address }) => keyOf(address));
  const candidates = [...byKey.values()]
    .map((of) => candidateOf(of, found.fragments))
    .toSorted(inOrder)
    .map(withMailbox);
  const bearsOut = (fragment: Fragment) => candidates.some(({ address }) => fits(fragment, address));
  return {
    verdict: verdictOn(candidates),
    candidates,
    fragments: found.fragments.filter((fragment) => !bearsOut(fragment)),
  };
}

/** A local part that no candidate has and the domain that the others share make a hint together. */
function puttingTogether({ clues, fragments }: Parameters<typeof rank>[0]): readonly Clue[] {
  const domain = fragments.find(({ part }) => part === "domain");
  if (!domain) return [];
  return fragments
    .filter((fragment) => fragment.part === "local part" && /^[\w.+-]+$/.test(fragment.text))
    .filter((fragment) => !clues.some(({ address }) => fits(fragment, address)))
    .map(({ text, evidence }) => ({ address: `${text}@${domain.text}`, trust: "hint", evidence }));
}

function candidateOf(clues: readonly Clue[], fragments: readonly Fragment[]): Candidate {
  const ordered = clues.toSorted(
    (a, b) => byTrust(a, b) || byStrength(a.evidence, b.evidence) || byTime(a.evidence, b.evidence),
  );
  const [best] = ordered;
  const { address = "", trust = "hint" } = best ?? {};
  const evidence = [
    ...ordered.map((clue) => clue.evidence),
    ...fragments.filter((fragment) => fits(fragment, address)).map((fragment) => fragment.evidence),
  ];
  return { address, trust, evidence: evidence.filter(isFirstOfItsKind) };
}

function isFirstOfItsKind(evidence: Evidence, index: number, all: readonly Evidence[]): boolean {
  const isSame = ({ source, said }: Evidence) => source === evidence.source && said === evidence.said;
  return all.findIndex(isSame) === index;
}

function fits({ part, text }: Fragment, address: string): boolean {
  const { local, domain } = partsOf(keyOf(address));
  return (part === "domain" ? domain : local) === text.toLowerCase();
}

/** Trust counts first, then how many sources agree, then how strong each is and how lately it was seen. */
function inOrder(a: Candidate, b: Candidate): number {
  const [strongest, other] = [a.evidence[0], b.evidence[0]];
  return (
    byTrust(a, b) ||
    sourcesOf(b) - sourcesOf(a) ||
    (strongest && other ? byStrength(strongest, other) || byTime(strongest, other) : 0) ||
    keyOf(a.address).localeCompare(keyOf(b.address))
  );
}

function sourcesOf({ evidence }: Candidate): number {
  return new Set(evidence.map(({ source }) => source)).size;
}

function byTrust(a: { readonly trust: Trust }, b: { readonly trust: Trust }): number {
  return trusts.indexOf(a.trust) - trusts.indexOf(b.trust);
}

function byStrength({ strength: a = [] }: Evidence, { strength: b = [] }: Evidence): number {
  const differences = Array.from(
    { length: Math.max(a.length, b.length) },
    (_, at) => (b[at] ?? 0) - (a[at] ?? 0),
  );
  return differences.find((difference) => difference !== 0) ?? 0;
}

function byTime({ last: a }: Evidence, { last: b }: Evidence): number {
  return (b?.getTime() ?? 0) - (a?.getTime() ?? 0);
}

function withMailbox(candidate: Candidate, index: number, all: readonly Candidate[]): Candidate {
  const mailbox = mailboxOf(candidate.address);
  const better = all.slice(0, index).find(({ address }) => mailboxOf(address) === mailbox);
  return better ? { ...candidate, sameMailboxAs: better.address } : candidate;
}

function verdictOn(candidates: readonly Candidate[]): Verdict {
  const [best, next] = candidates;
  if (!best) return "nothing";
  if (best.trust === "hint") return "hints";
  const isAlone = next?.trust !== best.trust;
  if (best.trust === "certain") return isAlone ? "certain" : "conflict";
  return isAlone ? "likely" : "several";
}
