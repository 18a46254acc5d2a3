/** Makes any text literal in mrkdwn: only these three characters can start a mention or a link. */
export function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** As a sentence begins. */
export function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Cuts a text to what Slack takes, in whole characters, marking the cut. */
export function clamped(text: string, length: number): string {
  if (text.length <= length) return text;
  return `${text.slice(0, length - 1).replace(/[\uD800-\uDBFF]$/, "")}…`;
}

/** A name or reason from elsewhere as part of a line: cut, and without what would break the line. */
export function literal(text: string, length: number): string {
  return clamped(text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " "), length);
}

const LINK = /<(?:(mailto:|https?:\/\/|[@#!])([^|<>]*))(?:\|([^<>]*))?>/g;

/**
 * A command's text as the person typed it. Slack escapes `& < >` and turns addresses, links and mentions into
 * tokens (`<mailto:a@b.example|a@b.example>`); people stay ids (`@U123`), since a name may be anybody's; quotes around the whole are taken off, curly ones too.
 */
export function asTyped(text: string): string {
  const plain = text
    .replace(LINK, (_, kind: string, target: string, label: string | undefined) =>
      kind === "@" ? `@${target}` : label || plainTarget(kind, target),
    )
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&")
    .replaceAll("\0", " ")
    .trim();
  return plain.replace(/^(["“”'‘’])(.+)["“”'‘’]$/s, "$2").trim();
}

function plainTarget(kind: string, target: string): string {
  if (kind === "mailto:") return target;
  return kind.startsWith("http") ? `${kind}${target}` : `${kind}${target}`;
}

/** Somebody in mrkdwn: a user, or a user group. */
export function personToken(id: string): string {
  return id.startsWith("S") ? `<!subteam^${id}>` : `<@${id}>`;
}
