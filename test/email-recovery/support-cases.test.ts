import { describe, expect, test } from "vitest";
import type { Sighting } from "../../src/email-recovery/email-reader.ts";
import { cluesIn } from "../../src/email-recovery/support-cases.ts";

const NOW = new Date("2026-11-23T09:00:00Z");
const FIELD = { by: "submittedBy", wrote: "communication", cc: "ccEmailAddresses" } as const;

/** Where an address was seen, in which case and how many days ago. */
type Seen = readonly [field: keyof typeof FIELD, of: string, daysAgo: number, text: string];

function sighting([field, of, daysAgo, text]: Seen): Sighting {
  const at = new Date(NOW.getTime() - daysAgo * 86_400_000);
  return { field: FIELD[field], of, text, at, call: "support:DescribeCases" };
}

describe("cases point to", () => {
  test.each<[what: string, seen: readonly Seen[], clues: readonly string[]]>([
    ["nobody, without an address", [["by", "1", 5, "123456789012"]], []],
    [
      "nobody at Amazon",
      [
        ["by", "1", 5, "a@x.com"],
        ["wrote", "1", 5, "Amazon Web Services"],
      ],
      ["likely a@x.com: Submitted 1 of 1 Support case"],
    ],
    [
      "nobody whose address is Amazon's",
      [
        ["cc", "1", 5, "tam@amazon.com"],
        ["cc", "1", 5, "x@support.amazonaws.com"],
        ["cc", "1", 5, "tam@amazon.co.uk"],
        ["cc", "1", 5, "x@amazonaws.com.cn"],
      ],
      [],
    ],
    [
      "somebody whose name only sounds like it",
      [["cc", "1", 5, "x@notamazon.com"]],
      ["hint x@notamazon.com: Copied on 1 of 1 Support case"],
    ],
    [
      "who submitted, by how many cases",
      [
        ["by", "1", 5, "a@x.com"],
        ["by", "2", 9, "A@x.com"],
        ["by", "3", 7, "b@x.com"],
        ["wrote", "1", 5, "a@x.com"],
      ],
      ["likely a@x.com: Submitted 2 of 3 Support cases", "likely b@x.com: Submitted 1 of 3 Support cases"],
    ],
    [
      "who wrote without a role; by a role, less so",
      [
        ["wrote", "1", 5, "a@x.com"],
        ["wrote", "1", 4, "a@x.com"],
        ["wrote", "1", 4, "Admin (Role) <b@x.com>"],
      ],
      [
        "likely a@x.com: Wrote in 1 of 1 Support case",
        "hint b@x.com: Wrote in 1 of 1 Support case, as a role or a user of the account",
      ],
    ],
    [
      "who submitted as root, rather than as a role or a user",
      [
        ["by", "1", 5, "Admin (Role) <a@x.com>"],
        ["by", "2", 4, "jane (IAM User) <b@x.com>"],
        ["by", "3", 3, "Root (Root User) <c@x.com>"],
      ],
      [
        "hint a@x.com: Submitted 1 of 3 Support cases, as a role or a user of the account",
        "hint b@x.com: Submitted 1 of 3 Support cases, as a role or a user of the account",
        "likely c@x.com: Submitted 1 of 3 Support cases",
      ],
    ],
    [
      "who was copied, as a hint",
      [["cc", "1", 5, "Jane Doe <jane@x.com>"]],
      ["hint jane@x.com: Copied on 1 of 1 Support case"],
    ],
    [
      "who submitted long ago, as a hint",
      [
        ["by", "1", 400, "old@x.com"],
        ["by", "2", 30, "new@x.com"],
      ],
      ["hint old@x.com: Submitted 1 of 2 Support cases", "likely new@x.com: Submitted 1 of 2 Support cases"],
    ],
    [
      "who submitted long ago and still writes",
      [
        ["by", "1", 400, "a@x.com"],
        ["cc", "2", 30, "a@x.com"],
      ],
      ["likely a@x.com: Submitted 1 of 2 Support cases"],
    ],
  ])("%s", (_what, seen, clues) => {
    expect(
      cluesIn(seen.map(sighting), NOW).map(
        ({ trust, address, evidence }) => `${trust} ${address}: ${evidence.said}`,
      ),
    ).toEqual(clues);
  });

  test("everybody with when they were last seen", () => {
    const [clue] = cluesIn(
      [["by", "1", 90, "a@x.com"] as const, ["cc", "2", 7, "a@x.com"] as const].map(sighting),
      NOW,
    );
    expect(clue?.evidence).toMatchObject({ last: new Date("2026-11-16T09:00:00Z"), strength: [1, 0, 1] });
  });

  test("nobody later than they were, where AWS does not say when", () => {
    const { at: _, ...timeless } = sighting(["by", "1", 0, "a@x.com"]);
    expect(cluesIn([timeless], NOW)).toMatchObject([{ trust: "likely", evidence: { strength: [1, 0, 0] } }]);
  });
});
