import { test } from "vitest";
import { freshDataDirectory } from "../support/databases.ts";
import { killAtAll, moments } from "../support/kill-trials.ts";

test(
  "killed by kill -9 at any moment, an audit is finished and told once by the next process",
  {
    timeout: 400_000,
  },
  () =>
    killAtAll(moments(12, 1), {
      replicas: 1,
      database: () => ({ ROOTCHECK_DATA_DIR: freshDataDirectory() }),
    }),
);
