import { randomUUID } from "node:crypto";
import type { WebClient } from "@slack/web-api";
import type { Needs } from "../access/roles.ts";
import type { Clock } from "../clock.ts";
import { keptLog, type Log } from "../log.ts";
import type { Message } from "./blocks.ts";
import type { Places } from "./places.ts";
import type { UseCases } from "./use-cases.ts";
import { refusalMessage, troubleMessage } from "./views/trouble.ts";

/** What answering a command or a button needs. */
export interface HandlerDependencies {
  readonly useCases: UseCases;
  readonly places: Places;
  readonly client: WebClient;
  readonly clock: Clock;
  readonly log: Log;
}

/** What deciding whether a person may takes. */
export interface PermittedDependencies extends Pick<HandlerDependencies, "log"> {
  readonly useCases: Pick<UseCases, "access">;
}

export interface Permitted<Answer> {
  readonly user: string;
  readonly needs: Needs;
  readonly work: () => Promise<Answer>;
  /** How a refusal, or what went wrong, is shown. */
  readonly instead: (message: Message) => Answer;
}

/**
 * Does the work if the person may, at this moment, have it done. Whatever goes wrong becomes the answer, so that
 * nobody is left waiting.
 */
export async function permitted<Answer>(
  { useCases, log }: PermittedDependencies,
  { user, needs, work, instead }: Permitted<Answer>,
): Promise<Answer> {
  try {
    const permission = await useCases.access.mayAct(user, needs);
    if (permission.allowed) return await work();
    keptLog(log).info({ user, needs, why: permission.why }, "Refused");
    return instead(refusalMessage(permission, needs));
  } catch (error) {
    const reference = randomUUID().slice(0, 8);
    log.error({ err: error, reference }, "A request could not be answered");
    return instead(troubleMessage(error, reference));
  }
}

/** A message is shown as it is. */
export function asMessage(message: Message): Message {
  return message;
}
