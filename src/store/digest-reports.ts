import { z } from "zod";
import { type DigestReport, digestContents } from "../domain/digest.ts";
import { unreadableCodes } from "../domain/read.ts";
import { scope } from "./scope-shape.ts";

const time = z.coerce.date();

const figures = z.object({ critical: z.int(), high: z.int(), medium: z.int(), low: z.int(), info: z.int() });

const coverage = z.object({
  inScope: z.int(),
  read: z.int(),
  unread: z.array(z.object({ code: z.enum(unreadableCodes), accounts: z.int() })),
  notActive: z.int(),
});

const findings = z.object({ total: z.int(), findingIds: z.array(z.int()) });
const accounts = z.object({
  total: z.int(),
  accounts: z.array(z.object({ id: z.string(), name: z.string() })),
});

/** What a digest said, as it is stored. */
export const report: z.ZodType<DigestReport> = z.object({
  digestId: z.int(),
  slotAt: time,
  composedAt: time,
  scope,
  content: z.enum(digestContents),
  timeZone: z.string(),
  isLate: z.boolean(),
  skipped: z.int(),
  audit: z.object({ id: z.int(), finishedAt: time, coverage }).exactOptional(),
  staleBecause: z.string().exactOptional(),
  changes: z
    .object({
      since: time,
      appeared: findings,
      fixed: findings,
      reopened: findings,
      closed: findings,
      overdue: findings,
      joined: accounts,
      left: accounts,
      coverageBefore: coverage.exactOptional(),
    })
    .exactOptional(),
  open: figures,
  overdue: z.int(),
  expiring: findings,
  worst: findings,
  trend: z.array(
    z.object({
      day: z.string(),
      accounts: figures,
      failures: figures,
      inScope: z.int(),
      read: z.int(),
    }),
  ),
  logHead: z.object({ count: z.number(), hash: z.string() }),
  nextAt: time.exactOptional(),
});
