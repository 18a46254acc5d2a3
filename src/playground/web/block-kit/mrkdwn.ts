import type { Part, Span, Style } from "./rich-text-shape.ts";

const FENCE = /\n?```\n?([\s\S]+?)\n?```\n?/;
const INLINE =
  /<(?<token>[^<>\n]+)>|`(?<code>[^`\n]+)`|:(?<emoji>[\w+-]+):|(?<!\w)(?<mark>[*_~])(?=\S)(?<marked>[^\n]*?\S)\k<mark>(?!\w)/g;
const STYLES = { "*": "bold", _: "italic", "~": "strike" } as const;

/** Slack's mrkdwn as the rich text that it stands for, so that one renderer draws both. */
export function parseMrkdwn(text: string): readonly Part[] {
  return text
    .split(FENCE)
    .flatMap((piece, index) => (index % 2 === 1 ? preformatted(piece) : paragraphs(piece)));
}

function preformatted(text: string): Part[] {
  return [{ type: "rich_text_preformatted", elements: [{ type: "text", text: decoded(text) }] }];
}

/** Lines that begin with `>` are quoted; neighbours of a kind stay together. */
function paragraphs(text: string): Part[] {
  if (text === "") return [];
  const runs: { quoted: boolean; lines: string[] }[] = [];
  for (const line of text.split("\n")) {
    const quoted = /^(?:>|&gt;)/.test(line);
    const content = quoted ? line.replace(/^(?:>|&gt;) ?/, "") : line;
    const run = runs.at(-1);
    if (run?.quoted === quoted) run.lines.push(content);
    else runs.push({ quoted, lines: [content] });
  }
  return runs.map(({ quoted, lines }) => ({
    type: quoted ? "rich_text_quote" : "rich_text_section",
    elements: parseSpans(lines.join("\n"), {}),
  }));
}

function parseSpans(text: string, style: Style): Span[] {
  const spans: Span[] = [];
  let end = 0;
  const words = (until?: number) => {
    const between = text.slice(end, until);
    if (between !== "") spans.push({ type: "text", text: decoded(between), style });
  };
  for (const match of text.matchAll(INLINE)) {
    words(match.index);
    spans.push(...matched(match.groups ?? {}, style));
    end = match.index + match[0].length;
  }
  words();
  return spans;
}

function matched(groups: Readonly<Record<string, string | undefined>>, style: Style): Span[] {
  const { token, code, emoji, mark, marked = "" } = groups;
  if (token !== undefined) return [tokenSpan(token, style)];
  if (code !== undefined) return [{ type: "text", text: decoded(code), style: { ...style, code: true } }];
  if (emoji !== undefined) return [{ type: "emoji", name: emoji, style }];
  return parseSpans(marked, { ...style, [STYLES[mark === "*" || mark === "_" ? mark : "~"]]: true });
}

/** What stands between `<` and `>`: a mention, a date or a link. */
function tokenSpan(token: string, style: Style): Span {
  const [reference = "", label] = token.split("|", 2);
  const [command = "", ...parameters] = reference.split("^");
  if (command === "!date") return dateSpan(parameters, { label, style });
  if (command === "!subteam") return { type: "usergroup", usergroup_id: parameters[0] ?? "", style };
  if (reference.startsWith("@")) return { type: "user", user_id: reference.slice(1), style };
  if (reference.startsWith("#")) return { type: "channel", channel_id: reference.slice(1), style };
  if (reference.startsWith("!")) return { type: "broadcast", range: reference.slice(1), style };
  return {
    type: "link",
    url: decoded(reference),
    style,
    ...(label !== undefined && { text: decoded(label) }),
  };
}

function dateSpan(
  parameters: readonly string[],
  { label = "", style }: { label?: string | undefined; style: Style },
): Span {
  const [timestamp = "", format = "", url] = parameters;
  const fallback = decoded(label);
  if (!/^\d+$/.test(timestamp)) return { type: "text", text: fallback, style };
  return {
    type: "date",
    timestamp: Number(timestamp),
    format,
    fallback,
    style,
    ...(url !== undefined && { url }),
  };
}

/** The three characters that mrkdwn writes as entities; the ampersand last, so that nothing is decoded twice. */
function decoded(text: string): string {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}

/** What somebody typed, as Slack hands it on: nothing in it is a token. */
export function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
