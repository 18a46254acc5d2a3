import type { PostOutcome } from "./post-outcome.ts";

/** A file to go with a message. */
export interface ResultFile {
  readonly name: string;
  /** What it holds, for the sentence that goes with it. */
  readonly title: string;
  /** Where it lies on this machine. */
  readonly path: string;
  readonly bytes: number;
  /** Of a picture: what it shows, for those who cannot see it. */
  readonly alt?: string;
}

/** What became of an attempt to put files into a thread. */
export type FilesOutcome = { readonly state: "posted" } | Exclude<PostOutcome, { readonly state: "posted" }>;
