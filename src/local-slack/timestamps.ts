/** Slack's timestamps of messages and actions: seconds with six decimals, each later than the one before. */
export function createTimestamps(now: () => Date): () => string {
  let last = 0;
  return () => {
    last = Math.max(now().getTime() * 1000, last + 1);
    const seconds = Math.floor(last / 1_000_000);
    return `${seconds}.${String(last % 1_000_000).padStart(6, "0")}`;
  };
}

/** Ids like Slack's: a letter for the kind, then capitals and digits; counted, so that a run can be repeated. */
export function createIds(): (prefix: string) => string {
  let count = 0;
  return (prefix) => {
    count += 1;
    return `${prefix}0${count.toString(36).toUpperCase().padStart(9, "0")}`;
  };
}
