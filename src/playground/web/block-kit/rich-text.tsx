import type { ReactNode } from "react";
import { useNames } from "../names.tsx";
import { useNow } from "../now.ts";
import { formatDateToken } from "./date-token.ts";
import { Emoji } from "./emoji.tsx";
import { placeKey } from "./place-key.ts";
import type { Part, Span, Style } from "./rich-text-shape.ts";

/** Rich text, character for character: nothing inside a text element is markup. */
export function RichText({ parts }: { readonly parts: readonly Part[] }) {
  return (
    <div className="rich-text">
      {parts.map((part, index) => (
        <PartView key={placeKey(index)} part={part} />
      ))}
    </div>
  );
}

function PartView({ part }: { readonly part: Part }) {
  switch (part.type) {
    case "rich_text_section":
      return (
        <p>
          <Spans spans={part.elements} />
        </p>
      );
    case "rich_text_preformatted":
      return (
        <pre>
          <Spans spans={part.elements} />
        </pre>
      );
    case "rich_text_quote":
      return (
        <blockquote>
          <Spans spans={part.elements} />
        </blockquote>
      );
    case "rich_text_list":
      return <List list={part} />;
  }
}

function List({ list }: { readonly list: Extract<Part, { type: "rich_text_list" }> }) {
  const items = list.elements.map((item, index) => (
    <li key={placeKey(index)}>
      <Spans spans={item.elements} />
    </li>
  ));
  const indent = { marginInlineStart: `${(list.indent ?? 0) * 28}px` };
  if (list.style === "bullet") return <ul style={indent}>{items}</ul>;
  return (
    <ol style={indent} start={(list.offset ?? 0) + 1}>
      {items}
    </ol>
  );
}

function Spans({ spans }: { readonly spans: readonly Span[] }) {
  return spans.map((span, index) => (
    <Styled key={placeKey(index)} style={span.style ?? {}}>
      <SpanView span={span} />
    </Styled>
  ));
}

function Styled({ style, children }: { readonly style: Style; readonly children: ReactNode }) {
  const coded = style.code ? <code>{children}</code> : children;
  const struck = style.strike ? <s>{coded}</s> : coded;
  const underlined = style.underline ? <u>{struck}</u> : struck;
  const slanted = style.italic ? <em>{underlined}</em> : underlined;
  return style.bold ? <strong>{slanted}</strong> : slanted;
}

function SpanView({ span }: { readonly span: Span }) {
  const names = useNames();
  switch (span.type) {
    case "text":
      return span.text;
    case "emoji":
      return <Emoji name={span.name} />;
    case "link":
      return <Link url={span.url}>{span.text ?? span.url}</Link>;
    case "user":
      return (
        <Mention isSelf={span.user_id === names.self}>
          @{names.people.get(span.user_id) ?? span.user_id}
        </Mention>
      );
    case "usergroup":
      return <Mention>@{names.userGroups.get(span.usergroup_id) ?? span.usergroup_id}</Mention>;
    case "channel":
      return <Mention>#{names.channels.get(span.channel_id) ?? span.channel_id}</Mention>;
    case "broadcast":
      return <Mention isSelf>@{span.range}</Mention>;
    case "team":
      return <Mention>@{span.team_id}</Mention>;
    case "color":
      return <ColorView value={span.value} />;
    case "date":
      return <DateView span={span} />;
  }
}

function Mention({ isSelf = false, children }: { readonly isSelf?: boolean; readonly children: ReactNode }) {
  return <span className={isSelf ? "mention mention-self" : "mention"}>{children}</span>;
}

function ColorView({ value }: { readonly value: string }) {
  return (
    <>
      <span className="color" style={{ background: value }} />
      {value}
    </>
  );
}

function DateView({ span }: { readonly span: Extract<Span, { type: "date" }> }) {
  const date = new Date(span.timestamp * 1000);
  const text = formatDateToken(span.format, span.timestamp, useNow());
  return (
    <time dateTime={date.toISOString()} title={span.fallback}>
      {span.url ? <Link url={span.url}>{text}</Link> : text}
    </time>
  );
}

/** Only addresses that lead to a page or a letter become links. */
function Link({ url, children }: { readonly url: string; readonly children: ReactNode }) {
  if (!/^(?:https?:\/\/|mailto:)/.test(url)) return children;
  return (
    <a href={url} target="_blank" rel="noreferrer">
      {children}
    </a>
  );
}
