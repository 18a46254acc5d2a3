import { describe, expect, test } from "vitest";
import type { LogFilter, ShownEntry } from "../../../src/audit-log/read-log.ts";
import { exportedMessage, logMessage } from "../../../src/slack/views/log.ts";
import { logSentMessage } from "../../../src/slack/views/log-sent.ts";
import { excerptOf } from "./log-excerpts.ts";
import { expectSendable, linesIn, wordsIn } from "./sendable.ts";

const head = { count: 23, hash: "0123456789abcdef".repeat(4) };
const account: LogFilter = { kind: "account", accountId: "111122223333" };

describe("a page of the log", () => {
  test.each([
    ["the first", 0, "23 entries, newest first  ·  1 to 10", ["Older", "Export all"]],
    ["one in the middle", 10, "23 entries, newest first  ·  11 to 20", ["Newer", "Older", "Export all"]],
    ["the last", 20, "23 entries, newest first  ·  21 to 23", ["Newer", "Export all"]],
  ] as const)("%s says where it is and what can be turned", (_what, offset, position, buttons) => {
    const message = logMessage(excerptOf({ kind: "all" }, { upTo: 23, offset, limit: 10 }));
    expectSendable(message);
    expect(linesIn(message)).toContain(position);
    expect(linesIn(message).at(-1)).toBe(buttons.join(""));
  });

  test("of one account says so, and its buttons keep to it", () => {
    const message = logMessage(excerptOf(account, { upTo: 23, offset: 10, limit: 10 }));
    expect(linesIn(message)[0]).toBe("Audit log  ·  account 111122223333");
    expect(JSON.stringify(message.blocks)).toContain('"23 20 account 111122223333"');
    expect(JSON.stringify(message.blocks)).toContain('"23 0 account 111122223333"');
  });

  test("without entries says so, and still lets nobody think that something went wrong", () => {
    const message = logMessage(excerptOf(account, { upTo: 0, offset: 0, limit: 10 }));
    expectSendable(message);
    expect(wordsIn(message)).toContain("There are no entries.");
  });

  const entry: ShownEntry = {
    position: 1,
    at: new Date("2026-11-22T10:00:00Z"),
    actor: "U1",
    action: "decision",
    subject: "F7",
    details: {},
  };

  test.each([
    [{}, "decided on F7"],
    [
      {
        details: {
          account: "1",
          before: { state: "open", owner: "U0123456" },
          after: { state: "snoozed", owner: "U0123456", until: "2026-12-01T09:00:00.000Z" },
        },
      },
      "decided on F7\nstate: open → snoozed  ·  until: none → 2026-12-01 09:00 UTC  ·  account: 1",
    ],
    [{ details: { after: ["a", "b"] } }, "decided on F7\nnone → a, b"],
    [{ details: { requestedBy: "U0123456", joined: true } }, "decided on F7\nrequested by:   ·  joined: yes"],
    [{ details: { note: "a\nb" } }, "decided on F7\nnote: a b"],
    [{ details: { account: "1", change: "deleted" } }, "decided on F7\ndeleted  ·  account: 1"],
    [
      { action: "doctor-asked", details: { session: "rootcheck-doctor-1a2b3c4d" } },
      "asked the doctor F7\nsession: rootcheck-doctor-1a2b3c4d",
    ],
    [{ action: "watch-changed", subject: "C01SECURITY" }, "changed the watch of "],
    [
      { details: { channel: "C01SECURITY", ticket: "CHG0012345" } },
      "decided on F7\nchannel:   ·  ticket: CHG0012345",
    ],
    [{ action: "someday" }, "someday F7"],
    [{ action: "configuration", details: { settings: { PORT: 3000 } } }, "started F7"],
    [
      {
        action: "configuration",
        details: { settings: { PORT: 3001 }, before: { PORT: 3000 }, after: { PORT: 3001 } },
      },
      "started F7\nPORT: 3000 → 3001",
    ],
    [
      { details: Object.fromEntries([..."abcdefgh"].map((name) => [name, 1])) },
      "decided on F7\na: 1  ·  b: 1  ·  c: 1  ·  d: 1  ·  e: 1  ·  f: 1  ·  and 2 more",
    ],
  ] satisfies [Partial<ShownEntry>, string][])("%j reads as what happened", (given, line) => {
    const page = { upTo: 1, offset: 0, limit: 10 };
    const message = logMessage({
      filter: { kind: "all" },
      page,
      total: 1,
      entries: [{ ...entry, ...given }],
    });
    expectSendable(message);
    expect(linesIn(message)[2]).toBe(`2026-11-22 10:00 UTC  ·   ${line}`);
  });
});

test("the exported log comes with its head and the command that checks it", () => {
  const message = logSentMessage({ name: "rootcheck-audit-log.jsonl", head });
  expectSendable(message);
  expect(wordsIn(message)).toContain(
    `npm run verify-log -- --export rootcheck-audit-log.jsonl --head 23:${head.hash}`,
  );
  expectSendable(exportedMessage(head));
  expect(exportedMessage(head).text).toContain("23 entries, is in your direct messages");
});
