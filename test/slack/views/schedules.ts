import type { DigestView } from "../../../src/domain/digest.ts";
import type { History } from "../../../src/domain/history.ts";
import type { Watch } from "../../../src/domain/watch.ts";
import { cast, places } from "../../../src/local-slack/workspace.ts";
import type { UseCases } from "../../../src/slack/use-cases.ts";

export const sampleDigest: DigestView = {
  digest: {
    id: 3,
    channel: places.security,
    scope: { kind: "organization" },
    schedule: { cron: "0 9 * * 1-5", timeZone: "Europe/Berlin" },
    content: "changes",
    isSilentWhenGreen: false,
    maxAgeHours: 6,
    createdBy: cast.operator,
    createdAt: new Date("2026-11-20T09:00:00Z"),
    nextAt: new Date("2026-11-23T08:00:00Z"),
  },
};

export const sampleWatch: Watch = {
  channel: places.security,
  scope: { kind: "organization" },
  schedule: { cron: "0 */6 * * *", timeZone: "UTC" },
  createdBy: cast.operator,
  createdAt: new Date("2026-11-20T09:00:00Z"),
  nextAt: new Date("2026-11-22T12:00:00Z"),
};

const noHistory: History = {
  postures: [],
  audits: [],
  auditsTotal: 0,
  detailedSince: new Date("2026-08-24T00:00:00Z"),
};

/** What happens by itself, or lies behind. */
export const sampleSchedules: Pick<UseCases, "digests" | "watches" | "history" | "timeZoneOf"> = {
  digests: {
    list: async () => [sampleDigest],
    find: async (id) => (id === sampleDigest.digest.id ? sampleDigest : undefined),
    add: async () => sampleDigest,
    edit: async () => sampleDigest,
    pause: async () => sampleDigest,
    resume: async () => sampleDigest,
    remove: async () => sampleDigest,
    runNow: async () => sampleDigest,
  },
  watches: {
    list: async () => [sampleWatch],
    turnOn: async () => sampleWatch,
    turnOff: async () => sampleWatch,
    hasWebhook: false,
  },
  history: { organization: async () => noHistory, account: async () => noHistory },
  timeZoneOf: async () => "Europe/Berlin",
};
