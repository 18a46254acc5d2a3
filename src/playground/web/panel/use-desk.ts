import { useEffect, useState } from "react";
import type { AccountView, ChangeMade, ClockView } from "../../desk.ts";

/** What the playground's own AWS stands like, and how to change it. */
export interface Desk {
  /** Empty until they have come. */
  readonly accounts: readonly AccountView[];
  /** How far the playground is ahead of this browser; absent until that is known. */
  readonly aheadMilliseconds: number | undefined;
  /** What was done last and what to try, or what went wrong. */
  readonly news: News | undefined;
  change(account: string, change: string): Promise<void>;
  forward(milliseconds: number, label: string): Promise<void>;
}

/** Something to tell. */
export interface News {
  readonly text: string;
  readonly next?: string;
  readonly failed?: boolean;
}

/** Asks the desk for everything once, and keeps it up with what is done here. */
export function useDesk(): Desk {
  const [accounts, setAccounts] = useState<readonly AccountView[]>([]);
  const [aheadMilliseconds, setAhead] = useState<number>();
  const [news, setNews] = useState<News>();
  const setClock = ({ now }: ClockView) => setAhead(new Date(now).getTime() - Date.now());
  const told = (work: Promise<void>) =>
    work.catch((error: unknown) => setNews({ text: String(error), failed: true }));

  useEffect(() => {
    const load = async () => {
      setAccounts(await ask<readonly AccountView[]>("accounts"));
      const { now } = await ask<ClockView>("clock");
      setAhead(new Date(now).getTime() - Date.now());
    };
    load().catch((error: unknown) => setNews({ text: String(error), failed: true }));
  }, []);

  async function change(account: string, wanted: string): Promise<void> {
    const made = await ask<ChangeMade>("change", { account, change: wanted });
    setClock(made.clock);
    // What is attached to a unit reaches other accounts too.
    setAccounts(await ask<readonly AccountView[]>("accounts"));
    setNews({ text: made.done, next: made.next });
  }

  async function forward(milliseconds: number, label: string): Promise<void> {
    setClock(await ask<ClockView>("clock", { forwardMilliseconds: milliseconds }));
    setNews({
      text: `The clock is ${label} ahead of where it was.`,
      next: "What was read before is that much older.",
    });
  }

  return {
    accounts,
    aheadMilliseconds,
    news,
    change: (account, wanted) => told(change(account, wanted)),
    forward: (milliseconds, label) => told(forward(milliseconds, label)),
  };
}

/** The playground's own server answers, so its shape is taken on trust. */
async function ask<Answer>(path: string, body?: unknown): Promise<Answer> {
  const post = {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  };
  const response = await fetch(`/_playground/${path}`, body === undefined ? {} : post);
  if (response.ok) return (await response.json()) as Answer;
  throw new Error(`That did not work: ${await response.text()}`);
}
