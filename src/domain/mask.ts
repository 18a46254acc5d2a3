/**
 * How e-mail addresses and access key ids are shown where more than the asker may read them.
 * Enough is left to recognize one that is already known, not enough to learn one.
 */

/** `alerts@example.com` becomes `a•••s@example.com`; local parts of one or two characters show only the first. */
export function maskEmail(address: string): string {
  const at = address.lastIndexOf("@");
  if (at < 1) return "•••";
  const last = at > 2 ? address[at - 1] : "";
  return `${address[0]}•••${last}${address.slice(at)}`;
}

/** A name as it is, unless it is or ends in an address: people name users and devices after themselves. */
export function maskName(name: string): string {
  return name.includes("@") ? maskEmail(name) : name;
}

/** `AKIAIOSFODNN7EXAMPLE` becomes `AKIA••••••••••••MPLE`. */
export function maskAccessKeyId(id: string): string {
  if (id.length < 12) return "•".repeat(id.length);
  return `${id.slice(0, 4)}${"•".repeat(id.length - 8)}${id.slice(-4)}`;
}
