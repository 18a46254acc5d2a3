import { performance } from "node:perf_hooks";
import { isThrottlingError } from "@smithy/core/retry";
import type { MiddlewareStack } from "@smithy/types";

/** One request to AWS. A call that is throttled or fails is several of them, which the SDK makes by itself. */
export interface Attempt {
  readonly service: string;
  /** As IAM and CloudTrail name it: `GetAccountSummary`. */
  readonly operation: string;
  readonly outcome: AttemptOutcome;
  readonly seconds: number;
}

/** `refused` is an answer that says no; `failed` is none, or nothing that can be understood. */
export type AttemptOutcome = "answered" | "refused" | "throttled" | "failed";

/** Any of the SDK's clients. */
interface Client<Input extends object, Output extends object> {
  readonly middlewareStack: MiddlewareStack<Input, Output>;
}

/** Has a client tell of every attempt; it stands within the SDK's retries, whose own count comes with the last one only. */
export function noticingAttempts<Input extends object, Output extends object, C>(
  client: C & Client<Input, Output>,
  service: string,
  onAttempt: (attempt: Attempt) => void,
): C {
  client.middlewareStack.add(
    (next, context) => async (request) => {
      const began = performance.now();
      const tell = (outcome: AttemptOutcome) => {
        const seconds = (performance.now() - began) / 1000;
        onAttempt({ service, operation: operationOf(context.commandName), outcome, seconds });
      };
      try {
        const answer = await next(request);
        tell("answered");
        return answer;
      } catch (error) {
        tell(outcomeOf(error));
        throw error;
      }
    },
    { step: "finalizeRequest", priority: "low", name: "noticingAttempts" },
  );
  return client;
}

function operationOf(commandName: string | undefined): string {
  return commandName?.replace(/Command$/, "") ?? "unknown";
}

/** What an error of the SDK's says about the attempt that it comes from. */
function outcomeOf(error: unknown): AttemptOutcome {
  if (!isServiceError(error)) return "failed";
  if (isThrottlingError(error)) return "throttled";
  const status = error.$metadata?.httpStatusCode ?? 0;
  return status >= 400 && status < 500 ? "refused" : "failed";
}

type ServiceError = Parameters<typeof isThrottlingError>[0];

function isServiceError(error: unknown): error is ServiceError {
  return error instanceof Error && "$metadata" in error;
}
