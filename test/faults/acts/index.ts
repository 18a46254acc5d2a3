import type { Act } from "./act.ts";
import { audits } from "./audits.ts";
import { decisions } from "./decisions.ts";
import { lookUps } from "./look-ups.ts";
import { schedules } from "./schedules.ts";

/** Everything that may happen between the first audit and the last. */
export const acts: readonly Act[] = [...lookUps, ...audits, ...decisions, ...schedules];
