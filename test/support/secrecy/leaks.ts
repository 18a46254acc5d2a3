import { maskAccessKeyId } from "../../../src/domain/mask.ts";

/** Who reads something: operators of the app, everybody in a place, or only the person who asked. */
export type Audience = "log" | "channel" | "asker";

/** Something that was printed or shown. */
export interface Output {
  /** Where it came from, so that it can be found again. */
  readonly place: string;
  readonly audience: Audience;
  /** What a message or modal begins with, or the name of a file. */
  readonly title?: string;
  readonly text: string;
}

/** Something that was not to be read there; shown so that the report of it is none. */
export interface Leak {
  readonly place: string;
  readonly kind: string;
  readonly masked: string;
}

interface Secret {
  readonly kind: string;
  readonly shape: RegExp;
  readonly mask: (found: string) => string;
  /** The titles of the answers to just that question, which who asked it may read in full. */
  readonly answeredIn?: RegExp;
  readonly isMasked?: (found: string) => boolean;
}

const LETTER = "[\\p{L}\\p{N}\\p{M}.!#$%&'*+/=?^_`{|}~•-]";
const DOMAIN = "(?:[\\p{L}\\p{N}-]+\\.)+(?:\\p{L}{2,}|xn--[\\w-]+)";
const ADDRESS = `(?:(?<!${LETTER})${LETTER}+|[\\p{L}\\p{N}]\\\\*")(?:@|%40)${DOMAIN}`;
/** One letter, which no other stands before, the dots, and at most one more. */
const MASKED_ADDRESS = /^(?:.*[^\p{L}\p{N}])?.?•••.?(?:@|%40)/u;

const secrets: readonly Secret[] = [
  {
    kind: "e-mail address",
    shape: new RegExp(ADDRESS, "gu"),
    mask: startOf(2),
    answeredIn: /^Root e-mail( of .*)?$|^rootcheck-root-emails\.csv$/,
    isMasked: (found) => MASKED_ADDRESS.test(found),
  },
  {
    kind: "access key id",
    shape: /A[KS]IA[A-Z0-9]{12,28}/g,
    mask: maskAccessKeyId,
    answeredIn: /^rootcheck-access-keys\.csv$/,
  },
  // What was sent to local-slack is kept by it with its own mark in place of a token.
  { kind: "Slack token", shape: /x(?:ox[a-z]|app)-[\w.-]{3,}|\bx\*\*\*/g, mask: startOf(5) },
  // As local-aws hands them out, and the callers of the organizations that are made up have them.
  { kind: "AWS secret", shape: /(?<![\w/.-])local(?:\/|%2F)[\w+/%]{34,}/g, mask: startOf(8) },
  { kind: "password in an address", shape: /\w+:\/\/[^\s:/@"•]*:[^\s/@"•]+@/g, mask: startOf(9) },
  {
    kind: "response_url",
    shape: /\/(?:commands|actions)\/T\w+\/\d+\/\w{8,}|https:\/\/hooks\.slack\.com\/[^\s"\\•]+/g,
    mask: startOf(10),
  },
  { kind: "trigger id", shape: /\b\d{10,13}\.\d{10}\.[0-9a-f]{32}\b/g, mask: startOf(4) },
];

/** Everything in these outputs that who reads them is not to know, whether by its shape or as one of the `given` values. */
export function findLeaks(outputs: readonly Output[], given: readonly string[] = []): readonly Leak[] {
  return outputs.flatMap((output) => [
    ...leaksByShape({ ...output, text: withoutEscapes(output.text) }),
    ...given
      .filter((value) => output.text.includes(value))
      .map((value) => ({ place: output.place, kind: "secret setting", masked: startOf(2)(value) })),
  ]);
}

function leaksByShape({ place, audience, title = "", text }: Output): readonly Leak[] {
  return secrets.flatMap(({ kind, shape, mask, answeredIn, isMasked }) => {
    if (audience === "asker" && answeredIn?.test(title)) return [];
    const found = text.match(shape)?.filter((match) => !isMasked?.(match)) ?? [];
    return found.map((match) => ({ place, kind, masked: mask(match) }));
  });
}

/** JSON's escapes end in letters that belong to no address; those of quotation marks do not. */
function withoutEscapes(text: string): string {
  return text.replaceAll(/\\+(?:u[0-9a-f]{4}|[^"\\])/gi, " ");
}

function startOf(length: number): (found: string) => string {
  return (found) => `${found.slice(0, length)}•••`;
}
