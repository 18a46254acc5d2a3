import type { LogHead } from "../domain/audit-log.ts";

/** The log as a file on this machine. */
export interface LogFile {
  readonly name: string;
  readonly path: string;
  readonly bytes: number;
  /** Where the log in it ends. */
  readonly head: LogHead;
}

/** Hands the exported log to the person who asked for it. */
export interface LogMessenger {
  /** Sends it as a direct message. @throws where it did not get there, or where nobody can tell. */
  sendLog(userId: string, file: LogFile): Promise<void>;
}
