import { domainToASCII } from "node:url";

/** Longer texts than a name with an address are not read to their end. */
const MOST_TEXT = 2_000;
const MOST_LOCAL = 64;
const MOST_ADDRESS = 254;

const QUOTED = String.raw`"(?:[^"\\\r\n]|\\[^\r\n]){1,64}"`;
const ATOM = "[\\p{L}\\p{M}\\p{N}!#$%&'*+/=?^_`{|}~.-]{1,100}";
const LABEL = String.raw`[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]{0,61}[\p{L}\p{M}\p{N}])?`;
const ADDRESS = new RegExp(`(${QUOTED}|${ATOM})@(${LABEL}(?:\\.${LABEL})+)`, "gu");
const IN_BRACKETS = /<([^<>]{3,320})>/gu;
/** What stands around an address in a sentence and may stand in one, though never at its beginning. */
const LEADING = /^['`*.]+/;
const FEWEST_QUOTES = /^"([\p{L}\p{N}!#$%&'*+/=?^_`{|}~-]+(?:\.[\p{L}\p{N}!#$%&'*+/=?^_`{|}~-]+)*)"$/u;

/** A local part and its domain. */
export interface Parts {
  readonly local: string;
  readonly domain: string;
}

/**
 * The e-mail addresses in a text, as they are written there. Where some stand in angle brackets, only those count:
 * what is before them is what somebody is called, even if it looks like an address.
 */
export function addressesIn(text: string): readonly string[] {
  const start = text.slice(0, MOST_TEXT);
  const bracketed = [...start.matchAll(IN_BRACKETS)].flatMap(([, inner = ""]) => plainIn(inner));
  return bracketed.length > 0 ? bracketed : plainIn(start);
}

function plainIn(text: string): readonly string[] {
  return [...text.matchAll(ADDRESS)].flatMap(([, given = "", domain = ""]) => {
    const local = given.startsWith('"') ? given : given.replace(LEADING, "");
    const address = `${local}@${domain}`;
    return isSound(local) && address.length <= MOST_ADDRESS ? [address] : [];
  });
}

function isSound(local: string): boolean {
  if (local.length === 0 || local.length > MOST_LOCAL) return false;
  return local.startsWith('"') || !(local.endsWith(".") || local.includes(".."));
}

/** An address's two parts; a quoted local part may have an `@` of its own. */
export function partsOf(address: string): Parts {
  const at = address.lastIndexOf("@");
  return { local: address.slice(0, at), domain: address.slice(at + 1) };
}

/** The same for two spellings of one address: case, needless quotes and the two ways to write a domain do not count. */
export function keyOf(address: string): string {
  const { local, domain } = partsOf(address.normalize("NFC"));
  const bare = FEWEST_QUOTES.exec(local)?.[1] ?? local;
  return `${bare.toLowerCase()}@${domainToASCII(domain) || domain.toLowerCase()}`;
}

/** The mailbox that an address most likely ends in: what follows a `+` is for the reader's own sorting. */
export function mailboxOf(address: string): string {
  const { local, domain } = partsOf(keyOf(address));
  const plus = local.startsWith('"') ? -1 : local.indexOf("+");
  return plus > 0 ? `${local.slice(0, plus)}@${domain}` : `${local}@${domain}`;
}
