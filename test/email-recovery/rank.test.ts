import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { EmailSourceId } from "../../src/email-recovery/email-reader.ts";
import { rank } from "../../src/email-recovery/rank.ts";
import { type Clue, type Fragment, type Trust, trusts } from "../../src/email-recovery/source.ts";

const DAY = 86_400_000;
const NOW = new Date("2026-11-23T09:00:00Z");

/** A clue in short: `certain a@x organizations`, with the strength and the age in days where they matter. */
function clue(text: string, strength?: readonly number[], daysAgo?: number): Clue {
  const [trust, address, source] = text.split(" ") as [Trust, string, EmailSourceId];
  const last = daysAgo === undefined ? {} : { last: new Date(NOW.getTime() - daysAgo * DAY) };
  return {
    trust,
    address,
    evidence: { source, said: `${source} said so`, ...(strength && { strength }), ...last },
  };
}

const name = (text: string): Fragment => ({
  part: "local part",
  text,
  evidence: { source: "owner-names", said: "the owner's name" },
});
const domain = (text: string): Fragment => ({
  part: "domain",
  text,
  evidence: { source: "contacts", said: "the others' domain" },
});

interface Case {
  readonly what: string;
  readonly clues?: readonly Clue[];
  readonly fragments?: readonly Fragment[];
  readonly verdict: string;
  /** Trust, address and how many pieces of evidence, the best first. */
  readonly candidates: readonly string[];
}

const cases: readonly Case[] = [
  { what: "nothing", verdict: "nothing", candidates: [] },
  {
    what: "agreement of what AWS says",
    clues: [clue("certain a@x.com organizations"), clue("certain a@x.com primary-email")],
    verdict: "certain",
    candidates: ["certain a@x.com 2"],
  },
  {
    what: "agreement in another case, spelled as the most trusted does",
    clues: [clue("likely ROOT@x.com support-cases"), clue("certain Root@X.com organizations")],
    verdict: "certain",
    candidates: ["certain Root@X.com 2"],
  },
  {
    what: "conflict of what AWS says, such as while a change spreads",
    clues: [clue("certain old@x.com organizations"), clue("certain new@x.com primary-email")],
    verdict: "conflict",
    candidates: ["certain new@x.com 1", "certain old@x.com 1"],
  },
  {
    what: "cases that contradict what AWS says",
    clues: [clue("likely b@x.com support-cases", [9, 9, 9]), clue("certain a@x.com organizations")],
    verdict: "certain",
    candidates: ["certain a@x.com 1", "likely b@x.com 1"],
  },
  {
    what: "one likely among hints",
    clues: [clue("hint c@x.com contacts"), clue("likely a@x.com support-cases", [1, 0, 0])],
    verdict: "likely",
    candidates: ["likely a@x.com 1", "hint c@x.com 1"],
  },
  {
    what: "several likely: whoever submitted most comes first",
    clues: [clue("likely a@x.com support-cases", [1, 9, 9]), clue("likely b@x.com support-cases", [2, 0, 0])],
    verdict: "several",
    candidates: ["likely b@x.com 1", "likely a@x.com 1"],
  },
  {
    what: "several likely, equally strong: the latest comes first",
    clues: [clue("likely a@x.com support-cases", [1], 90), clue("likely b@x.com support-cases", [1], 2)],
    verdict: "several",
    candidates: ["likely b@x.com 1", "likely a@x.com 1"],
  },
  {
    what: "a weaker one that another source bears out",
    clues: [
      clue("likely a@x.com support-cases", [3, 0, 0]),
      clue("likely b@x.com support-cases", [1, 0, 0]),
      clue("hint b@x.com contacts"),
    ],
    verdict: "several",
    candidates: ["likely b@x.com 2", "likely a@x.com 1"],
  },
  {
    what: "only hints, of which two agree",
    clues: [clue("hint a@x.com contacts"), clue("hint b@x.com contacts"), clue("hint b@x.com support-cases")],
    verdict: "hints",
    candidates: ["hint b@x.com 2", "hint a@x.com 1"],
  },
  {
    what: "plus-addresses, which are two",
    clues: [clue("likely aws@x.com support-cases", [2]), clue("likely aws+shop@x.com support-cases", [1])],
    verdict: "several",
    candidates: ["likely aws@x.com 1", "likely aws+shop@x.com 1 as aws@x.com"],
  },
  {
    what: "needless quotes and an international domain, which are one",
    clues: [
      clue('likely "jane"@münchen.example support-cases'),
      clue("hint jane@xn--mnchen-3ya.example contacts"),
    ],
    verdict: "likely",
    candidates: ['likely "jane"@münchen.example 2'],
  },
  {
    what: "an owner's name that bears out an address",
    clues: [clue("hint root@x.com contacts")],
    fragments: [name("Root")],
    verdict: "hints",
    candidates: ["hint root@x.com 2"],
  },
  {
    what: "an owner's name put together with the others' domain",
    clues: [clue("hint else@y.com contacts")],
    fragments: [name("root"), domain("x.com")],
    verdict: "hints",
    candidates: ["hint root@x.com 2", "hint else@y.com 1"],
  },
  {
    what: "an owner's name that no address begins with",
    fragments: [name("Old Agency Ltd."), domain("x.com")],
    verdict: "nothing",
    candidates: [],
  },
];

describe("what is found comes to", () => {
  test.each(cases)("$verdict: $what", ({ clues = [], fragments = [], verdict, candidates }) => {
    const ranking = rank({ clues, fragments });
    expect(ranking.verdict).toBe(verdict);
    expect(
      ranking.candidates.map(({ trust, address, evidence, sameMailboxAs }) =>
        [trust, address, evidence.length, ...(sameMailboxAs ? ["as", sameMailboxAs] : [])].join(" "),
      ),
    ).toEqual(candidates);
  });
});

test("parts that bear nothing out are left over", () => {
  const fragments = [name("root"), name("Old Agency Ltd."), domain("x.com")];
  expect(rank({ clues: [clue("hint a@y.com contacts")], fragments }).fragments).toEqual([fragments[1]]);
  expect(rank({ clues: [], fragments: [domain("x.com")] }).fragments).toEqual([domain("x.com")]);
});

const anyClue = fc
  .record({
    trust: fc.constantFrom(...trusts),
    address: fc.constantFrom("a@x.com", "A@x.com", "b@x.com", "a+1@x.com", "c@y.com"),
    source: fc.constantFrom<EmailSourceId>("organizations", "support-cases", "contacts"),
    strength: fc.array(fc.nat(3), { maxLength: 3 }),
  })
  .map(({ trust, address, source, strength }) => clue(`${trust} ${address} ${source}`, strength));

test("the order in which sources answer changes nothing, and no address is lost or invented", () => {
  const shuffled = fc
    .array(anyClue, { maxLength: 8 })
    .chain((clues) => fc.tuple(fc.constant(clues), fc.shuffledSubarray(clues, { minLength: clues.length })));
  fc.assert(
    fc.property(shuffled, ([clues, other]) => {
      const gist = (ranking: ReturnType<typeof rank>) =>
        ranking.candidates.map(({ trust, address }) => `${trust} ${address.toLowerCase()}`);
      expect(gist(rank({ clues, fragments: [] }))).toEqual(gist(rank({ clues: other, fragments: [] })));
      const addresses = new Set(clues.map(({ address }) => address.toLowerCase()));
      const found = rank({ clues, fragments: [] }).candidates.map(({ address }) => address.toLowerCase());
      expect(found.toSorted()).toEqual([...addresses].toSorted());
    }),
  );
});
