import { randomBytes } from "node:crypto";
import type { Changes } from "./changes.ts";
import type { OpenView } from "./control.ts";

interface PlainText {
  readonly type: "plain_text";
  readonly text: string;
  readonly emoji?: boolean;
}

/** A view as the app sends it, validated before it comes here. */
export interface SentView {
  readonly type: "modal" | "home";
  readonly blocks: readonly unknown[];
  readonly callback_id?: string;
  readonly external_id?: string;
  readonly private_metadata?: string;
  readonly title?: PlainText;
  readonly submit?: PlainText;
  readonly close?: PlainText;
  readonly clear_on_close?: boolean;
  readonly notify_on_close?: boolean;
}

/** A view that is on somebody's screen. */
export interface StoredView extends OpenView {
  readonly view: SentView;
  /** The lowest modal of its stack. */
  readonly rootId: string;
  readonly previousId: string | null;
}

export interface Views {
  /** The person's stack of modals, topmost last. */
  stack(user: string): readonly StoredView[];
  home(user: string): StoredView | undefined;
  find(id: string): StoredView | undefined;
  findByExternalId(externalId: string): StoredView | undefined;
  /** Opens a modal in place of whatever the person had open. */
  open(user: string, view: SentView): StoredView;
  /** Lays a modal on top of the person's stack. */
  push(user: string, view: SentView): StoredView;
  update(stored: StoredView, view: SentView): StoredView;
  publish(user: string, view: SentView): StoredView;
  /** Takes one modal, and what lies on it, off the screen. */
  dismiss(stored: StoredView): void;
  clear(user: string): void;
}

interface Dependencies {
  readonly nextId: (prefix: string) => string;
  readonly now: () => Date;
  readonly changes: Changes;
}

export function createViews(slack: Dependencies): Views {
  const stacks = new Map<string, readonly StoredView[]>();
  const homes = new Map<string, StoredView>();
  const stackOf = (user: string) => stacks.get(user) ?? [];
  const everything = () => [...[...stacks.values()].flat(), ...homes.values()];

  function setStack(user: string, stack: readonly StoredView[]): void {
    stacks.set(user, stack);
    slack.changes.notify();
  }

  function create(user: string, view: SentView, below?: StoredView): StoredView {
    const id = slack.nextId("V");
    const previousId = below?.id ?? null;
    return {
      id,
      hash: newHash(slack.now()),
      user,
      type: view.type,
      view,
      rootId: below?.rootId ?? id,
      previousId,
    };
  }

  function open(user: string, view: SentView): StoredView {
    const opened = create(user, view);
    setStack(user, [opened]);
    return opened;
  }

  function push(user: string, view: SentView): StoredView {
    const stack = stackOf(user);
    const pushed = create(user, view, stack.at(-1));
    setStack(user, [...stack, pushed]);
    return pushed;
  }

  function update(stored: StoredView, view: SentView): StoredView {
    const updated = { ...stored, view, type: view.type, hash: newHash(slack.now()) };
    if (homes.get(stored.user)?.id === stored.id) homes.set(stored.user, updated);
    setStack(
      stored.user,
      stackOf(stored.user).map((other) => (other.id === stored.id ? updated : other)),
    );
    return updated;
  }

  function publish(user: string, view: SentView): StoredView {
    const shown = homes.get(user);
    const published = shown ? { ...shown, view, hash: newHash(slack.now()) } : create(user, view);
    homes.set(user, published);
    slack.changes.notify();
    return published;
  }

  function dismiss(stored: StoredView): void {
    const stack = stackOf(stored.user);
    const at = stack.findIndex((other) => other.id === stored.id);
    if (at >= 0) setStack(stored.user, stack.slice(0, at));
  }

  return {
    stack: stackOf,
    home: (user) => homes.get(user),
    find: (id) => everything().find((stored) => stored.id === id),
    findByExternalId: (externalId) => everything().find((stored) => stored.view.external_id === externalId),
    open,
    push,
    update,
    publish,
    dismiss,
    clear: (user) => setStack(user, []),
  };
}

function newHash(now: Date): string {
  return `${Math.floor(now.getTime() / 1000)}.${randomBytes(4).toString("hex")}`;
}
