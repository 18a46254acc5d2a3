import type { IncomingMessage, ServerResponse } from "node:http";
import { extname } from "node:path";
import { cast, places } from "../local-slack/workspace.ts";
import type { AccountDesk } from "./account-desk.ts";
import { buildPage } from "./build-page.ts";
import { answerDesk, isForDesk } from "./desk-endpoints.ts";
import type { Setting, Suggestion } from "./setting.ts";

/** What the page opens with. */
export interface PageOptions {
  readonly suggestions: readonly Suggestion[];
  /** Where accounts are changed and the clock is moved; without it the page can only talk to the app. */
  readonly desk?: AccountDesk;
}

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
};

const ROLES = { [cast.outsider]: "no role" };

/** The playground's page, built if its sources have changed, as a handler of what is not Slack's own. */
export async function createPage(
  options: PageOptions,
): Promise<(request: IncomingMessage, response: ServerResponse) => void> {
  const { desk } = options;
  const files = await buildPage();
  const setting = JSON.stringify(settingOf(options));
  return (request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://page");
    if (pathname === "/_playground.json") return send(response, ".json", setting);
    if (desk && isForDesk(pathname)) return answerDesk(desk, request, response);
    const path = pathname === "/" ? "/index.html" : pathname;
    const file = files.get(path);
    if (file) return send(response, extname(path), file);
    response.writeHead(404, { "content-type": "text/plain; charset=utf-8" }).end("There is no such page.\n");
  };
}

function send(response: ServerResponse, extension: string, body: string | Buffer): void {
  const contentType = CONTENT_TYPES[extension] ?? "application/json; charset=utf-8";
  response.writeHead(200, { "content-type": contentType, "cache-control": "no-cache" }).end(body);
}

function settingOf({ suggestions }: PageOptions): Setting {
  const { operator, viewer, approver, auditor } = cast;
  const named = Object.entries({ operator, viewer, approver, auditor }).map(([role, id]) => [id, role]);
  return {
    opening: { user: cast.operator, channel: places.security },
    roles: { ...ROLES, ...Object.fromEntries(named) },
    suggestions,
  };
}
