import { expect, test } from "vitest";
import { checks } from "../../../src/checks/index.ts";
import { organizationChecks } from "../../../src/checks/organization/index.ts";
import { remedyModal } from "../../../src/slack/views/remedy.ts";
import { expectModalSendable, wordsIn } from "./sendable.ts";

const account = { id: "111122223333", partition: "aws" } as const;

test.each(checks.map((check) => [check.id, check] as const))(
  "of %s is complete, and is about the account",
  (_id, check) => {
    const view = remedyModal(check, account);
    expectModalSendable(view);
    const words = wordsIn(view);
    const { remedy, title } = check;
    for (const text of [title, remedy.why, ...remedy.before, ...remedy.console, ...remedy.after])
      expect(words).toContain(text.replaceAll("ACCOUNT_ID", "111122223333"));
    for (const { does, run } of remedy.commands) {
      expect(words).toContain(does);
      expect(words).toContain(run.replaceAll("ACCOUNT_ID", "111122223333"));
    }
    expect(words).not.toContain("ACCOUNT_ID");
    expect(words).toContain("rootcheck reads only");
  },
);

test.each(organizationChecks.map((check) => [check.id, check] as const))(
  "of %s is complete, and about no account",
  (_id, check) => {
    const view = remedyModal(check, { partition: "aws-us-gov" });
    expectModalSendable(view);
    const words = wordsIn(view);
    const { remedy, title } = check;
    for (const text of [title, remedy.why, ...remedy.before, ...remedy.after]) expect(words).toContain(text);
    expect(remedy.console.length * remedy.commands.length).toBeGreaterThan(0);
    expect(words).not.toMatch(/ACCOUNT_ID|console\.aws\.amazon\.com/);
  },
);

test("a remedy without steps of a kind has no heading for them", () => {
  const bare = { why: "Because.", before: [], console: [], commands: [], after: [] };
  const [check] = checks;
  if (!check) throw new Error("there are no checks");
  const view = remedyModal({ ...check, remedy: bare }, account);
  expectModalSendable(view);
  expect(wordsIn(view)).not.toMatch(/Before|In the console|Afterwards/);
});

test.each([
  ["aws-us-gov", "https://console.amazonaws-us-gov.com/"],
  ["aws-cn", "https://console.amazonaws.cn/"],
  ["aws-eusc", "https://console.amazonaws-eusc.eu/"],
] as const)("names the ARNs and the console of %s", (partition, console) => {
  for (const check of checks) {
    const words = wordsIn(remedyModal(check, { ...account, partition }));
    expect(words).toContain(console);
    for (const { run } of check.remedy.commands)
      expect(words).toContain(
        run.replaceAll("ACCOUNT_ID", account.id).replaceAll("arn:aws:", `arn:${partition}:`),
      );
    expect(words).not.toMatch(/arn:aws:|console\.aws\.amazon\.com/);
  }
});
