import type { Watch } from "../domain/watch.ts";
import type { PostedMessage } from "../outbox/post-outcome.ts";
import { listWatches } from "../store/watches.ts";
import type { AlertMessenger } from "./alert-messenger.ts";
import { type AuditInTimeDependencies, auditInTime } from "./audit-in-time.ts";
import { turnOff, turnOn, type WatchAsker, type WatchSettings } from "./change-watch.ts";
import { type DeliverDependencies, deliverAlerts } from "./deliver.ts";
import { type OfferDependencies, offerFirstWatch } from "./offer.ts";
import { tellPauses } from "./pause.ts";
import { raiseAlerts } from "./raise.ts";
import { retellAlerts } from "./shown.ts";

export interface WatchesDependencies
  extends AuditInTimeDependencies,
    Omit<DeliverDependencies, "messenger">,
    Pick<OfferDependencies, "channels"> {
  readonly messenger: AlertMessenger;
}

/** Everything that can be done about watches and their alerts. */
export interface Watches {
  /** The oldest first. */
  list(): Promise<readonly Watch[]>;
  /** Turns a channel's watch on, or changes it. @throws a RootcheckError where that cannot be. */
  turnOn(wanted: WatchSettings, asker: WatchAsker): Promise<Watch>;
  /** Undefined if there was none. */
  turnOff(channel: string, asker: WatchAsker): Promise<Watch | undefined>;
  readonly hasWebhook: boolean;
  /** Starts the audits whose time has come, and raises what no other round has. */
  tick(): Promise<void>;
  /** Stores alerts of what is wrong now; answers how many. */
  raise(): Promise<number>;
  /** Delivers what has been raised. */
  deliver(): Promise<void>;
  /** Shows in a message of alerts what its findings have become; false if it is not there any more. */
  retell(message: PostedMessage): Promise<boolean>;
  /** Offers operators the first watch, once. */
  offer(): Promise<void>;
}

export function createWatches(given: WatchesDependencies): Watches {
  const hasWebhook = given.webhook !== undefined;
  const dependencies = { ...given, hasWebhook };
  return {
    list: () => listWatches(given.db),
    turnOn: (wanted, asker) => turnOn(dependencies, wanted, asker),
    turnOff: (channel, asker) => turnOff(dependencies, channel, asker),
    hasWebhook,
    async tick() {
      await auditInTime(dependencies);
      await raiseAlerts(dependencies);
      await tellPauses(dependencies);
    },
    raise: () => raiseAlerts(dependencies),
    deliver: () => deliverAlerts(dependencies),
    retell: (message) => retellAlerts(dependencies, message),
    offer: () => offerFirstWatch(dependencies),
  };
}
