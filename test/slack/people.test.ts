import { expect, test } from "vitest";
import { cast, groups } from "../../src/local-slack/workspace.ts";
import { createPeople } from "../../src/slack/people.ts";
import { startSlack } from "../local-slack/support/harness.ts";
import { createManualClock } from "../local-slack/support/manual-clock.ts";

async function begin() {
  const { control, web } = await startSlack();
  const clock = createManualClock();
  return { control, clock, people: createPeople({ client: web, home: { teamId: "T01ACME0000" }, clock }) };
}

test("a person is called by their full name, and lives where Slack says", async () => {
  const { people } = await begin();
  expect(await people.detailsOf(cast.operator)).toEqual({
    name: "Olivia Okafor",
    timeZone: "Europe/Berlin",
    isActive: true,
  });
  expect(await people.detailsOf(cast.deactivated)).toMatchObject({ name: "Dave Dunn", isActive: false });
  await expect(people.detailsOf("U01NOBODY00")).rejects.toThrow("user_not_found");
});

test("what somebody is and what they are called are one question, and the answer serves for a minute", async () => {
  const { people, control, clock } = await begin();
  expect(await people.kindOf(cast.guest)).toBe("guest");
  await control.faults([{ kind: "http-500", method: "users.info", times: 1 }]);
  expect(await people.detailsOf(cast.guest)).toMatchObject({ name: "Gina Gomez", timeZone: "Europe/Madrid" });
  clock.advance(60_000);
  await expect(people.detailsOf(cast.guest)).rejects.toThrow();
  expect(await people.detailsOf(cast.guest)).toMatchObject({ name: "Gina Gomez" });
});

test("the members of a user group are known by their ids", async () => {
  const { people } = await begin();
  expect(await people.membersOf(groups.approvers)).toEqual([cast.approver]);
});
