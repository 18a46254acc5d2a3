import { expect, test } from "vitest";
import type { Fault } from "../../src/local-slack/control.ts";
import { places } from "../../src/local-slack/workspace.ts";
import type { PostOutcome } from "../../src/outbox/post-outcome.ts";
import { createMessenger } from "../../src/slack/messenger.ts";
import { startSlack } from "../local-slack/support/harness.ts";
import { createManualClock } from "../support/manual-clock.ts";

const requestedAt = new Date("2026-11-22T10:00:00Z");
const report = {
  audit: {
    id: 87,
    scope: { kind: "organization" },
    state: "running",
    requestedBy: "U01OLIVIA00",
    requestedAt,
    accountsDone: 0,
    accountsFailing: 0,
  },
} as const;

const METHOD = "chat.postMessage";

test.each<[string, readonly Fault[], PostOutcome["state"]]>([
  ["arrives", [], "posted"],
  ["arrives and is not answered", [{ method: METHOD, kind: "dropped", times: 1 }], "uncertain"],
  ["meets trouble in Slack", [{ method: METHOD, kind: "http-500", times: 1 }], "uncertain"],
  ["is answered with nonsense", [{ method: METHOD, kind: "nonsense", times: 1 }], "uncertain"],
  ["is refused", [{ method: METHOD, kind: "error", error: "not_in_channel", times: 1 }], "refused"],
  ["is to wait for long", [{ method: METHOD, kind: "rate-limited", times: 1, wait: 60 }], "not-sent"],
])("a message that %s is known to have done so", async (_, faults, state) => {
  const { web: client, control } = await startSlack();
  await control.faults(faults);
  const messenger = createMessenger({ client, clock: createManualClock() });
  expect(await messenger.postAudit(places.security, report)).toMatchObject({ state });
});
