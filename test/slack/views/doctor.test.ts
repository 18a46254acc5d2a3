import { describe, expect, test } from "vitest";
import type { Diagnosis, DoctorReport } from "../../../src/domain/diagnosis.ts";
import { places } from "../../../src/local-slack/workspace.ts";
import { doctorMessage } from "../../../src/slack/views/doctor.ts";
import { HOSTILE } from "./samples.ts";
import { expectSendable, linesIn, wordsIn } from "./sendable.ts";

const from = new Date("2026-11-23T09:00:00Z");
const until = new Date("2026-11-23T09:00:04Z");

function reportOf(...diagnoses: readonly Diagnosis[]): DoctorReport {
  return { diagnoses, from, until };
}

const token: Diagnosis = {
  area: "slack",
  subject: "Bot token",
  verdict: "good",
  tried: "auth.test",
  found: "It is there.",
};
const channel: Diagnosis = { ...token, subject: `Channel ${places.security}` };
const queue: Diagnosis = { ...token, area: "store", subject: "Queue" };
const manifest: Diagnosis = { ...token, subject: "Manifest", verdict: "off" };
const space: Diagnosis = {
  ...queue,
  subject: "Free space",
  verdict: "warning",
  found: "Only 900 MiB are free.",
  mend: { does: "Free some." },
};
const scopes: Diagnosis = {
  ...token,
  subject: "Scopes",
  verdict: "broken",
  found: "The token lacks files:write.",
  mend: { does: "Add it:", text: "files:write\ncommands" },
};
const absent: Diagnosis = {
  ...scopes,
  subject: `Channel ${places.general}`,
  found: `${HOSTILE} is not there.`,
  mend: { does: `Take ${places.general} out.`, text: HOSTILE },
};

describe("what the doctor says", () => {
  test("when all is well, in few lines", () => {
    const message = doctorMessage(reportOf(token, channel, queue, manifest));
    expectSendable(message);
    expect(message.text).toBe("All is set up as it has to be. 3 good, 1 off, 0 warnings, 0 broken.");
    expect(linesIn(message)).toEqual([
      expect.stringContaining("All is set up as it has to be"),
      "3 good, 1 off, 0 warnings, 0 broken  ·  looked at in 4 s",
      `✓  Slack: Bot token, Channel <#${places.security}>`,
      "✓  Database: Queue",
      "–  Manifest: It is there.",
      expect.stringContaining("npm run doctor"),
    ]);
  });

  test("of what is broken before what only has to be looked at, each with its mend to be copied", () => {
    const message = doctorMessage(reportOf(token, space, scopes, absent));
    expectSendable(message);
    expect(message.text).toMatch(/^2 things to mend\. 1 good, 0 off, 1 warning, 2 broken\.$/);
    const words = wordsIn(message);
    const order = ["files:write\ncommands", "is not there.", "Only 900 MiB", "✓"].map((part) =>
      words.indexOf(part),
    );
    expect(order).toEqual(order.toSorted((one, other) => one - other));
    expect(order).not.toContain(-1);
    expect(JSON.stringify(message.blocks)).toContain(
      `{"type":"rich_text_preformatted","elements":[{"type":"text","text":"files:write\\ncommands"}]}`,
    );
    expect(JSON.stringify(message.blocks)).toContain(`"channel_id":"${places.general}"`);
  });

  test("with nothing broken, of what is to be looked at", () => {
    expect(doctorMessage(reportOf(token, space)).text).toMatch(/^1 thing to look at\./);
  });

  test("of more than a message holds: the first in full, the rest by name", () => {
    const policy = "x".repeat(20_000);
    const many = Array.from({ length: 30 }, (_, index) => ({
      ...absent,
      subject: `Broken ${index}`,
      ...(index === 0 && { mend: { does: "Allow it:", text: policy } }),
    }));
    const message = doctorMessage(reportOf(...many, token, manifest));
    expectSendable(message);
    expect(message.text).toMatch(/^30 things to mend/);
    const [, more = 0] = /And (\d+) more: Slack: Broken/.exec(wordsIn(message)) ?? [];
    expect(Number(more)).toBeGreaterThan(0);
    expect(Number(more)).toBeLessThan(30);
    expect(wordsIn(message)).toContain("Broken 29");
    expect(linesIn(message)).toContain("–  Off: Manifest");
  });
});
