import type { ViewSubmitAction } from "@slack/bolt";
import type { ModalView } from "@slack/types";
import type { Message } from "./blocks.ts";
import { readForm } from "./forms.ts";
import { asMessage, type HandlerDependencies, permitted } from "./handler.ts";
import { publishHome } from "./home.ts";
import { turnModal } from "./modals.ts";
import { orTellDirectly } from "./or-tell-directly.ts";
import type { Faults, NextForm, Sent, Submission } from "./submissions/submission.ts";
import { loadingModal, messageModal } from "./views/notice.ts";

/** What Slack is told at once: what is wrong beside the fields, or that something is being done. */
export type Acknowledgement =
  | { readonly response_action: "errors"; readonly errors: Record<string, string> }
  | { readonly response_action: "update"; readonly view: ModalView };

/** Names one sending of one form, the same however often Slack delivers it. */
export function submissionOf({ view, user }: ViewSubmitAction): string {
  return `view ${view.id}:${view.hash}:${user.id}`;
}

/** Reads a form that was sent. What cannot be read at all is told as trouble, once it is acknowledged. */
export function readSubmission(
  { useCases, clock }: Pick<HandlerDependencies, "useCases" | "clock">,
  submission: Submission,
  body: ViewSubmitAction,
): Sent {
  try {
    return submission.read(readForm(body.view), { now: clock.now(), policy: useCases.findings.policy });
  } catch (error) {
    return { kind: "sound", work: () => Promise.reject(error) };
  }
}

export function acknowledgementOf({ title }: Submission, sent: Sent): Acknowledgement {
  if (sent.kind === "faulty") return { response_action: "errors", errors: copied(sent.faults) };
  return { response_action: "update", view: loadingModal(title) };
}

/** Does what a form asks for, and shows in its place what came of it, or the form that comes next. */
export async function handleSubmission(
  dependencies: HandlerDependencies,
  {
    submission,
    sent,
    body,
  }: { readonly submission: Submission; readonly sent: Sent; readonly body: ViewSubmitAction },
): Promise<void> {
  if (sent.kind === "faulty") return;
  const { useCases, clock, client } = dependencies;
  const user = body.user.id;
  const answer = await permitted<Message | NextForm>(dependencies, {
    user,
    needs: submission.needs,
    instead: asMessage,
    work: () => sent.work({ useCases, now: () => clock.now() }, user),
  });
  const [view, outcome] =
    "form" in answer ? [answer.form, undefined] : [messageModal(submission.title, answer), answer];
  await orTellDirectly(dependencies, { user, outcome: () => outcome }, () =>
    turnModal(client, body.view.id, view),
  );
  if (sent.place === user) await publishHome(dependencies, user);
}

function copied(faults: Faults): Record<string, string> {
  return { ...faults };
}
