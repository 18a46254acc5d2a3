import { z } from "zod";
import type { ControlClient } from "../../src/local-slack/control-client.ts";
import type { FindingUseCases } from "../../src/slack/use-cases.ts";
import { ask } from "../support/conversation.ts";
import { begin, controlIn, user } from "./sample-app.ts";
import { sampleFindings } from "./views/findings.ts";

export type Decided = Parameters<FindingUseCases["decide"]>[0];

/** The app, and what is decided in it. */
export async function beginDeciding(given: Partial<FindingUseCases> = {}) {
  const decided: Decided[] = [];
  const findings = sampleFindings({
    ...given,
    decide: async (request) => {
      decided.push(request);
      return (given.decide ?? sampleFindings().decide)(request);
    },
  });
  const { slack } = await begin({ findings });
  return { slack, decided };
}

export const texts = z.object({ blocks: z.unknown() });

/** Chooses from the menu of the first finding of a list; answers the modal's id once it is filled. */
export async function chooseMore(slack: ControlClient, choice: string, filled: string): Promise<string> {
  const message = await ask(slack, { user, text: "findings" });
  const { block_id } = controlIn(message.blocks, "finding_more");
  const selected_option = { text: { type: "plain_text", text: choice }, value: choice };
  const source = { channel: message.channel, ts: message.ts };
  const action = { type: "overflow", action_id: "finding_more", block_id, selected_option };
  await slack.action({ user, source, action });
  return shown(slack, filled);
}

/** The id of the modal on top, once it says that. */
export async function shown(slack: ControlClient, words: string): Promise<string> {
  const { modals } = await slack.until(user, (snapshot) => {
    const view = snapshot.modals.at(-1)?.view;
    return view !== undefined && JSON.stringify(view).includes(words);
  });
  return modals.at(-1)?.id ?? "";
}

export function typed(values: Readonly<Record<string, object>>) {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { input: value }]));
}
