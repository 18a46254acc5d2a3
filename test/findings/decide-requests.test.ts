import { expect, test } from "vitest";
import type { Decision } from "../../src/domain/finding-events.ts";
import { listEvents } from "../../src/store/findings.ts";
import { saveSubjectOwners } from "../../src/store/subject-owners.ts";
import { describeEachDatabase } from "../support/databases.ts";
import { ACCOUNT, failing, findingsBench, people } from "../support/findings.ts";

const { ann, bob, dan } = people;
const plea = { reason: "a drill" };
const given = (to: string): Decision => ({ kind: "assign", to });

describeEachDatabase("a decision about a request", (open) => {
  test("to accept a risk waits for Slack to know a group that owns it, and says which", async () => {
    const db = await open();
    const bench = await findingsBench(db);
    await bench.answer(failing());
    await saveSubjectOwners(db, [ACCOUNT], {
      owners: [{ subject: ACCOUNT, owner: "S9GONE", because: "a rule" }],
      at: bench.clock.now(),
    });
    await bench.decide(bob, { kind: "ask to accept", ...plea, until: bench.days(30) });
    await expect(bench.decide(dan, { kind: "approve" })).rejects.toMatchObject({
      code: "owner_group",
      message: expect.stringMatching(/who is in the user group S9GONE, .*ROOTCHECK_OWNERS/s),
      cause: expect.objectContaining({ message: "no group S9GONE" }),
    });
    const [event] = (await listEvents(db, 1)).slice(-1);
    expect(event?.what.kind).toBe("ask to accept");
  });

  test.each<[string, readonly [string, Decision][], object]>([
    ["when somebody has it by now", [[bob, { kind: "acknowledge" }]], { kind: "done" }],
    [
      "when it has been given away twice",
      [
        [bob, given(bob)],
        [bob, given(ann)],
      ],
      { kind: "done" },
    ],
    [
      "but not another than was seen",
      [
        [ann, { kind: "withdraw" }],
        [ann, { kind: "explain", ...plea }],
      ],
      { kind: "refused", why: "changed meanwhile" },
    ],
    [
      "but not somebody else's",
      [
        [ann, { kind: "withdraw" }],
        [bob, { kind: "explain", ...plea }],
      ],
      { kind: "refused", why: "not one's own request" },
    ],
  ])("takes back one's own request from an old message, %s", async (_, meanwhile, outcome) => {
    const bench = await findingsBench(await open());
    await bench.answer(failing("root-unused"));
    await bench.decide(ann, { kind: "explain", ...plea });
    for (const [by, decision] of meanwhile) await bench.decide(by, decision);
    expect(await bench.decide(ann, { kind: "withdraw" }, { version: 2 })).toMatchObject(outcome);
  });
});
