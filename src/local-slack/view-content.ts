import { z } from "zod";
import { withMessages } from "./refusal.ts";
import type { Slack } from "./slack.ts";
import type { SentView, StoredView } from "./views.ts";

const plainText = z.object({
  type: z.literal("plain_text"),
  text: z.string(),
  emoji: z.boolean().exactOptional(),
});

const sentView = z.looseObject({
  type: z.enum(["modal", "home"]),
  title: plainText.exactOptional(),
  submit: plainText.exactOptional(),
  close: plainText.exactOptional(),
  blocks: z.array(z.unknown()),
  callback_id: z.string().exactOptional(),
  external_id: z.string().exactOptional(),
  private_metadata: z.string().exactOptional(),
  clear_on_close: z.boolean().exactOptional(),
  notify_on_close: z.boolean().exactOptional(),
});

/** The view as Slack would keep it; throws the refusal with which Slack would answer. `replaced` is the view whose place it takes. */
export function acceptView(
  slack: Slack,
  view: unknown,
  type: SentView["type"],
  replaced?: StoredView,
): SentView {
  const problems = slack.blockKit.validateView(view);
  if (problems.length > 0) {
    throw withMessages(
      "invalid_arguments",
      problems.map(({ message, pointer }) => `${message} [json-pointer:/view${pointer}]`),
    );
  }
  const accepted = sentView.parse(view);
  if (accepted.type !== type)
    throw withMessages("invalid_arguments", [`must be a ${type} [json-pointer:/view/type]`]);
  const namesake = accepted.external_id && slack.views.findByExternalId(accepted.external_id);
  if (namesake && namesake.id !== replaced?.id) {
    throw withMessages("duplicate_external_ref", ["external_id is taken [json-pointer:/view/external_id]"]);
  }
  return accepted;
}
