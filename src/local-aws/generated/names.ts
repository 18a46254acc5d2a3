import type { Random } from "./random.ts";

/** Names as companies give them to units and accounts. */

const DIVISIONS = ["Workloads", "Retail", "Logistics", "R&D", "Platform", "Acquired"] as const;
const STAGES = ["Prod", "Staging", "Dev", "Sandbox"] as const;
const TEAMS = [
  "Payments",
  "Ledger",
  "Search",
  "Checkout",
  "Identity",
  "Data Lake",
  "Fraud",
  "Warehouse",
  "Fleet",
  "Pricing",
  "Mobile",
  "Partner API",
] as const;
const REGIONS = ["EU", "US", "APAC"] as const;
const WORDS = [
  "api",
  "batch",
  "web",
  "events",
  "archive",
  "reports",
  "models",
  "edge",
  "cache",
  "jobs",
] as const;

const HOSTILE_NAMES = [
  '<!channel> & "x" *y* `z`',
  "=HYPERLINK(A1)",
  "'; DROP TABLE accounts; --",
  "<@U0123456789> :fire: ~a~ _b_",
  "team \u{1F680} \u202Eelbisrever",
  "a|b|c,d;e",
  "<script>alert(1)</script>",
  "{{name}} %{name} %s",
] as const;

/** The paths of the units that accounts are put into: one to four deep, more of them in bigger organizations. */
export function unitsFor(accounts: number, random: Random): readonly [string, ...string[]] {
  const all = DIVISIONS.flatMap((division) =>
    STAGES.flatMap((stage) =>
      TEAMS.flatMap((team) => [
        `${division}/${stage}`,
        `${division}/${stage}/${team}`,
        ...REGIONS.map((region) => `${division}/${stage}/${team}/${region}`),
      ]),
    ),
  );
  const wanted = Math.min(400, 4 + Math.ceil(accounts / 25));
  return ["Sandbox", "", ...random.shuffle([...new Set(all)]).slice(0, wanted)];
}

/** Makes a function that gives every account a name of its own. */
export function createNaming(random: Random): (hostile: boolean) => string {
  const uses = new Map<string, number>();
  return (hostile) => {
    const team = random.pick(TEAMS).toLowerCase().replaceAll(" ", "-");
    const plain = `${team}-${random.pick(WORDS)}-${random.pick(STAGES).toLowerCase()}`;
    const name = hostile ? random.pick(HOSTILE_NAMES) : plain;
    const use = (uses.get(name) ?? 0) + 1;
    uses.set(name, use);
    if (use === 1) return name;
    return hostile ? `${name} ${use}` : `${name}-${use}`;
  };
}
