import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createRandom } from "../../src/local-aws/generated/random.ts";
import { places } from "../../src/local-slack/workspace.ts";
import { createDeck } from "./draw.ts";
import type { Evidence } from "./evidence.ts";
import { healthy, messageAt } from "./healthy.ts";
import { invariants } from "./invariants/index.ts";
import { allKinds } from "./kinds.ts";
import { lineOf } from "./report.ts";
import { brokenBy } from "./run.ts";
import { trialsFor } from "./trials.ts";

const place = { channel: places.security, ts: "100.9" };
const [audit] = healthy.audits;
const [slot] = healthy.slots;
const [delivery] = healthy.deliveries;
const [read] = healthy.reads;
const [finding] = healthy.findings;
const [event] = healthy.events;
const asked = { what: "/rootcheck", user: "U1", isExcused: false };
const pass = { check: "root-mfa", status: "pass" } as const;

/** By the name of the invariant: something that it must notice. */
const BREAKS: readonly (readonly [string, Partial<Evidence>])[] = [
  ["users told", { asked: [...healthy.asked, asked] }],
  ["users told", { asked: [...healthy.asked, { ...asked, said: " " }] }],
  ["users told", { untold: [{ audit_id: 1, user_id: "U1" }] }],
  ["no decision lost", { events: [], entries: [] }],
  ["no decision lost", { entries: [] }],
  ["no decision lost", { entries: [...healthy.entries, ...healthy.entries] }],
  ["no decision lost", { entries: [...healthy.entries, { subject: "F2", actor: "U1", kind: "snooze" }] }],
  [
    "no decision twice",
    {
      events: event ? [event, { ...event, version: 3 }] : [],
      entries: [...healthy.entries, ...healthy.entries],
    },
  ],
  ["decisions confirmed in Slack", { stale: [{ ...place, finding_id: 1 }] }],
  ["no wrong result", { reads: read ? [{ ...read, results: [pass] }] : [] }],
  [
    "no wrong result",
    { reads: read ? [{ ...read, results: [{ ...pass, status: "fail", severity: "low" }] }] : [] },
  ],
  [
    "no wrong result",
    {
      reads: read
        ? [{ ...read, results: [{ ...pass, status: "unknown", reason: { code: "throttled", text: "" } }] }]
        : [],
    },
  ],
  [
    "no wrong result about the organization",
    {
      organizationReads: [
        { audit_id: 1, results: [{ check: "org-root-sessions", status: "not_applicable" }] },
      ],
    },
  ],
  ["findings agree with the truth", { findings: finding ? [{ ...finding, state: "resolved" }] : [] }],
  [
    "no digest twice",
    { messages: [...healthy.messages, messageAt(place, "digest D1 · the audit log ends at 2")] },
  ],
  ["no digest twice", { slots: slot ? [slot, { ...slot, at: new Date() }] : [] }],
  ["no digest twice", { messages: healthy.messages.slice(1) }],
  ["digests settled", { slots: slot ? [slot, { ...slot, state: "due", ts: null }] : [] }],
  ["digests settled", { slots: slot ? [{ ...slot, left_to_do: "files", worker: null }] : [] }],
  ["no alert lost", { deliveries: [] }],
  ["no alert lost", { deliveries: delivery ? [{ ...delivery, confirmed_at: null }] : [] }],
  ["no alert lost", { pages: [] }],
  ["no alert lost", { messages: healthy.messages.slice(0, 1) }],
  ["no alert lost", { pages: healthy.pages.map((page) => ({ ...page, isSigned: false })) }],
  ["audits end", { audits: audit ? [{ ...audit, state: "running" }] : [] }],
  ["audits end", { audits: audit ? [{ ...audit, followed_at: null }] : [] }],
  ["log chain whole", { chain: { ...healthy.chain, fault: { position: 1, kind: "changed" } } }],
  ["log chain whole", { chain: { ...healthy.chain, key: "wrong" } }],
  ["log chain whole", { chain: { ...healthy.chain, entries: 0 } }],
  ["app alive", { ended: ["with 1"] }],
  ["nothing left in sending", { sending: [{ key: "audit 1" }] }],
  ["no leases left", { audits: audit ? [{ ...audit, lease_owner: "one" }] : [] }],
  ["no secrets out", { leaks: ["a token in the log"] }],
  [
    "no live mention",
    { messages: [...healthy.messages, { ...messageAt(place, ""), text: "<!channel> is in order" }] },
  ],
  [
    "no live mention",
    {
      messages: [
        ...healthy.messages,
        { ...messageAt(place, ""), blocks: [{ elements: [{ type: "broadcast" }] }] },
      ],
    },
  ],
  ["no growth", { growth: 1_000 }],
  ["no growth", { queued: [{ name: "audit", jobs: 1_000 }] }],
];

describe("the invariants", () => {
  test("hold of what broke nothing", () => {
    expect(brokenBy({ evidence: healthy })).toEqual([]);
  });

  test.each(BREAKS)("%s: notices it (%#)", (name, planted) => {
    const broken = brokenBy({ evidence: { ...healthy, ...planted } });
    expect(broken.filter((each) => each.startsWith(`${name}: `))).not.toEqual([]);
  });

  test("have each been seen to be broken", () => {
    const planted = new Set(BREAKS.map(([name]) => name));
    expect(invariants.map(({ name }) => name).filter((name) => !planted.has(name))).toEqual([]);
  });

  test("excuse what nobody was there to answer, and what nobody knows", () => {
    const unknown = {
      ...pass,
      status: "unknown",
      reason: { code: "throttled", text: "Rate exceeded" },
    } as const;
    const evidence: Evidence = {
      ...healthy,
      asked: [...healthy.asked, { ...asked, isExcused: true }],
      reads: read ? [{ ...read, results: [unknown] }] : [],
    };
    expect(brokenBy({ evidence })).toEqual([]);
  });
});

test("a deck deals the same for the same seed, and every kind before any comes again", () => {
  fc.assert(
    fc.property(fc.nat(), fc.boolean(), (seed, isPatient) => {
      const dealt = () => {
        const deck = createDeck(createRandom(seed), { isPatient });
        return Array.from({ length: isPatient ? 12 : 11 }, () => deck.slack());
      };
      expect(dealt()).toEqual(dealt());
      expect(new Set(dealt().map(({ kind }) => kind)).size).toBe(isPatient ? 12 : 11);
    }),
    { numRuns: 20 },
  );
});

test("fifty seeds have every scenario, and one can be played again as its line says", () => {
  const names = new Set(trialsFor({ seeds: "50" }).map(({ scenario }) => scenario));
  expect([...names].toSorted()).toEqual([
    "database-restarts",
    "flows",
    "full-disk",
    "read-only-disk",
    "replicas",
  ]);
  const [trial] = trialsFor({ seeds: "50", seed: "7", scenario: "flows" });
  expect(trial).toEqual({ scenario: "flows", seed: 7 });
  const line = lineOf({
    name: "flows, seed 7",
    trial: { scenario: "flows", seed: 7, ran: ["home"], hits: [["aws cut", 1]], broken: [] },
    broken: ["users told: nobody"],
  });
  expect(line).toContain("flows, seed 7: home; aws cut 1: BROKEN");
  expect(line).toContain("npm run faults -- --seed 7 --scenario flows");
  expect(new Set(allKinds).size).toBe(allKinds.length);
});
