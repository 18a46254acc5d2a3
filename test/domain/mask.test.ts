import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { maskAccessKeyId, maskEmail } from "../../src/domain/mask.ts";

const letters = (from: number, to: number) =>
  fc.string({
    unit: fc.constantFrom(..."abcdefghijklmnopqrstuvwxyz0123456789.+-_"),
    minLength: from,
    maxLength: to,
  });

describe("an e-mail address", () => {
  test.each([
    ["alerts@example.com", "a•••s@example.com"],
    ["bob@example.com", "b•••b@example.com"],
    ["ab@example.com", "a•••@example.com"],
    ["a@example.com", "a•••@example.com"],
    ["aws+prod@example.com", "a•••d@example.com"],
    ['"odd@local"@example.com', '"•••"@example.com'],
    ["@example.com", "•••"],
    ["no address", "•••"],
    ["", "•••"],
  ])("%j becomes %s", (address, masked) => {
    expect(maskEmail(address)).toBe(masked);
  });

  test("keeps its domain, and of its local part the ends alone, so that not even its length shows", () => {
    fc.assert(
      fc.property(letters(1, 40), letters(1, 20), (local, domain) => {
        const [shown = "", rest] = maskEmail(`${local}@${domain}`).split("@");
        expect(rest).toBe(domain);
        expect([`${local[0]}•••`, `${local[0]}•••${local.at(-1)}`]).toContain(shown);
        if (local.length < 3) expect(shown).toBe(`${local[0]}•••`);
      }),
    );
  });
});

describe("an access key id", () => {
  test.each([
    ["AKIAIOSFODNN7EXAMPLE", "AKIA••••••••••••MPLE"],
    ["AKIAIOSFODNN", "AKIA••••ODNN"],
    ["AKIAIOSFODN", "•••••••••••"],
    ["", ""],
  ])("%j becomes %s", (id, masked) => {
    expect(maskAccessKeyId(id)).toBe(masked);
  });

  test("keeps its length and at most four characters at each end", () => {
    const ids = fc.string({ unit: fc.constantFrom(..."ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"), maxLength: 128 });
    fc.assert(
      fc.property(ids, (id) => {
        const masked = maskAccessKeyId(id);
        expect(masked).toHaveLength(id.length);
        expect(masked.replaceAll("•", "").length).toBeLessThanOrEqual(8);
        if (id) expect(masked).not.toBe(id);
      }),
    );
  });
});
