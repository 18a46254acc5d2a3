import { z } from "zod";
import type { Channel, Message, WireEntry } from "../../../src/local-slack/control.ts";
import { type ControlClient, createControlClient } from "../../../src/local-slack/control-client.ts";
import { cast } from "../../../src/local-slack/workspace.ts";
import type { Audience, Output } from "./leaks.ts";
import { scan } from "./scan.ts";

/**
 * Looks through everything that the app sent to a local Slack: each message as it was at any time, modals, Home tabs,
 * acknowledgements, and the files that were shared.
 * @throws {LeakError}
 */
export async function scanSlack(url: string, given: readonly string[] = []): Promise<void> {
  const slack = createControlClient(url);
  const wire = await slack.wire();
  scan([...wire.flatMap(outputsOf), ...(await shown(slack))], given);
}

/** What of a call is meant for people; the rest is between the app and Slack. */
const CONTENT = ["text", "blocks", "view", "metadata", "initial_comment", "files", "filename"];
const call = z.looseObject({
  channel: z.string().optional(),
  channel_id: z.string().optional(),
  response_type: z.string().optional(),
  text: z.string().default(""),
});

function outputsOf({ direction, name, sent, answered }: WireEntry): readonly Output[] {
  if (direction === "to-app")
    return outputOf({ place: `what answered a ${name}`, audience: "asker" }, answered);
  const { data } = call.safeParse(sent);
  if (!data) return [];
  const content = CONTENT.map((field) => data[field]);
  const title = data.view === undefined ? data.text : titleOf(data.view);
  return outputOf({ place: `what ${name} was sent`, audience: audienceOf(name, data), title }, content);
}

/** A call that names a channel is read by everybody there, unless it is for one of them. */
function audienceOf(name: string, { channel, channel_id, response_type }: z.output<typeof call>): Audience {
  if (name === "response_url") return response_type === "in_channel" ? "channel" : "asker";
  const isToAll = name !== "chat.postEphemeral" && /^[CG]/.test(channel ?? channel_id ?? "");
  return isToAll ? "channel" : "asker";
}

function outputOf(about: Omit<Output, "text">, value: unknown): readonly Output[] {
  const texts = textsIn(value);
  return texts.length > 0 ? [{ ...about, text: texts.join("\n") }] : [];
}

const titled = z.object({ title: z.object({ text: z.string() }) });

/** What a modal is called; a Home tab has no title. */
function titleOf(view: unknown): string {
  return titled.safeParse(typeof view === "string" ? parsed(view) : view).data?.title.text ?? "";
}

/** Every text in something, also where it is JSON within JSON, as forms carry it. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === "string") return /^[[{]/.test(value) ? textsIn(parsed(value)) : [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/** What the JSON says; a text that only begins like JSON stays one, and begins like it no more. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return ` ${text}`;
  }
}

/** What there is to be seen in the end, by whoever is in the workspace. */
async function shown(slack: ControlClient): Promise<readonly Output[]> {
  const { people } = await slack.state(cast.operator);
  const snapshots = await Promise.all(people.map(async ({ id }) => ({ id, ...(await slack.state(id)) })));
  const messages = new Map(
    snapshots.flatMap(({ id, bot, channels, messages }) =>
      messages
        .filter(({ user }) => user === bot.userId)
        .map((message) => [
          `${message.channel} ${message.ts}`,
          { message, reader: id, audience: readersOf(message, channels) },
        ]),
    ),
  );
  const outputs = await Promise.all([...messages.values()].map((each) => outputsOfMessage(slack, each)));
  return outputs.flat();
}

interface ShownMessage {
  readonly message: Message;
  /** One of those who can see it. */
  readonly reader: string;
  readonly audience: Audience;
}

async function outputsOfMessage(
  slack: ControlClient,
  { message, reader, audience }: ShownMessage,
): Promise<readonly Output[]> {
  const { text, blocks } = message;
  const files = message.files.map(async ({ id, name }) => ({
    place: `the file ${name}`,
    audience,
    title: name,
    text: new TextDecoder().decode(await slack.file(id, reader)),
  }));
  return [
    ...outputOf({ place: "a message", audience, title: text }, { text, blocks }),
    ...(await Promise.all(files)),
  ];
}

function readersOf({ channel, ephemeralTo }: Message, channels: readonly Channel[]): Audience {
  const isDirect = channels.find(({ id }) => id === channel)?.kind === "dm";
  return isDirect || ephemeralTo !== undefined ? "asker" : "channel";
}
