import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import * as schemas from "./control-schemas.ts";
import type { StoredFile } from "./files.ts";
import { readBody, sendJson } from "./http.ts";
import { act, suggest } from "./people/action.ts";
import { runCommand } from "./people/command.ts";
import { visibleFile } from "./people/file.ts";
import { openHome } from "./people/home.ts";
import { say } from "./people/message.ts";
import { close, submit } from "./people/modal.ts";
import { useShortcut } from "./people/shortcut.ts";
import { ControlRefusal } from "./refusal.ts";
import type { Slack } from "./slack.ts";
import { snapshotFor } from "./snapshot.ts";

type Post = (slack: Slack, body: unknown) => unknown;

function post<Schema extends z.ZodType>(
  schema: Schema,
  run: (slack: Slack, request: z.infer<Schema>) => unknown,
): Post {
  return (slack, body) => run(slack, schema.parse(body));
}

function found<Thing>(thing: Thing | undefined, wanted: string): Thing {
  if (thing === undefined) throw new ControlRefusal(`wanted ${wanted}, found none`);
  return thing;
}

/** What can be posted under `/_control/`. */
const posts: Readonly<Record<string, Post>> = {
  command: post(schemas.commandRequest, runCommand),
  message: post(schemas.messageRequest, say),
  action: post(schemas.actionRequest, act),
  options: post(schemas.optionsRequest, suggest),
  submit: post(schemas.viewRequest, submit),
  close: post(schemas.viewRequest, close),
  home: post(schemas.homeRequest, openHome),
  shortcut: post(schemas.shortcutRequest, useShortcut),
  redeliver: (slack) => found(slack.dispatcher.redeliver(), "an earlier delivery"),
  faults: post(schemas.faults, (slack, faults) => slack.faults.replace(faults)),
  disconnect: post(schemas.disconnectRequest, (slack, { reason }) => slack.sockets.disconnect(reason)),
  advance: post(schemas.advanceRequest, (slack, { milliseconds }) => slack.advance(milliseconds)),
  "deliver-to": post(schemas.deliverToRequest, (slack, { url }) => slack.dispatcher.deliverTo(url)),
  channel: post(schemas.channelChange, (slack, { id, change }) => {
    const channel = found(slack.directory.changeChannel(id, change), `the channel ${id}`);
    slack.changes.notify();
    return channel;
  }),
  "user-group": post(schemas.userGroupChange, (slack, { id, members }) => {
    const group = found(slack.directory.changeUserGroup(id, members), `the user group ${id}`);
    slack.changes.notify();
    return group;
  }),
};

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/** Answers one request under `/_control/`. */
export async function answerControl(slack: Slack, url: URL, exchange: Exchange): Promise<void> {
  const name = url.pathname.replace("/_control/", "");
  try {
    if (exchange.request.method === "GET") answerGet(slack, name, url, exchange);
    else await answerPost(slack, name, exchange);
  } catch (thrown) {
    const isRefusal =
      thrown instanceof ControlRefusal || thrown instanceof z.ZodError || thrown instanceof SyntaxError;
    if (!isRefusal) throw thrown;
    sendJson(exchange.response, 400, {
      error: thrown instanceof z.ZodError ? z.prettifyError(thrown) : thrown.message,
    });
  }
}

async function answerPost(slack: Slack, name: string, { request, response }: Exchange): Promise<void> {
  const run = found(posts[name], `a control call named ${name}`);
  const body: unknown = JSON.parse((await readBody(request)).toString() || "null");
  sendJson(response, 200, (await run(slack, body)) ?? {});
}

function answerGet(slack: Slack, name: string, url: URL, exchange: Exchange): void {
  const { response } = exchange;
  switch (name) {
    case "state":
      sendJson(response, 200, snapshotFor(slack, viewer(slack, url)));
      break;
    case "events":
      streamSnapshots(slack, viewer(slack, url), exchange);
      break;
    case "wire":
      sendJson(response, 200, slack.wire.entries().slice(-lastOf(url)));
      break;
    case "fault-hits":
      sendJson(response, 200, { ...slack.faults.hits(), ...slack.dispatcher.hits() });
      break;
    case "file":
      sendFile(visibleFile(slack, viewer(slack, url), url.searchParams.get("id") ?? ""), response);
      break;
    default:
      throw new ControlRefusal(`wanted state, events, wire, fault-hits or file, found ${name}`);
  }
}

function viewer(slack: Slack, url: URL): string {
  const as = url.searchParams.get("as") ?? "";
  return found(slack.directory.person(as), `a person of the workspace in ?as=`).id;
}

/** How many entries are wanted; all of them unless the address says. */
function lastOf(url: URL): number {
  return z.coerce
    .number()
    .int()
    .positive()
    .default(Number.MAX_SAFE_INTEGER)
    .parse(url.searchParams.get("last") ?? undefined);
}

function streamSnapshots(slack: Slack, user: string, { request, response }: Exchange): void {
  response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
  const send = () => response.write(`data: ${JSON.stringify(snapshotFor(slack, user))}\n\n`);
  const unsubscribe = slack.changes.subscribe(send);
  request.on("close", unsubscribe);
  send();
}

function sendFile(file: StoredFile, response: ServerResponse): void {
  const name = encodeURIComponent(file.name);
  response.writeHead(200, {
    "content-type": "application/octet-stream",
    "content-disposition": `attachment; filename*=UTF-8''${name}`,
  });
  response.end(file.content);
}
