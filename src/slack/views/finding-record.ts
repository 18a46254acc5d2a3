import { findingName } from "../../domain/finding.ts";
import type { FindingEvent } from "../../domain/finding-events.ts";
import type { FindingView } from "../../domain/finding-view.ts";
import { bold, type Message, paragraph, type Span } from "../blocks.ts";
import { failureOf } from "./finding.ts";
import { eventSpans, type Naming } from "./finding-event.ts";
import { nameOf } from "./names.ts";
import { notice } from "./notice.ts";

/** What happened to a finding, for the thread of a message that shows it among others. */
export function recordMessage(view: FindingView, event: FindingEvent, name: Naming): Message {
  const { subject } = failureOf(view);
  const where = subject.kind === "account" ? nameOf(subject.account) : "the organization";
  const spans: readonly Span[] = [
    bold(findingName(view.finding.id)),
    `, ${where}: `,
    ...eventSpans(event, name),
    ".",
  ];
  return { text: notice(...spans).text, blocks: [paragraph(...spans)] };
}
