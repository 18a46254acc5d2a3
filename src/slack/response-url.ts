import { RootcheckError } from "../domain/errors.ts";

/** A delivery asked for its answer at an address that is not Slack's. */
export class ResponseUrlError extends RootcheckError {
  constructor() {
    super(
      "response_url",
      "An answer was wanted at an address that is not Slack's; nothing was sent there. Unless SLACK_API_URL is wrong, " +
        "whoever sent that has the signing secret: change it.",
    );
  }
}

const SLACK_ANSWERS = ["https://hooks.slack.com", "https://hooks.slack-gov.com"];
const LOOPBACK = ["localhost", "127.0.0.1", "[::1]"];
const SLACK_API = /^https:\/\/(?:[\w-]+\.)*slack(?:-gov)?\.com$/;

/** Whether answers may go to an address: where Slack takes them, or at the Slack that was configured in its place. */
export function takesAnswers(apiUrl: string, address: string): boolean {
  const url = URL.parse(address);
  if (!url || url.username || url.password) return false;
  const api = new URL(apiUrl);
  return SLACK_ANSWERS.includes(url.origin) || (placeOf(url) === placeOf(api) && !SLACK_API.test(api.origin));
}

/** The origin, whichever of its names this machine goes by. */
function placeOf({ protocol, hostname, port }: URL): string {
  return `${protocol}//${LOOPBACK.includes(hostname) ? "loopback" : hostname}:${port}`;
}

/** The `fetch` that answers go out by: wherever a delivery wants them, only to Slack, and not on from there. */
export function createAnswerFetch(apiUrl: string): typeof fetch {
  return async (input, init) => {
    if (typeof input !== "string" || !takesAnswers(apiUrl, input)) throw new ResponseUrlError();
    return fetch(input, { ...init, redirect: "error" });
  };
}
