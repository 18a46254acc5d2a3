/** A number as people write it: "1,400". */
export function figure(count: number): string {
  return count.toLocaleString("en-US");
}

/** "1 check", "3 checks", "3 entries". */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${figure(count)} ${count === 1 ? noun : plural}`;
}

/** "3 of 42 accounts", "1 of 1 account". */
export function outOf(count: number, total: number, noun: string): string {
  return `${figure(count)} of ${counted(total, noun)}`;
}

/** The verb that goes with a count: "1 needs", "3 need", "none needs". */
export function verb(count: number, singular: string, plural: string): string {
  return count > 1 ? plural : singular;
}
