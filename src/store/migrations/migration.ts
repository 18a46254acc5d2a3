/** One step of the tables from one release to the next. */
export interface Migration {
  /** Its number and name, as its file is called: `0001-foundation`. */
  readonly id: string;
  readonly sql: string;
}
