import { createHmac, randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { onTestFinished } from "vitest";
import { z } from "zod";
import { callbackIds } from "../../src/slack/ids.ts";
import { spoken } from "./conversation.ts";

/** What a person, or somebody who passes for one, makes Slack send. */
export type Sending =
  | { readonly kind: "command"; readonly text: string }
  | { readonly kind: "press"; readonly id: string; readonly value: string; readonly on?: "message" | "modal" }
  | {
      readonly kind: "form";
      readonly callback: string;
      readonly about: unknown;
      /** By field, as Slack has what was filled in. */
      readonly values: Readonly<Record<string, unknown>>;
    }
  | { readonly kind: "shortcut"; readonly type: "shortcut" | "message_action"; readonly callback: string }
  | { readonly kind: "home" };

/** What the app answered in the end: a message, or the content of a modal or Home tab. */
export interface Answer {
  readonly said: string;
  /** All of it, with the ids of whom it names. */
  readonly json: string;
}

/**
 * Slack without its clients' sense: whoever is named sends whatever is wanted, even who could not, from messages and
 * modals that nobody was shown. Modals and Home tabs end here; everything else is passed on to a local Slack.
 */
export interface BareSlack {
  /** Where the app is to look for Slack. */
  readonly url: string;
  /** Signs and sends something to the app, and resolves with the answer. */
  send(to: { readonly url: string; readonly user: string }, sending: Sending): Promise<Answer>;
}

export interface BareSlackOptions {
  /** The local Slack that knows the people. */
  readonly behind: string;
  readonly secret: string;
  readonly channel: string;
}

/** Starts one until the test that calls ends. */
export async function startBareSlack({ behind, secret, channel }: BareSlackOptions): Promise<BareSlack> {
  const waiting = new Map<string, (answer: Answer) => void>();
  const server = createServer((request, response) => void receive(request, response));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;

  async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = Buffer.concat(await request.toArray()).toString();
    const [, folder, name = ""] = request.url?.split("/") ?? [];
    if (folder === "answers") {
      const { text } = z.object({ text: z.string() }).parse(JSON.parse(body));
      if (!text.endsWith("…")) waiting.get(name)?.({ said: text, json: body });
      response.end("ok");
      return;
    }
    response.setHeader("content-type", "application/json");
    if (name.startsWith("views.")) return void response.end(JSON.stringify(show(body)));
    const { authorization = "", "content-type": type = "" } = request.headers;
    const headers = { authorization, "content-type": type };
    const answered = await fetch(`${behind}/api/${name}`, { method: "POST", headers, body });
    response.end(await answered.text());
  }

  /** A modal is known by the trigger that opened it. */
  function show(body: string): unknown {
    const given = new URLSearchParams(body);
    const id = given.get("view_id") ?? given.get("trigger_id") ?? given.get("user_id") ?? "";
    const json = given.get("view") ?? "{}";
    const view = z
      .object({ callback_id: z.string().optional(), blocks: z.unknown() })
      .parse(JSON.parse(json));
    if (view.callback_id !== callbackIds.loading) waiting.get(id)?.({ said: spoken(view.blocks), json });
    return { ok: true, view: { id } };
  }

  return {
    url,
    async send(to, sending) {
      const id = sending.kind === "home" ? to.user : randomUUID();
      const { promise, resolve } = Promise.withResolvers<Answer>();
      waiting.set(id, resolve);
      const context = { id, user: to.user, channel, responseUrl: `${url}/answers/${id}` };
      const acknowledged = await post(to.url, secret, requestFor(sending, context));
      if (acknowledged.includes('"errors"')) throw new Error(`The form was sent back: ${acknowledged}`);
      return promise;
    },
  };
}

interface Context {
  readonly id: string;
  readonly user: string;
  readonly channel: string;
  readonly responseUrl: string;
}

interface Request {
  readonly type: string;
  readonly body: string;
}

function requestFor(sending: Sending, { id, user, channel, responseUrl }: Context): Request {
  const person = { type: "", trigger_id: id, team: { id: "T01ACME0000" }, user: { id: user } };
  switch (sending.kind) {
    case "command":
      return fields({
        ...{ command: "/rootcheck", text: sending.text, team_id: "T01ACME0000", user_id: user },
        ...{ channel_id: channel, response_url: responseUrl, trigger_id: id },
      });
    case "press": {
      const action = { type: "button", action_id: sending.id, block_id: "b", value: sending.value };
      const place =
        sending.on === "modal"
          ? { container: { type: "view", view_id: id }, view: { id, type: "modal" } }
          : {
              container: { type: "message", message_ts: id, channel_id: channel },
              channel: { id: channel },
              response_url: responseUrl,
            };
      const actions = [{ ...action, action_ts: id }];
      return payload({ ...person, type: "block_actions", ...place, actions });
    }
    case "form": {
      const { callback, about, values } = sending;
      const view = {
        id,
        hash: id,
        type: "modal",
        callback_id: callback,
        private_metadata: JSON.stringify(about),
      };
      return payload({ ...person, type: "view_submission", view: { ...view, state: { values } } });
    }
    case "shortcut": {
      const place = { message: { ts: "1.0" }, channel: { id: channel }, response_url: responseUrl };
      const { type, callback } = sending;
      return payload({ ...person, type, callback_id: callback, ...(type === "message_action" && place) });
    }
    case "home": {
      const event = { type: "app_home_opened", user, channel: `D${user}`, tab: "home", event_ts: "1.0" };
      const body = { type: "event_callback", team_id: "T01ACME0000", event_id: randomUUID(), event };
      return { type: "application/json", body: JSON.stringify(body) };
    }
  }
}

function payload(given: object): Request {
  return fields({ payload: JSON.stringify(given) });
}

function fields(given: Readonly<Record<string, string>>): Request {
  return { type: "application/x-www-form-urlencoded", body: new URLSearchParams(given).toString() };
}

/** Posts something as Slack signs it; resolves with what it is acknowledged with. */
async function post(url: string, secret: string, { type, body }: Request): Promise<string> {
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = createHmac("sha256", secret).update(`v0:${timestamp}:${body}`).digest("hex");
  const headers = {
    "content-type": type,
    "x-slack-request-timestamp": timestamp,
    "x-slack-signature": `v0=${signature}`,
  };
  const response = await fetch(url, { method: "POST", body, headers });
  if (!response.ok) throw new Error(`The app answered ${response.status} to a delivery.`);
  return response.text();
}
