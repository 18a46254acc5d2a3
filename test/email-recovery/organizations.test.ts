import { expect, test } from "vitest";
import { bareAccount } from "../../src/domain/account.ts";
import { known, type Read, unread } from "../../src/domain/read.ts";
import type { Sightings } from "../../src/email-recovery/email-reader.ts";
import { organizations } from "../../src/email-recovery/organizations.ts";

const NOW = new Date("2026-11-23T09:00:00Z");
const denied = unread({ code: "access-denied", call: "x:Y", detail: "x:Y is not allowed" });

/** What the source makes of AWS's answer about an account that was last described some time ago. */
function ask(read: Read<Sightings>, milliseconds: number) {
  const described = {
    call: "organizations:ListAccounts",
    readAt: new Date(NOW.getTime() - milliseconds),
  } as const;
  const account = { ...bareAccount("111122223333", "aws"), email: "kept@example.com", described };
  const reader = { readSightings: async () => ({ read, requestIds: ["r-1"] }) };
  const wanted = { account, purpose: "look-up-1", signal: new AbortController().signal };
  return organizations.ask({ reader, now: () => NOW, others: [] }, wanted);
}

test.each([
  ["certain", 3_600_000],
  ["likely", 3_600_001],
])("what was listed earlier is %s after %d milliseconds, where AWS says no more", async (trust, age) => {
  expect(await ask(denied, age)).toMatchObject({
    clues: [
      { address: "kept@example.com", trust, evidence: { said: "Email of organizations:ListAccounts" } },
    ],
    gap: { why: { call: "x:Y" }, opens: expect.stringContaining("Allow organizations:DescribeAccount") },
    requestIds: ["r-1"],
  });
});

test("what AWS says now counts alone, with whatever letters it has", async () => {
  const origin = { call: "x:Y", field: "Email", rung: "own credentials", readAt: NOW } as const;
  const sightings = [{ text: ' "odd @ name"@example.com ', field: "Email", call: "x:Y" }];
  const answer = await ask(known({ sightings, looked: "a member" }, origin), 0);
  expect(answer).toMatchObject({ clues: [{ address: '"odd @ name"@example.com', trust: "certain" }] });
  expect(answer).not.toHaveProperty("gap");
});
