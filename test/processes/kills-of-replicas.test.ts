import { test } from "vitest";
import { describePostgres, freshDatabaseUrl } from "../support/databases.ts";
import { killAtAll, moments } from "../support/kill-trials.ts";

describePostgres("two replicas", () => {
  test(
    "one of them killed by kill -9 at any moment, an audit is finished and told once by the other",
    {
      timeout: 400_000,
    },
    () =>
      killAtAll(moments(13, 2), {
        replicas: 2,
        database: async () => ({ DATABASE_URL: await freshDatabaseUrl() }),
      }),
  );
});
