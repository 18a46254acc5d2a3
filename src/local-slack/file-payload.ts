import { extname } from "node:path";
import type { StoredFile } from "./files.ts";
import type { Slack } from "./slack.ts";

const MIME_TYPES: Readonly<Record<string, string>> = {
  csv: "text/csv",
  json: "application/json",
  md: "text/markdown",
  png: "image/png",
  txt: "text/plain",
};

/** A file as Slack shows it to the app: without its type and its shares until it was processed. */
export function filePayload(slack: Slack, file: StoredFile) {
  const filetype = extname(file.name).slice(1).toLowerCase();
  const ready = file.polls >= slack.switches.filesReadyAfterPolls;
  const created = Math.floor(file.createdAt.getTime() / 1000);
  const permalink = `https://${slack.workspace.team.domain}.slack.com/files/${slack.workspace.app.botUserId}/${file.id}`;
  return {
    id: file.id,
    created,
    timestamp: created,
    name: file.name,
    title: file.title,
    filetype,
    mimetype: ready ? (MIME_TYPES[filetype] ?? "application/octet-stream") : "",
    size: file.length,
    user: slack.workspace.app.botUserId,
    is_external: false,
    is_public: false,
    permalink,
    ...(file.altText !== undefined && { alt_txt: file.altText }),
    ...placesOf(slack, ready ? file.shares : []),
  };
}

function placesOf(slack: Slack, shares: StoredFile["shares"]) {
  const kindOf = (channel: string) => slack.directory.channel(channel)?.kind;
  const idsOf = (kind: string) =>
    shares.filter((share) => kindOf(share.channel) === kind).map((share) => share.channel);
  const sharesOf = (isPublic: boolean) =>
    Object.fromEntries(
      shares
        .filter((share) => (kindOf(share.channel) === "public") === isPublic)
        .map(({ channel, ts, threadTs }) => [
          channel,
          [{ ts, ...(threadTs !== undefined && { thread_ts: threadTs }) }],
        ]),
    );
  return {
    channels: idsOf("public"),
    groups: idsOf("private"),
    ims: idsOf("dm"),
    shares: { public: sharesOf(true), private: sharesOf(false) },
  };
}
