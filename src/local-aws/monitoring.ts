import { z } from "zod";

/** What watches over an account and tells somebody. */

const region = z.string().default("us-east-1");

const eventBus = z.strictObject({ region, name: z.string(), policy: z.string().optional() });

const eventRule = z.strictObject({
  region,
  name: z.string(),
  bus: z.string().default("default"),
  pattern: z.string().optional(),
  state: z.enum(["ENABLED", "DISABLED", "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS"]).default("ENABLED"),
  /** ARNs. */
  targets: z.array(z.string()).default([]),
});

const metricFilter = z.strictObject({
  region,
  name: z.string(),
  logGroup: z.string(),
  pattern: z.string(),
  metric: z.string(),
  namespace: z.string().default("CISBenchmark"),
});

const logGroup = z.strictObject({ region, name: z.string(), streams: z.array(z.string()).default([]) });

const alarm = z.strictObject({
  region,
  name: z.string(),
  metric: z.string(),
  namespace: z.string().default("CISBenchmark"),
  actionsEnabled: z.boolean().default(true),
  /** ARNs. */
  actions: z.array(z.string()).default([]),
});

const topic = z.strictObject({
  region,
  name: z.string(),
  /** Where messages go, and whether whoever is there has said yes. */
  subscriptions: z
    .array(z.strictObject({ endpoint: z.string(), confirmed: z.boolean().default(true) }))
    .default([]),
});

/** All of it; every Region has the bus `default` even where it is not named. */
export const monitoring = z
  .strictObject({
    eventBuses: z.array(eventBus).default([]),
    eventRules: z.array(eventRule).default([]),
    logGroups: z.array(logGroup).default([]),
    metricFilters: z.array(metricFilter).default([]),
    alarms: z.array(alarm).default([]),
    topics: z.array(topic).default([]),
  })
  .prefault({});
