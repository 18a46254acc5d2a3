import { randomBytes } from "node:crypto";

const USES = 5;
const LIFE_MS = 30 * 60_000;

/** Where a response_url leads: who acted, where, and on which message. */
export interface Origin {
  readonly kind: "command" | "action";
  readonly user: string;
  readonly channel: string;
  /** The message acted on, or for a command what was last sent through its response_url. */
  readonly message?: { readonly channel: string; readonly ts: string };
}

export interface ResponseUrls {
  issue(origin: Origin): string;
  /** Counts one use: where it leads, or Slack's word for why it no longer counts. */
  use(path: string): Origin | { readonly error: string };
  /** Remembers what was last sent through it. */
  remember(path: string, message: { readonly channel: string; readonly ts: string }): void;
}

interface Dependencies {
  readonly url: string;
  readonly teamId: string;
  readonly now: () => Date;
}

export function createResponseUrls(slack: Dependencies): ResponseUrls {
  const issued = new Map<string, { origin: Origin; at: number; uses: number }>();
  return {
    issue(origin) {
      const at = slack.now().getTime();
      const path = `/${origin.kind}s/${slack.teamId}/${at}/${randomBytes(12).toString("hex")}`;
      issued.set(path, { origin, at, uses: 0 });
      return `${slack.url}${path}`;
    },
    use(path) {
      const url = issued.get(path);
      if (!url || slack.now().getTime() - url.at > LIFE_MS) return { error: "expired_url" };
      if (url.uses >= USES) return { error: "used_url" };
      url.uses += 1;
      return url.origin;
    },
    remember(path, message) {
      const url = issued.get(path);
      if (url?.origin.kind === "command") url.origin = { ...url.origin, message };
    },
  };
}
