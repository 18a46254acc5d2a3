/** The addresses of all accounts as a file on this machine. */
export interface EmailsFile {
  readonly name: string;
  readonly path: string;
  readonly bytes: number;
  readonly accounts: number;
}

/** Hands exported addresses to the person who asked for them. */
export interface EmailsMessenger {
  /** Sends them as a direct message. @throws where it did not get there, or where nobody can tell. */
  sendEmails(userId: string, file: EmailsFile): Promise<void>;
}
