import { expect, test } from "vitest";
import { kindOf } from "../../src/aws/mfa-devices.ts";

test.each([
  ["arn:aws:iam::111122223333:mfa/root-account-mfa-device", "virtual"],
  ["arn:aws:iam::111122223333:mfa/phone-of-the-deputy", "virtual"],
  ["arn:aws-us-gov:iam::111122223333:mfa/team/phone", "virtual"],
  ["arn:aws:iam::111122223333:u2f/root-account/safe-one-2K5EXAMPLE", "passkey or security key"],
  ["GAHT12345678", "hardware token"],
])("a device with the serial number %s is of the kind: %s", (serial, kind) => {
  expect(kindOf(serial)).toBe(kind);
});
