import { decisionKinds } from "../../../src/domain/finding-events.ts";
import type { Asked } from "../stage.ts";
import { type Invariant, tallied } from "./invariant.ts";

/** Each command or press of a person gets an answer, or an error that says what to do. */
const answered: Invariant = {
  name: "users told",
  broken: ({ asked, untold }) => [
    ...asked
      .filter(({ said, isExcused }) => !isExcused && (said === undefined || said.trim() === ""))
      .map(({ what, user }) => `${user} was never answered to: ${what}`),
    ...untold.map(({ audit_id, user_id }) => `${user_id} was never told of audit A${audit_id}`),
  ],
};

/** What a person is told who decided, as far as it names the finding, and which decision that was. */
const TOLD: readonly (readonly [RegExp, string])[] = [
  [/\bYou own F(\d+) now/, "acknowledge"],
  [/\bF(\d+) is snoozed until/, "snooze"],
  [/\bNoted for F(\d+)\./, "explain"],
  [/\bAllowed for F(\d+)\./, "approve"],
];

function toldIn({ user, said = "" }: Asked): readonly string[] {
  return TOLD.flatMap(([shape, kind]) => {
    const [, id] = shape.exec(said) ?? [];
    return id === undefined ? [] : [`${user} ${kind} F${id}`];
  });
}

/** Giving something to oneself is told in the same words as taking it. */
function asTold(kind: string): string {
  return kind === "assign" ? "acknowledge" : kind;
}

const KINDS: ReadonlySet<string> = new Set(decisionKinds);

/** What a person was told to have decided is in the database, once, and in the log as often as it happened. */
const kept: Invariant = {
  name: "no decision lost",
  broken({ asked, events, entries }) {
    const decided = events.filter(({ kind }) => KINDS.has(kind));
    const stored = tallied(
      decided.map(({ actor, kind, finding_id }) => `${actor} ${asTold(kind)} F${finding_id}`),
    );
    const lost = [...new Set(asked.flatMap(toldIn))].filter((each) => !stored.has(each));
    const happened = tallied(decided.map(({ actor, kind, finding_id }) => `${actor} ${kind} F${finding_id}`));
    const logged = tallied(
      entries
        .filter(({ kind }) => KINDS.has(kind ?? ""))
        .map(({ actor, kind, subject }) => `${actor} ${kind} ${subject}`),
    );
    return [
      ...lost.map((each) => `told, but not stored: ${each}`),
      ...[...happened]
        .filter(([each, times]) => logged.get(each) !== times)
        .map(([each]) => `not logged as often as it happened: ${each}`),
      ...[...logged.keys()]
        .filter((each) => !happened.has(each))
        .map((each) => `logged, but never happened: ${each}`),
    ];
  },
};

/** However often somebody pressed, they decided once until the finding is open again. */
const once: Invariant = {
  name: "no decision twice",
  broken: ({ events }) => {
    const inOrder = events.toSorted((one, other) => one.version - other.version);
    const byFinding = Map.groupBy(inOrder, ({ finding_id }) => finding_id);
    return [...byFinding].flatMap(([id, each]) => {
      const again = each.filter(
        ({ kind, actor, version }, index) =>
          kind === each[index - 1]?.kind &&
          actor === each[index - 1]?.actor &&
          version === (each[index - 1]?.version ?? 0) + 1,
      );
      return again.map(({ kind, actor }) => `${actor} ${kind} F${id}, and again at once`);
    });
  },
};

/** A message that shows a finding shows it as it is. */
const shown: Invariant = {
  name: "decisions confirmed in Slack",
  broken: ({ stale }) =>
    stale.map(({ channel, ts, finding_id }) => `the message ${channel} ${ts} shows an older F${finding_id}`),
};

export const aboutPeople: readonly Invariant[] = [answered, kept, once, shown];
