import type { BlockKit } from "./block-kit/block-kit.ts";
import type { Changes } from "./changes.ts";
import type { Dispatcher } from "./delivery/dispatcher.ts";
import type { Sockets } from "./delivery/sockets.ts";
import type { Directory } from "./directory.ts";
import type { Faults } from "./faults.ts";
import type { Files } from "./files.ts";
import type { Manifest } from "./manifest.ts";
import type { Messages } from "./messages.ts";
import type { ResponseUrls } from "./response-urls.ts";
import type { Switches } from "./switches.ts";
import type { Triggers } from "./triggers.ts";
import type { Views } from "./views.ts";
import type { RateLimits } from "./web-api/rate-limits.ts";
import type { Wire } from "./wire.ts";
import type { Workspace } from "./workspace.ts";

/** Everything that one running local Slack consists of. */
export interface Slack {
  /** `http://127.0.0.1:port`, without a slash at the end. */
  readonly url: string;
  readonly workspace: Workspace;
  readonly manifest: Manifest;
  readonly switches: Switches;
  readonly blockKit: BlockKit;
  readonly tokens: { readonly bot: string; readonly app?: string | undefined };
  readonly now: () => Date;
  readonly advance: (milliseconds: number) => void;
  readonly nextTs: () => string;
  readonly nextId: (prefix: string) => string;
  readonly directory: Directory;
  readonly messages: Messages;
  readonly views: Views;
  readonly files: Files;
  readonly triggers: Triggers;
  readonly responseUrls: ResponseUrls;
  readonly sockets: Sockets;
  readonly dispatcher: Dispatcher;
  readonly limits: RateLimits;
  readonly faults: Faults;
  readonly wire: Wire;
  readonly changes: Changes;
}
