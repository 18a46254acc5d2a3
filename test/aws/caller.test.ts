import { afterEach, describe, expect, test, vi } from "vitest";
import { abortable, createCaller } from "../../src/aws/caller.ts";
import { calls } from "../../src/aws/calls.ts";

describe("a ceiling", () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  test.each(["organizations:ListAccounts", "account:GetAlternateContact", "sts:AssumeRole"] as const)(
    "of %s is reached and never passed in any two seconds",
    async (name) => {
      const { perSecond } = calls[name];
      vi.useFakeTimers();
      const call = createCaller();
      const sentAt: number[] = [];
      const asked = Array.from({ length: Math.floor(perSecond * 4) }, () =>
        call(name, async () => sentAt.push(Date.now())),
      );
      await vi.advanceTimersByTimeAsync(4_050);
      await Promise.all(asked);
      for (const at of sentAt) {
        const within = sentAt.filter((other) => other >= at && other < at + 2_000);
        expect(within.length).toBeLessThanOrEqual(perSecond * 2);
      }
    },
  );

  test("below one a second leaves pauses of more than one", async () => {
    vi.useFakeTimers();
    const call = createCaller();
    const sentAt: number[] = [];
    const send = async () => sentAt.push(Date.now());
    const both = [call("organizations:ListRoots", send), call("organizations:ListRoots", send)];
    await vi.advanceTimersByTimeAsync(2_000);
    await Promise.all(both);
    expect((sentAt[1] ?? 0) - (sentAt[0] ?? 0)).toBe(2_000);
  });
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
