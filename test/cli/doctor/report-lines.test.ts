import { expect, test } from "vitest";
import { type Paint, reportLines } from "../../../src/cli/doctor/report-lines.ts";
import type { Diagnosis } from "../../../src/domain/diagnosis.ts";

const token: Diagnosis = {
  area: "slack",
  subject: "Bot token",
  verdict: "good",
  tried: "auth.test",
  found: "It is Acme's.",
};
const diagnoses: readonly Diagnosis[] = [
  token,
  { ...token, subject: "Manifest", verdict: "off", found: "Not seen." },
  {
    ...{ ...token, subject: "Scopes", verdict: "broken", found: "It lacks two." },
    mend: { does: "Add them:", text: "files:write\nusers:read" },
  },
  {
    ...token,
    area: "store",
    subject: "Space",
    verdict: "warning",
    found: "Little.",
    mend: { does: "Free some." },
  },
];
const report = { diagnoses, from: new Date(0), until: new Date(0) };
const plain: Paint = (_, text) => text;

test("a line a subject, area by area; what is not well with what was tried, and its mend to be copied", () => {
  expect(reportLines(report, plain).join("\n")).toBe(
    `Slack
  ✓ Bot token  It is Acme's.
  – Manifest   Not seen.
  ✗ Scopes     It lacks two.
    Tried: auth.test
    Add them:

        files:write
        users:read

Database
  ! Space      Little.
    Tried: auth.test
    Free some.

1 good, 1 off, 1 warning, 1 broken`,
  );
});

test("the marks alone have colours", () => {
  const painted = reportLines(report, (style, text) => `<${style}>${text}`);
  expect(painted.filter((line) => /<(green|gray|red|yellow)>[✓–✗!] /.test(line))).toHaveLength(
    diagnoses.length,
  );
});
