import { inject, test } from "vitest";
import { freshDatabaseUrl, freshDataDirectory } from "../support/databases.ts";
import { killAtAll, moments } from "../support/kill-trials.ts";

// Most of the time they wait for what a dead process may have left behind to be given up, so both go at once.
test("killed by kill -9 at any moment, an audit is finished and told once: by the next process, or the other replica", {
  timeout: 400_000,
}, async () => {
  const embedded = () => ({ ROOTCHECK_DATA_DIR: freshDataDirectory() });
  const server = async () => ({ DATABASE_URL: await freshDatabaseUrl() });
  await Promise.all([
    killAtAll(moments(12, 1), { replicas: 1, database: embedded }),
    inject("postgres") ? killAtAll(moments(13, 2), { replicas: 2, database: server }) : undefined,
  ]);
});
