import { afterEach, describe, expect, test, vi } from "vitest";
import { abortable, createCaller } from "../../src/aws/caller.ts";
import { type Call, type CallEntry, calls } from "../../src/aws/calls.ts";

describe("a ceiling", () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  test.each(["organizations:ListAccounts", "account:GetAlternateContact", "sts:AssumeRole"] as const)(
    "of %s is reached and never passed, however long a time is looked at",
    async (name) => {
      const { perSecond, burst = perSecond }: CallEntry = calls[name];
      const sentAt = await timesOf(name, perSecond * 4 + burst);
      expect((sentAt.at(-1) ?? 0) - (sentAt[0] ?? 0)).toBeLessThanOrEqual(4_010);
      const excesses = sentAt.flatMap((from, first) =>
        sentAt.slice(first).map((to, more) => more + 1 - burst - ((to - from) / 1000) * perSecond),
      );
      expect(excesses.reduce((most, excess) => Math.max(most, excess))).toBeLessThanOrEqual(0.001);
    },
  );

  test("below one a second leaves pauses of more than one", async () => {
    const [first = 0, second = 0] = await timesOf("organizations:ListRoots", 2);
    expect(second - first).toBe(2_000);
  });

  /** When as many calls are sent as are asked for at once. */
  async function timesOf(name: Call, count: number): Promise<number[]> {
    vi.useFakeTimers();
    const call = createCaller();
    const sentAt: number[] = [];
    const asked = Array.from({ length: count }, () => call(name, async () => sentAt.push(Date.now())));
    await vi.runAllTimersAsync();
    await Promise.all(asked);
    return sentAt;
  }
});

describe("a caller with a signal", () => {
  const LIMITED = "organizations:DescribeOrganization";

  test("drops what still waits, and lets others through", async () => {
    const call = createCaller();
    const abandoned = new AbortController();
    const sent: string[] = [];
    const send = (name: string) => async () => sent.push(name);
    await abortable(call, abandoned.signal)(LIMITED, send("first"));
    const waiting = abortable(call, abandoned.signal)(LIMITED, send("dropped"));
    abandoned.abort(new Error("nobody waits"));
    await expect(waiting).rejects.toThrow("nobody waits");
    await expect(abortable(call, abandoned.signal)(LIMITED, send("too late"))).rejects.toThrow(
      "nobody waits",
    );
    expect(sent).toEqual(["first"]);
  });

  test("waits no longer for what is under way", async () => {
    const abandoned = new AbortController();
    const never = abortable(createCaller(), abandoned.signal)(LIMITED, () => new Promise(() => {}));
    abandoned.abort(new Error("nobody waits"));
    await expect(never).rejects.toThrow("nobody waits");
  });
});

test("a failure is the sender's own", async () => {
  const failing = createCaller()("iam:GetUser", () => Promise.reject(new Error("theirs")));
  await expect(failing).rejects.toThrow("theirs");
});
