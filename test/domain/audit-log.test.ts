import { expect, test } from "vitest";
import { headText, parseLogHead } from "../../src/domain/audit-log.ts";

const hash = "0123456789abcdef".repeat(4);

test.each([
  [`42:${hash}`, { count: 42, hash }],
  [`${hash}:42`, { count: 42, hash }],
  [` ${hash.toUpperCase()}:0 `, { count: 0, hash }],
  [headText({ count: 7, hash }), { count: 7, hash }],
  [hash, undefined],
  ["42", undefined],
  [`42:${hash.slice(1)}`, undefined],
  [`-1:${hash}`, undefined],
  [`42:${hash}:42`, undefined],
  ["", undefined],
])("“%s” is read as %j", (text, head) => {
  expect(parseLogHead(text)).toEqual(head);
});
