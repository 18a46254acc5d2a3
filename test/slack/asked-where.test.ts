import { expect, test } from "vitest";
import type { Action } from "../../src/slack/actions/action.ts";
import { cancelAudit } from "../../src/slack/actions/cancel-audit.ts";
import { chooseAccount } from "../../src/slack/actions/choose-account.ts";
import { recheckAccount } from "../../src/slack/actions/recheck-account.ts";
import { startClock } from "../../src/slack/actions/start-clock.ts";
import { account } from "../../src/slack/commands/account.ts";
import { audit } from "../../src/slack/commands/audit.ts";
import type { CommandDependencies } from "../../src/slack/commands/command.ts";
import { sampleAccount } from "../support/root-facts.ts";
import { sampleUseCases } from "./sample-app.ts";
import { sampleFindings } from "./views/findings.ts";
import { now } from "./views/samples.ts";

const asker = { user: "U1", channel: "C1", meanwhile: () => undefined };
const lookUp = { requestedBy: "U1", askedIn: "C1" };

/** What Slack's side hands on of who asks, where nothing may be shown in the channel. */
function listening() {
  const handed: unknown[] = [];
  const sample = sampleUseCases({}).useCases;
  const { useCases } = sampleUseCases({
    lookUpAccount: async (request) => {
      handed.push(request);
      return sample.lookUpAccount(request);
    },
    requestAudit: async (request) => {
      handed.push(request);
      return { kind: "started", id: 88 };
    },
    cancelAudit: async (_, given) => handed.push(given) > 0,
    findings: sampleFindings({
      startClock: async (given) => {
        handed.push(given);
        return sampleFindings().startClock(given);
      },
    }),
  });
  const tools: CommandDependencies = {
    useCases,
    places: {
      channels: [],
      mayShow: async () => false,
      fitnessOf: async () => ({ isFit: false, why: "not listed", isPassing: false }),
      choose: async ({ user }) => ({ place: user, isDirect: true }),
    },
    now: () => now,
    commands: [],
  };
  return { tools, handed };
}

async function press(action: Action, tools: CommandDependencies, value = sampleAccount.id): Promise<void> {
  if (!("run" in action)) throw new Error(`${action.id} opens a modal`);
  await action.run(tools, { ...asker, value });
}

test.each<[string, (tools: CommandDependencies) => Promise<unknown>, object]>([
  ["an account asked for", (tools) => account.run(tools, { ...asker, words: sampleAccount.id }), lookUp],
  ["an account chosen", (tools) => press(chooseAccount, tools), lookUp],
  ["an account re-checked", (tools) => press(recheckAccount, tools), lookUp],
  [
    "an audit told of elsewhere",
    (tools) => audit.run(tools, { ...asker, words: "" }),
    { ...lookUp, place: "U1" },
  ],
  ["an audit cancelled", (tools) => press(cancelAudit, tools, "88"), { by: "U1", place: "C1" }],
  ["the clock started", (tools) => press(startClock, tools), { by: "U1", place: "C1" }],
])("%s is told with the channel that it was asked in", async (_, run, expected) => {
  const { tools, handed } = listening();
  await run(tools);
  expect(handed).toMatchObject([expected]);
});
