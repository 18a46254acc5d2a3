import fc from "fast-check";
import { expect, test } from "vitest";
import { type Partition, parseAccountId, rootArn } from "../../src/domain/account.ts";

test.each([
  ["123456789012", "123456789012"],
  ["000000000001", "000000000001"],
  ["1234-5678-9012", "123456789012"],
  ["1234 5678 9012", "123456789012"],
  [" 123456789012\n", "123456789012"],
  ["12345678901", undefined],
  ["1234567890123", undefined],
  ["12345678901a", undefined],
  ["１２３４５６７８９０１２", undefined],
  ["1234_5678_9012", undefined],
  ["+12345678901", undefined],
  ["prod", undefined],
  ["", undefined],
  ["arn:aws:iam::123456789012:root", undefined],
])("%j is the account %s", (text, id) => {
  expect(parseAccountId(text)).toBe(id);
});

test("twelve digits are an id however they are grouped", () => {
  const digits = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 12, maxLength: 12 });
  const gaps = fc.array(fc.constantFrom("", " ", "-", " - "), { minLength: 12, maxLength: 12 });
  fc.assert(
    fc.property(digits, gaps, (numbers, between) => {
      const typed = numbers.map((number, index) => `${number}${between[index]}`).join("");
      expect(parseAccountId(typed)).toBe(numbers.join(""));
    }),
  );
});

test.each<[Partition, string]>([
  ["aws", "arn:aws:iam::000000000001:root"],
  ["aws-cn", "arn:aws-cn:iam::000000000001:root"],
  ["aws-us-gov", "arn:aws-us-gov:iam::000000000001:root"],
  ["aws-eusc", "arn:aws-eusc:iam::000000000001:root"],
])("the root user's ARN in %s", (partition, arn) => {
  expect(rootArn(partition, "000000000001")).toBe(arn);
});
