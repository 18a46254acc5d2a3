import { test } from "vitest";
import { describePostgres } from "../support/databases.ts";
import { beginTrial, goDown } from "../support/schedule-trial.ts";

describePostgres("x", () => {
  test("timing", { timeout: 100_000 }, async () => {
    let t = performance.now();
    const lap = (what: string) => {
      console.log(what, Math.round(performance.now() - t));
      t = performance.now();
    };
    const trial = await beginTrial(1);
    lap("begin");
    await goDown(trial, 2);
    lap("three restarted");
    const [a] = trial.deployment.replicas;
    a?.program.signal("SIGKILL");
    await a?.program.ended();
    await a?.restart();
    lap("one restarted");
    console.log(trial.deployment.replicas.map((r) => r.program.printed().length));
  });
});
