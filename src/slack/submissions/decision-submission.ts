import { z } from "zod";
import type { Needs } from "../../access/roles.ts";
import type { Decision } from "../../domain/finding-events.ts";
import { UnknownButtonError } from "../actions/unknown-button.ts";
import { dayIn, isoDay } from "../form-day.ts";
import { type Filled, placeShape } from "../forms.ts";
import type { CallbackId } from "../ids.ts";
import { day } from "../time-words.ts";
import { decisionMessage } from "../views/decision.ts";
import { fields, SHORTEST_REASON } from "../views/decision-forms.ts";
import type { Faults, Reading, Sent, Submission } from "./submission.ts";

/** What a form about a finding says that it is about. */
const aboutShape = z.object({
  findingId: z.int().nonnegative(),
  version: z.int().nonnegative(),
  channel: placeShape,
  latest: z.iso.date().exactOptional(),
});
export type About = z.infer<typeof aboutShape>;

export interface DecisionForm {
  readonly callback: CallbackId;
  readonly title: string;
  readonly needs?: Needs;
  /** The decision, and what is wrong with it so far. */
  read(form: Filled, context: Reading & { readonly about: About }): { decision: Decision; faults: Faults };
}

/** A form by which one thing is decided about one finding. Its rights and limits are judged again where it is decided. */
export function decisionSubmission({ callback, title, needs = "operator", read }: DecisionForm): Submission {
  return {
    callback,
    title,
    needs,
    read(form, reading): Sent {
      const { data: about } = aboutShape.safeParse(form.about);
      if (!about) throw new UnknownButtonError();
      const { decision, faults } = read(form, { ...reading, about });
      if (Object.keys(faults).length > 0) return { kind: "faulty", faults };
      const { findingId, version, channel } = about;
      return {
        kind: "sound",
        place: channel,
        work: async ({ useCases }, user) => {
          const request = { findingId, version, place: channel, by: user, decision };
          return decisionMessage(await useCases.findings.decide(request), user);
        },
      };
    },
  };
}

/** A reason that says something. */
export function reasonFaults(form: Filled, name: string = fields.reason): Faults {
  if (form.text(name).length >= SHORTEST_REASON) return {};
  return { [name]: `Say it in at least ${SHORTEST_REASON} characters.` };
}

/** A day ahead, and within what the form said to be possible. */
export function untilIn(
  form: Filled,
  { now, about }: { readonly now: Date; readonly about: About },
): { readonly until: Date; readonly faults: Faults } {
  const until = dayIn(form.text(fields.until));
  if (!until) return { until: now, faults: { [fields.until]: "Choose a day." } };
  if (until <= now) return { until, faults: { [fields.until]: "Choose a day that lies ahead." } };
  const latest = about.latest ? dayIn(about.latest) : undefined;
  const isLate = latest && isoDay(until) > isoDay(latest);
  return { until, faults: isLate ? { [fields.until]: `At most until ${day(latest)}.` } : {} };
}

/** The ticket, if one was given. */
export function ticketIn(form: Filled): { readonly ticket?: string } {
  const ticket = form.text(fields.ticket);
  return ticket ? { ticket } : {};
}
