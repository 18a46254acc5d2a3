import { expect, test } from "vitest";
import type { Message } from "../../../../src/local-slack/control.ts";
import { threadsOf } from "../../../../src/playground/web/thread/threads.ts";

function message(ts: string, threadTs?: string): Message {
  const said = { channel: "C1", ts, user: "U1", text: ts, edited: false, files: [] };
  return threadTs === undefined ? said : { ...said, threadTs };
}

test("replies stand with what they answer, and with the channel if that is gone", () => {
  const [asked, parent, first, second, orphan] = [
    message("1"),
    message("2", "2"),
    message("3", "2"),
    message("4", "2"),
    message("5", "0"),
  ];
  const { roots, replies } = threadsOf([asked, parent, first, second, orphan]);
  expect(roots).toEqual([asked, parent, orphan]);
  expect([...replies]).toEqual([["2", [first, second]]]);
});
