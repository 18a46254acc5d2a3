import { type IncomingMessage, request, type ServerResponse } from "node:http";

/**
 * What local Slack shows in the bench beside itself: a place for answers, since the app sends them to no other address
 * than Slack's. Nobody reads those at `/answers`; those at `/answers/<port>` are passed on to that port of this machine.
 */
export function createPage(): (asked: IncomingMessage, response: ServerResponse) => void {
  return (asked, response) => {
    const [, port] = /^\/answers\/(\d+)$/.exec(asked.url ?? "") ?? [];
    if (port) {
      asked.pipe(request({ port, method: "POST" }, (answer) => answer.pipe(response)));
      return;
    }
    asked.resume();
    response.end("ok");
  };
}
