import { describe, expect, test } from "vitest";
import { parseKeyRows } from "../../src/aws/key-rows.ts";
import { capturedReport } from "../support/captured-iam.ts";

const HEADER =
  "user,arn,access_key_1_active,access_key_1_last_rotated,access_key_1_last_used_date,access_key_1_last_used_region," +
  "access_key_1_last_used_service,access_key_2_active,access_key_2_last_rotated,access_key_2_last_used_date," +
  "access_key_2_last_used_region,access_key_2_last_used_service,additional_credentials_info";
const NO_KEY = "false,N/A,N/A,N/A,N/A";
const ROOT = `<root_account>,arn:aws:iam::111122223333:root,${NO_KEY},${NO_KEY},N/A`;

function reportOf(...rows: readonly string[]): string {
  return [HEADER, ROOT, ...rows].join("\n");
}

const made = new Date("2024-01-02T03:04:05Z");

describe("a user's row", () => {
  test.each([
    ["without keys", `${NO_KEY},${NO_KEY},N/A`, [], true],
    [
      "with one that was used",
      `true,2024-01-02T03:04:05Z,2025-06-07T08:00:00Z,eu-west-1,s3,${NO_KEY},N/A`,
      [
        {
          status: "active",
          createdAt: made,
          lastUsed: { at: new Date("2025-06-07T08:00:00Z"), region: "eu-west-1", service: "s3" },
        },
      ],
      true,
    ],
    [
      "with an inactive one, in capitals and by the old way of writing times",
      `FALSE,2024-01-02T03:04:05+00:00,N/A,N/A,N/A,${NO_KEY},`,
      [{ status: "inactive", createdAt: made }],
      true,
    ],
    [
      "that says there are more",
      `true,2024-01-02T03:04:05Z,N/A,N/A,N/A,true,2024-01-02T03:04:05Z,N/A,N/A,N/A,1 more`,
      [
        { status: "active", createdAt: made },
        { status: "active", createdAt: made },
      ],
      false,
    ],
    ["that does not say", `not_supported,N/A,N/A,N/A,N/A,${NO_KEY},N/A`, [], false],
  ])("%s", (_what, cells, keys, isComplete) => {
    const { root, users } = parseKeyRows(reportOf(`ada,arn:aws:iam::111122223333:user/ada,${cells}`));
    expect(root).toEqual([]);
    expect(users).toEqual([{ user: "ada", keys, isComplete }]);
  });
});

test("somebody who goes by root's name is a user", () => {
  const twin = `<root_account>,arn:aws:iam::111122223333:user/<root_account>,${NO_KEY},${NO_KEY},N/A`;
  expect(parseKeyRows(`${HEADER}\n${twin}\n${ROOT}`).users.map(({ user }) => user)).toEqual([
    "<root_account>",
  ]);
  expect(() => parseKeyRows(`${HEADER}\n${twin}`)).toThrow("no row for root");
});

test("a report as AWS gives it, of twenty-two columns or twenty-three", () => {
  expect(parseKeyRows(capturedReport("keys-and-password")).root).toHaveLength(2);
  for (const name of ["keys-and-password", "twenty-three-columns", "no-credentials"])
    expect(parseKeyRows(capturedReport(name)).users.every(({ isComplete }) => isComplete)).toBe(true);
});
