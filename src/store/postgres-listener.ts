import pg from "pg";
import type { Clock, Timer } from "../clock.ts";
import type { Log } from "../log.ts";
import { DatabaseClosedError } from "./gate.ts";

const FIRST_RETRY_MS = 1_000;
const LAST_RETRY_MS = 30_000;

interface Wanted {
  readonly channel: string;
  readonly onNotification: (payload: string) => void;
  readonly onSubscribed: (() => void) | undefined;
}

interface Subscription extends Wanted {
  /** Settled at the first subscription, or by the close that came before it. */
  readonly first: PromiseWithResolvers<void>;
}

/** The one connection that listens for notifications: made when first needed, and made again when it breaks. */
export class PostgresListener {
  readonly #connection: pg.ClientConfig;
  readonly #log: Log;
  readonly #clock: Clock;
  readonly #subscriptions = new Set<Subscription>();
  /** Statements go to the connection one after the other. */
  #subscribing: Promise<void> = Promise.resolve();
  #client: pg.Client | undefined;
  #retry: Timer;
  #failures = 0;
  #closed = false;

  constructor(options: { connection: pg.ClientConfig; log: Log; clock: Clock }) {
    this.#connection = options.connection;
    this.#log = options.log;
    this.#clock = options.clock;
  }

  /** Resolves once subscribed, however long the server stays away, with how to stop. */
  async listen(wanted: Wanted): Promise<() => Promise<void>> {
    const subscription = { ...wanted, first: Promise.withResolvers<void>() };
    this.#subscriptions.add(subscription);
    if (this.#client) this.#subscribe(this.#client, [subscription]);
    else if (this.#retry === undefined) this.#connect();
    await subscription.first.promise;
    return async () => {
      this.#subscriptions.delete(subscription);
    };
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#clock.clearTimeout(this.#retry);
    for (const { first } of this.#subscriptions) first.reject(new DatabaseClosedError());
    this.#subscriptions.clear();
    await this.#client?.end();
  }

  #connect(): void {
    this.#retry = undefined;
    const client = new pg.Client(this.#connection);
    this.#client = client;
    client.on("error", (error) => this.#lose(client, error));
    client.on("end", () => this.#lose(client, new Error("The server ended the connection.")));
    client.on("notification", ({ channel, payload }) => this.#deliver(channel, payload ?? ""));
    this.#subscribing = client.connect().then(
      () => undefined,
      (error: unknown) => this.#lose(client, error),
    );
    this.#subscribe(client, [...this.#subscriptions]);
  }

  #subscribe(client: pg.Client, subscriptions: readonly Subscription[]): void {
    this.#subscribing = this.#subscribing.then(async () => {
      if (this.#client !== client || this.#closed) return;
      try {
        for (const { channel } of subscriptions) await client.query(`listen ${pg.escapeIdentifier(channel)}`);
      } catch (error) {
        return this.#lose(client, error);
      }
      if (this.#failures > 0) this.#log.info("Listening to the database again");
      this.#failures = 0;
      for (const { first, onSubscribed } of subscriptions) {
        first.resolve();
        onSubscribed?.();
      }
    });
  }

  #deliver(channel: string, payload: string): void {
    for (const subscription of this.#subscriptions) {
      if (subscription.channel === channel) subscription.onNotification(payload);
    }
  }

  #lose(client: pg.Client, error: unknown): void {
    if (this.#client !== client || this.#closed) return;
    this.#client = undefined;
    client.end().catch(() => undefined); // it is lost already
    const retryInMs = Math.min(FIRST_RETRY_MS * 2 ** this.#failures, LAST_RETRY_MS);
    this.#failures += 1;
    this.#log.warn({ err: error, retryInMs }, "Lost the connection that listens to the database");
    this.#retry = this.#clock.setTimeout(() => this.#connect(), retryInMs);
  }
}
