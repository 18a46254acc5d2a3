import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { entryIn } from "../../src/audit-log/entry-lines.ts";
import { verifyExport } from "../../src/audit-log/verify-log.ts";
import { parseLogHead } from "../../src/domain/audit-log.ts";
import type { Message } from "../../src/local-slack/control.ts";
import { cast, places } from "../../src/local-slack/workspace.ts";
import { sampleOrganization } from "../../src/playground/sample-organization.ts";
import { ask, spoken } from "../support/conversation.ts";
import { letRun } from "../support/manual-clock.ts";
import { emptyDirectory } from "../support/scratch.ts";
import { describeEachWorld } from "../support/world.ts";

const KEY = "0123456789abcdef0123456789abcdef";
const { operator, approver, auditor, viewer } = cast;
const settings = {
  ROOTCHECK_APPROVERS: approver,
  ROOTCHECK_AUDITORS: auditor,
  ROOTCHECK_LOG_KEY: KEY,
};

describeEachWorld("the audit log", { organization: sampleOrganization, settings }, (world) => {
  const look = async (user: string, words = "") => {
    const message = await world().ask({ user, text: `log ${words}` });
    return { message, text: spoken(message.blocks) };
  };

  test("is for approvers and auditors alone", async () => {
    for (const user of [operator, viewer]) {
      const { text } = await look(user);
      expect(text).toMatch(/allows this\. Approvers and auditors can: /);
      expect(text).not.toMatch(/rootcheck started$/m);
    }
    for (const user of [approver, auditor]) expect((await look(user)).text).toMatch(/rootcheck started$/m);
  });

  test("shows who asked for what, and who looked", async () => {
    await world().ask({ user: operator, text: "account prod-web" });
    const { text } = await look(auditor, "@olivia");
    expect(text).toMatch(/^ asked for an audit A\d+\naccount: \d{12}/m);
    expect(text).not.toMatch(/rootcheck started$/m);
    expect((await look(auditor, "prod-web")).text).toMatch(/asked for an audit A\d+/);
    const { text: all } = await look(approver);
    expect(all).toMatch(/looked into this log\nperson: /);
    expect(all).toMatch(/looked into this log\naccount: \d{12}/);
    expect((await look(auditor, "no-such-account")).text).toContain("no-such-account");
  });

  test("is there for an account that is none of the organization's, too", async () => {
    await world().ask({ user: operator, text: "whois ASIAQNZGKIQY56JQ7WML" });
    const { text } = await look(auditor, "0296-0826-4753");
    expect(text).toMatch(/^Audit log {2}· {2}account 029608264753\n/);
    expect(text).toContain("looked up ASIA••••••••••••7WML");
    expect((await look(auditor, "123456789012")).text).toContain("There are no entries.");
  });

  test("leads from a session of the doctor's in AWS's logs to who asked", async () => {
    using _running = letRun(world().clock);
    world().aws.clearCalls();
    const until = ({ ephemeralTo, text }: Message) => ephemeralTo === operator && !/^Looking at /.test(text);
    await ask(world().slack, { user: operator, text: "doctor", until });
    const principals = world().aws.calls.map(({ principal }) => principal);
    const sessions = new Set(principals.flatMap((arn) => /\brootcheck-doctor\b.*/.exec(arn)?.[0] ?? []));
    const { text } = await look(auditor, "@olivia");
    const [, entered] = /asked the doctor\nsession: (rootcheck-doctor-[0-9a-f]{8})$/m.exec(text) ?? [];
    expect([...sessions]).toEqual([entered]);
  });

  test("is turned page by page, as it was at the look", async () => {
    for (let times = 0; times < 11; times += 1) await look(auditor);
    const { message, text } = await look(approver);
    const [, total] = /^(\d+) entries, newest first {2}· {2}1 to 10$/m.exec(text) ?? [];
    const older = await world().press({ user: approver, message, label: "Older" });
    expect(spoken(older.blocks)).toContain(`${total} entries, newest first  ·  11 to `);
    const newer = await world().press({ user: approver, message: older, label: "Newer" });
    expect(spoken(newer.blocks)).toBe(text);
  });

  test("is sent as a file that can be checked against the head that comes with it", async () => {
    const { message } = await look(auditor);
    const until = ({ text }: Message) => text.includes("is in your direct messages");
    const answer = await world().press({ user: auditor, message, label: "Export all", until });
    expect(answer.text).toMatch(/^The audit log, \d+ entries, is in your direct messages/);
    const { messages } = await world().slack.state(auditor);
    const sent = messages.find(({ text }) => /^The audit log, \d+ entries$/.test(text));
    expect(sent?.channel).not.toBe(places.security);
    const [, given = ""] = /--head (\S+)/.exec(spoken(sent?.blocks)) ?? [];
    const head = parseLogHead(given);
    const reply = messages.find(({ threadTs }) => threadTs === sent?.ts);
    const [file] = z.array(z.object({ id: z.string(), name: z.string() })).parse(reply?.files);
    expect(file?.name).toBe("rootcheck-audit-log.jsonl");
    const bytes = await world().slack.file(file?.id ?? "", auditor);
    const path = join(emptyDirectory(), "log.jsonl");
    writeFileSync(path, bytes);
    const report = await verifyExport(path, { key: KEY, head });
    expect(report).toEqual({ entries: head?.count, keyed: head?.count, head });
    const lines = new TextDecoder().decode(bytes).trimEnd().split("\n");
    expect(entryIn(lines.at(-1) ?? "", lines.length)).toMatchObject({ actor: auditor, action: "export" });
    expect(world().logged()).toContain('"msg":"Where the audit log ends"');
    expect(world().logged()).not.toContain(KEY);
  });
});
