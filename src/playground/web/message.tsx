import type { ReactNode } from "react";
import type { Message, SharedFile } from "../../local-slack/control.ts";
import { Avatar } from "./avatar.tsx";
import { Blocks } from "./block-kit/block.tsx";
import { parseMrkdwn } from "./block-kit/mrkdwn.ts";
import { RichText } from "./block-kit/rich-text.tsx";
import { useNames } from "./names.tsx";
import { SurfaceProvider } from "./surface.tsx";
import { dateOf, exactly, timeOfDay } from "./time.ts";

interface MessageViewProps {
  readonly message: Message;
  /** The app's user id. */
  readonly bot: string;
}

/** One message, with what can be done in it. */
export function MessageView({ message, bot }: MessageViewProps) {
  const names = useNames();
  const { channel, ts, user, text, blocks = [], files, edited } = message;
  return (
    <MessageFrame
      author={{ id: user, name: names.people.get(user) ?? user, isApp: user === bot }}
      ts={ts}
      isPrivate={message.ephemeralTo !== undefined}
      isReply={message.threadTs !== undefined && message.threadTs !== ts}
    >
      <SurfaceProvider user={names.self} source={{ channel, ts }}>
        {blocks.length > 0 ? <Blocks blocks={blocks} /> : <RichText parts={parseMrkdwn(text)} />}
        {edited && <span className="edited">(edited)</span>}
        {files.length > 0 && <Files files={files} />}
      </SurfaceProvider>
    </MessageFrame>
  );
}

interface MessageFrameProps {
  readonly author: { readonly id: string; readonly name: string; readonly isApp?: boolean };
  readonly ts: string;
  readonly isPrivate: boolean;
  readonly isReply?: boolean;
  readonly children: ReactNode;
}

/** Who said it and when, around what was said. */
export function MessageFrame({ author, ts, isPrivate, isReply = false, children }: MessageFrameProps) {
  const date = dateOf(ts);
  return (
    <article
      className={isReply ? "message message-reply" : "message"}
      aria-label={`${author.name}, ${timeOfDay(date)}`}
    >
      <Avatar {...author} />
      <div className="message-content">
        {isPrivate && <p className="message-private">Only visible to you</p>}
        <p className="message-author">
          <strong>{author.name}</strong>
          {author.isApp && <span className="app-badge">APP</span>}
          <time dateTime={date.toISOString()} title={exactly(date)}>
            {timeOfDay(date)}
          </time>
        </p>
        {children}
      </div>
    </article>
  );
}

function Files({ files }: { readonly files: readonly SharedFile[] }) {
  return (
    <ul className="files">
      {files.map(({ id, name, title, bytes }) => (
        <li key={id}>
          <a className="file" href={`/_control/file?id=${encodeURIComponent(id)}`} download={name}>
            <strong>{title || name}</strong>
            <small>{size(bytes)}</small>
          </a>
        </li>
      ))}
    </ul>
  );
}

function size(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`;
  return `${(bytes / 1000).toLocaleString(undefined, { maximumFractionDigits: 1 })} kB`;
}
