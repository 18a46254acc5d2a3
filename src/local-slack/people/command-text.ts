import type { Slack } from "../slack.ts";

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };
const LINK = /\bhttps?:\/\/[^\s<>|]+/g;
const EMAIL = /(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g;
const MENTION = /(?<![\w<@|])@([\w.-]+)/g;
const CHANNEL = /(?<![\w<#|])#([\w-]+)/g;

/** A command's text as Slack hands it on; with `should_escape` names become ids. */
export function commandText(slack: Slack, typed: string, shouldEscape: boolean): string {
  const { commandTextHasEntities, commandEmailsBecomeLinks } = slack.switches;
  const text = commandTextHasEntities ? typed.replace(/[&<>]/g, (sign) => ENTITIES[sign] ?? sign) : typed;
  if (!shouldEscape) return text;
  const linked = text.replace(LINK, (url) => `<${url}>`);
  const mailed = commandEmailsBecomeLinks
    ? linked.replace(EMAIL, (address) => `<mailto:${address}|${address}>`)
    : linked;
  return mailed
    .replace(MENTION, (mention, name: string) => mentionOf(slack, name) ?? mention)
    .replace(CHANNEL, (mention, name: string) => channelMention(slack, name) ?? mention);
}

function mentionOf(slack: Slack, name: string): string | undefined {
  const person = slack.directory.people().find((candidate) => candidate.name === name);
  if (person) return `<@${person.id}|${person.name}>`;
  const group = slack.directory.userGroups().find((candidate) => candidate.handle === name);
  return group && `<!subteam^${group.id}|@${group.handle}>`;
}

function channelMention(slack: Slack, name: string): string | undefined {
  const channel = slack.directory
    .channels()
    .find((candidate) => candidate.name === name && candidate.kind !== "dm");
  return channel && `<#${channel.id}|${channel.name}>`;
}
