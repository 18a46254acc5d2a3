import type { FindingEvent } from "../../src/domain/finding-events.ts";
import type { FindingMessenger, Reminder } from "../../src/findings/finding-messenger.ts";
import { EditRefusedError, type PostOutcome } from "../../src/outbox/post-outcome.ts";

/** Something that was told of findings. */
export type Told =
  | ({ readonly kind: "reminder" } & Reminder)
  | { readonly kind: "alert"; readonly place: string; readonly findingIds: readonly number[] }
  | {
      readonly kind: "record";
      readonly place: string;
      readonly findingId: number;
      readonly what: FindingEvent["what"];
    }
  | {
      readonly kind: "request";
      readonly place: string;
      readonly findingId: number;
      readonly approvers: readonly string[];
    }
  | {
      readonly kind: "answer";
      readonly place: string;
      readonly findingId: number;
      readonly what: FindingEvent["what"];
    };

export interface FindingSlack {
  readonly messenger: FindingMessenger;
  readonly posted: Told[];
  /** What is to become of the next posts, in order; the others are posted. */
  readonly coming: Exclude<PostOutcome["state"], "posted">[];
  /** Whether Slack will have nothing edited. */
  readonly refusing: { edits: boolean };
}

/** Slack in memory, as far as it tells of findings. */
export function createFindingSlack(): FindingSlack {
  const posted: Told[] = [];
  const coming: FindingSlack["coming"] = [];
  const refusing = { edits: false };
  let count = 0;

  async function post(channel: string, told: Told): Promise<PostOutcome> {
    const state = coming.shift();
    if (state) return { state, detail: "as the test wants it" };
    posted.push(told);
    count += 1;
    return { state: "posted", channel, ts: `${count}.0` };
  }

  function edit(told: Told): boolean {
    if (refusing.edits) throw new EditRefusedError("not_in_channel");
    posted.push(told);
    return true;
  }

  return {
    posted,
    coming,
    refusing,
    messenger: {
      recordInThread: ({ channel, ts }, { finding }, { what }) =>
        post(channel, { kind: "record", place: `${channel} ${ts}`, findingId: finding.id, what }),
      postRequest: ({ channel, threadTs }, { finding }, approvers) => {
        const place = threadTs ? `${channel} ${threadTs}` : channel;
        return post(channel, { kind: "request", place, findingId: finding.id, approvers });
      },
      updateRequest: async ({ channel, ts }, { finding }, { what }) =>
        edit({ kind: "answer", place: `${channel} ${ts}`, findingId: finding.id, what }),
      postAnswer: (person, { finding }, { what }) =>
        post(person, { kind: "answer", place: person, findingId: finding.id, what }),
      postReminder: (reminder) => post(reminder.to, { kind: "reminder", ...reminder }),
      postUnownedAlert: (place, views) => {
        const findingIds = views.map(({ finding }) => finding.id);
        return post(place, { kind: "alert", place, findingIds });
      },
      updateUnownedAlert: async ({ channel, ts }, views) => {
        const findingIds = views.flatMap(({ finding: { id, state } }) => (state === "open" ? [id] : []));
        return edit({ kind: "alert", place: `${channel} ${ts}`, findingIds });
      },
    },
  };
}
