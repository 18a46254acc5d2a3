import { describe, expect, test } from "vitest";
import { kindOf } from "../../src/aws/mfa-devices.ts";
import { merged, nothingReadYet } from "../../src/aws/root-facts.ts";
import { known, type Origin, type Unreadable, type UnreadableCode, unread } from "../../src/domain/read.ts";

const origin: Origin = { call: "iam:X", field: "x", rung: "member role", readAt: new Date(0) };
const yes = known(true, origin);

function why(code: UnreadableCode, until?: Date): Unreadable {
  return { code, call: "iam:X", detail: code, ...(until && { until }) };
}

const passwordOf = (earlier: Unreadable, later: Unreadable) => {
  const before = { ...nothingReadYet, passwordPresent: unread(earlier) };
  const { passwordPresent } = merged(before, { passwordPresent: unread(later) });
  return passwordPresent.known ? undefined : passwordPresent.why;
};

describe("of two failures", () => {
  const pending = why("report-not-ready", new Date(1));

  test.each([
    [pending, why("denied-by-scp")],
    [why("denied-by-scp"), why("throttled")],
    [why("throttled"), why("unexpected-answer")],
    [why("unreachable"), why("access-denied")],
    [why("missing-in-answer"), why("feature-off")],
    [why("access-denied"), why("not-read-yet")],
  ])("the one that tells more stays: $code before another", (more, less) => {
    expect(passwordOf(more, less)).toBe(more);
    expect(passwordOf(less, more)).toBe(more);
  });

  test.each([
    [why("access-denied"), why("feature-off")],
    [why("feature-off"), why("access-denied")],
    [why("throttled"), why("unreachable")],
  ])("that tell as much the later one stays", (earlier, later) => {
    expect(passwordOf(earlier, later)).toBe(later);
  });
});

describe("what is known", () => {
  test("stays, whatever comes later", () => {
    const before = { ...nothingReadYet, passwordPresent: yes };
    expect(merged(before, { passwordPresent: known(false, origin) }).passwordPresent).toBe(yes);
    expect(merged(before, { passwordPresent: unread(why("denied-by-scp")) }).passwordPresent).toBe(yes);
    expect(merged(before, {})).toEqual(before);
  });

  test("takes the place of any reason", () => {
    const before = { ...nothingReadYet, passwordPresent: unread(why("report-not-ready", new Date(1))) };
    expect(merged(before, { passwordPresent: yes }).passwordPresent).toBe(yes);
  });

  test("of the devices gives way only to a complete list", () => {
    const some = known({ devices: [], complete: false }, origin);
    const all = known({ devices: [], complete: true }, origin);
    const before = { ...nothingReadYet, mfaDevices: some };
    expect(merged(before, { mfaDevices: all }).mfaDevices).toBe(all);
    expect(merged(before, { mfaDevices: unread(why("throttled")) }).mfaDevices).toBe(some);
    expect(merged({ ...before, mfaDevices: all }, { mfaDevices: some }).mfaDevices).toBe(all);
  });
});

test.each([
  ["arn:aws:iam::111122223333:mfa/root-account-mfa-device", "virtual"],
  ["arn:aws-us-gov:iam::111122223333:mfa/phones/of-root", "virtual"],
  ["arn:aws:iam::111122223333:u2f/root/testFidoKey-R1234", "passkey or security key"],
  ["arn:aws-cn:iam::111122223333:u2f/user/root/key-1", "passkey or security key"],
  ["GAHT12345678", "hardware token"],
  ["mfa/u2f", "hardware token"],
])("a device with the serial number %s is a %s", (serial, kind) => {
  expect(kindOf(serial)).toBe(kind);
});
