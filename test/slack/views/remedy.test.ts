import { expect, test } from "vitest";
import { checks } from "../../../src/checks/index.ts";
import { remedyModal } from "../../../src/slack/views/remedy.ts";
import { expectModalSendable, wordsIn } from "./sendable.ts";

test.each(checks.map((check) => [check.id, check] as const))(
  "of %s is complete, and is about the account",
  (_id, check) => {
    const view = remedyModal(check, "111122223333");
    expectModalSendable(view);
    const words = wordsIn(view);
    const { remedy, title } = check;
    for (const text of [title, remedy.why, ...remedy.before, ...remedy.console, ...remedy.after])
      expect(words).toContain(text);
    for (const { does, run } of remedy.commands) {
      expect(words).toContain(does);
      expect(words).toContain(run.replaceAll("ACCOUNT_ID", "111122223333"));
    }
    expect(words).not.toContain("ACCOUNT_ID");
    expect(words).toContain("rootcheck reads only");
  },
);

test("a remedy without steps of a kind has no heading for them", () => {
  const bare = { why: "Because.", before: [], console: [], commands: [], after: [] };
  const [check] = checks;
  if (!check) throw new Error("there are no checks");
  const view = remedyModal({ ...check, remedy: bare }, "111122223333");
  expectModalSendable(view);
  expect(wordsIn(view)).not.toMatch(/Before|In the console|Afterwards/);
});
