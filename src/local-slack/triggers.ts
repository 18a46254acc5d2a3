import { randomBytes } from "node:crypto";

const TRIGGER_LIFE_MS = 3_000;

/** The short-lived permissions to open a modal that every interaction hands out. */
export interface Triggers {
  /** `view` names the modal that the interaction came from, where it came from one. */
  issue(user: string, view?: string): string;
  /** Uses a trigger up: whom it was given to, or Slack's word for why it no longer counts. */
  redeem(id: string): { readonly user: string; readonly view?: string } | { readonly error: string };
}

export function createTriggers(slack: { readonly now: () => Date }): Triggers {
  const issued = new Map<string, { user: string; view?: string; at: number; used: boolean }>();
  return {
    issue(user, view) {
      const at = slack.now().getTime();
      const id = `${at}.${Math.floor(at / 1000)}.${randomBytes(16).toString("hex")}`;
      issued.set(id, { user, ...(view !== undefined && { view }), at, used: false });
      return id;
    },
    redeem(id) {
      const trigger = issued.get(id);
      if (!trigger) return { error: "invalid_trigger_id" };
      if (trigger.used) return { error: "exchanged_trigger_id" };
      if (slack.now().getTime() - trigger.at > TRIGGER_LIFE_MS) return { error: "expired_trigger_id" };
      trigger.used = true;
      return trigger;
    },
  };
}
