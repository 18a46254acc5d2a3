import type { HttpRequest, HttpResponse } from "@smithy/core/protocols";
import { NodeHttpHandler } from "@smithy/node-http-handler";
import type { HttpHandlerOptions } from "@smithy/types";
import { RootcheckError } from "../domain/errors.ts";

/** Something between here and AWS answered that all is well, and nothing else. */
export class EmptyAnswerError extends RootcheckError {
  /** Tells the SDK that the same may go well the next time. */
  readonly $retryable = { throttling: false };

  constructor() {
    super(
      "empty_answer",
      "An answer with something in it was wanted from AWS, and an empty one came. See what proxies stand in between.",
    );
  }
}

/**
 * Every answer that is asked for has a body. The SDK takes an empty one for an answer whose lists are empty, which would
 * be told as accounts that are gone and devices that nobody has.
 */
export class WholeAnswerHandler extends NodeHttpHandler {
  override async handle(
    request: HttpRequest,
    options?: HttpHandlerOptions,
  ): Promise<{ response: HttpResponse }> {
    const answer = await super.handle(request, options);
    const { statusCode, headers } = answer.response;
    if (statusCode === 200 && headers["content-length"] === "0" && request.method !== "HEAD")
      throw new EmptyAnswerError();
    return answer;
  }
}
