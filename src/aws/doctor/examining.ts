import type { Clock } from "../../clock.ts";
import type { AwsConfig } from "../../config.ts";
import type { Log } from "../../log.ts";
import type { Caller } from "../caller.ts";
import type { Clients } from "../clients.ts";

/** What one examination is made with. */
export interface Examining {
  readonly config: AwsConfig;
  readonly clients: Clients;
  /** Gives up when the examination has to end. */
  readonly call: Caller;
  readonly clock: Clock;
  /** The host's own time, which requests are signed with. */
  readonly realNow: () => Date;
  readonly log: Log;
}
