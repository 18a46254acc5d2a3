import type { ReactNode } from "react";
import type { Message, Shortcut } from "../../local-slack/control.ts";
import { Avatar } from "./avatar.tsx";
import { Blocks } from "./block-kit/block.tsx";
import { parseMrkdwn } from "./block-kit/mrkdwn.ts";
import { RichText } from "./block-kit/rich-text.tsx";
import { Files } from "./files/file-card.tsx";
import { MessageShortcuts } from "./message-shortcuts.tsx";
import { useNames } from "./names.tsx";
import { SurfaceProvider } from "./surface.tsx";
import { dateOf, exactly, timeOfDay } from "./time.ts";

interface MessageViewProps {
  readonly message: Message;
  /** The app's user id. */
  readonly bot: string;
  readonly shortcuts: readonly Shortcut[];
  /** What stands under it, such as the way to its thread. */
  readonly children?: ReactNode;
}

/** One message, with what can be done in it. */
export function MessageView({ message, bot, shortcuts, children }: MessageViewProps) {
  const names = useNames();
  const { channel, ts, user, text, blocks = [], files, edited } = message;
  return (
    <MessageFrame
      author={{ id: user, name: names.people.get(user) ?? user, isApp: user === bot }}
      ts={ts}
      isPrivate={message.ephemeralTo !== undefined}
    >
      <SurfaceProvider user={names.self} source={{ channel, ts }}>
        {blocks.length > 0 ? <Blocks blocks={blocks} /> : <RichText parts={parseMrkdwn(text)} />}
        {edited && <span className="edited">(edited)</span>}
        <Files files={files} />
        <MessageShortcuts shortcuts={shortcuts} message={message} />
      </SurfaceProvider>
      {children}
    </MessageFrame>
  );
}

interface MessageFrameProps {
  readonly author: { readonly id: string; readonly name: string; readonly isApp?: boolean };
  readonly ts: string;
  readonly isPrivate: boolean;
  readonly children: ReactNode;
}

/** Who said it and when, around what was said. */
export function MessageFrame({ author, ts, isPrivate, children }: MessageFrameProps) {
  const date = dateOf(ts);
  return (
    <article className="message" aria-label={`${author.name}, ${timeOfDay(date)}`} tabIndex={-1}>
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
