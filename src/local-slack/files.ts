import type { SharedFile } from "./control.ts";

/** An upload from the moment its address was given out. */
export interface StoredFile {
  readonly id: string;
  readonly ticket: string;
  readonly name: string;
  readonly length: number;
  readonly title: string;
  readonly altText?: string;
  /** Absent until the bytes have come. */
  readonly content?: Buffer;
  readonly shares: readonly { readonly channel: string; readonly ts: string; readonly threadTs?: string }[];
  readonly completed: boolean;
  /** How often the app asked for it since it was completed. */
  readonly polls: number;
  readonly createdAt: Date;
}

export interface Files {
  add(file: StoredFile): void;
  find(id: string): StoredFile | undefined;
  findByTicket(ticket: string): StoredFile | undefined;
  change(id: string, change: Partial<StoredFile>): void;
}

export function createFiles(): Files {
  const files = new Map<string, StoredFile>();
  return {
    add: (file) => void files.set(file.id, file),
    find: (id) => files.get(id),
    findByTicket: (ticket) => [...files.values()].find((file) => file.ticket === ticket),
    change(id, change) {
      const file = files.get(id);
      if (file) files.set(id, { ...file, ...change });
    },
  };
}

/** What a client shows of an upload. */
export function sharedFile({ id, name, title, length, altText }: StoredFile): SharedFile {
  return { id, name, title, bytes: length, ...(altText !== undefined && { alt: altText }) };
}
