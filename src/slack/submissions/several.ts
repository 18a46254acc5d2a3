import { z } from "zod";
import { NotAllowedError } from "../../access/access.ts";
import { RootcheckError } from "../../domain/errors.ts";
import type { Decision } from "../../domain/finding-events.ts";
import { daysAfter, daysFor } from "../../domain/finding-policy.ts";
import type { DecisionOutcome } from "../../findings/finding-view.ts";
import { knownFinding } from "../actions/known-finding.ts";
import { UnknownButtonError } from "../actions/unknown-button.ts";
import type { Message } from "../blocks.ts";
import { findingIn } from "../finding-value.ts";
import { placeShape } from "../forms.ts";
import { callbackIds } from "../ids.ts";
import { notice } from "../views/notice.ts";
import { MOST_SEVERAL, severalDecisions, severalFields, severalMessage } from "../views/several.ts";
import type { Submission, SubmissionDependencies } from "./submission.ts";

const aboutShape = z.object({ channel: placeShape });
type Kind = (typeof severalDecisions)[number];

/** One decision about each of several findings; each of them stands by itself. */
export const several: Submission = {
  callback: callbackIds.several,
  title: "Several findings",
  needs: "operator",
  read(form) {
    const chosen = form.several(severalFields.findings).slice(0, MOST_SEVERAL).map(findingIn);
    const kind = severalDecisions.find((one) => one === form.text(severalFields.decision));
    const { data: about } = aboutShape.safeParse(form.about);
    const to = form.text(severalFields.assignee);
    if (!kind || !about) throw new UnknownButtonError();
    if (chosen.length === 0)
      return { kind: "faulty", faults: { [severalFields.findings]: "Choose at least one." } };
    return {
      kind: "sound",
      place: about.channel,
      async work(dependencies, user) {
        const outcomes: (readonly [number, DecisionOutcome | Message])[] = [];
        for (const { findingId, version } of chosen) {
          const asked = {
            findingId,
            by: user,
            place: about.channel,
            ...(kind !== "acknowledge" && { version }),
          };
          outcomes.push([findingId, await decideOne(dependencies, asked, { kind, to: to || user })]);
        }
        return severalMessage(outcomes, user);
      },
    };
  },
};

interface Asked {
  readonly findingId: number;
  readonly by: string;
  readonly place: string;
  readonly version?: number;
}

async function decideOne(
  dependencies: SubmissionDependencies,
  asked: Asked,
  wanted: { readonly kind: Kind; readonly to: string },
): Promise<DecisionOutcome | Message> {
  try {
    const decision = await decisionFor(dependencies, asked.findingId, wanted);
    return await dependencies.useCases.findings.decide({ ...asked, decision });
  } catch (error) {
    if (!(error instanceof RootcheckError) || error instanceof NotAllowedError) throw error;
    return notice(error.message);
  }
}

async function decisionFor(
  dependencies: SubmissionDependencies,
  findingId: number,
  { kind, to }: { readonly kind: Kind; readonly to: string },
): Promise<Decision> {
  if (kind === "acknowledge") return { kind };
  if (kind === "assign") return { kind, to };
  const { finding } = await knownFinding(dependencies, findingId);
  const days = daysFor(dependencies.useCases.findings.policy.snoozeDays, finding.severity) ?? 1;
  return { kind, until: daysAfter(dependencies.now(), days) };
}
