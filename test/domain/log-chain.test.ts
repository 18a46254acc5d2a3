import fc from "fast-check";
import { expect, test } from "vitest";
import { canonicalJson } from "../../src/domain/log-chain.ts";

test("canonical JSON is the same whatever order members came in, and once read and written again", () => {
  expect(canonicalJson({ b: [{ d: 1, c: null }], a: { z: "ä", y: undefined } })).toBe(
    '{"a":{"z":"ä"},"b":[{"c":null,"d":1}]}',
  );
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = canonicalJson(value);
      expect(canonicalJson(JSON.parse(text))).toBe(text);
    }),
  );
});
