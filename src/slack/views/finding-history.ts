import type { ModalView } from "@slack/types";
import { findingName } from "../../domain/finding.ts";
import type { FindingEvent } from "../../domain/finding-events.ts";
import type { FindingView } from "../../domain/finding-view.ts";
import { bold, bullets, context, modal, paragraph, person } from "../blocks.ts";
import { counted } from "../count-words.ts";
import { callbackIds } from "../ids.ts";
import { dateSpan, exactTime } from "../time-words.ts";
import { evidenceLine } from "./evidence.ts";
import { viewLines } from "./finding.ts";
import { eventSpans } from "./finding-event.ts";

/** Older events than these are in the audit log. */
const SHOWN = 40;

/** What happened to a finding, newest first, and what its answer was read from. */
export function historyModal(view: FindingView, events: readonly FindingEvent[], now: Date): ModalView {
  const { id, failure, firstSeen, lastSeen } = view.finding;
  const shown = events.toReversed().slice(0, SHOWN);
  const older = events.length - shown.length;
  return modal({
    callback: callbackIds.history,
    title: `${findingName(id)} history`,
    blocks: [
      ...viewLines(view, now),
      paragraph(bold("What happened")),
      ...(shown.length > 0
        ? [bullets(shown.map((event) => [dateSpan(event.at), "  ", ...eventSpans(event, person)]))]
        : []),
      ...(older > 0 ? [context(`${counted(older, "older event")} in the audit log`)] : []),
      paragraph(bold("Evidence")),
      ...(failure.evidence.length > 0 ? [bullets(failure.evidence.map(evidenceLine))] : []),
      context(`First seen ${exactTime(firstSeen)}  ·  last seen failing ${exactTime(lastSeen)}`),
    ],
  });
}
