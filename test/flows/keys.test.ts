import { parse } from "csv-parse/sync";
import { expect, test } from "vitest";
import { z } from "zod";
import type { Message } from "../../src/local-slack/control.ts";
import { cast, places } from "../../src/local-slack/workspace.ts";
import { sampleOrganization } from "../../src/playground/sample-organization.ts";
import { spoken } from "../support/conversation.ts";
import { describeEachWorld } from "../support/world.ts";

const { operator, viewer, auditor } = cast;
const settings = { ROOTCHECK_AUDITORS: auditor };
const files = z.array(z.object({ id: z.string(), name: z.string() }));
const rows = z.array(z.record(z.string(), z.string()));

describeEachWorld("access keys", { organization: sampleOrganization, settings }, (world) => {
  const ask = async (text: string, user: string = operator) => {
    const message = await world().ask({ user, text });
    return { message, text: spoken(message.blocks) };
  };
  const isList = ({ text }: Message) => /^\d+ access keys/.test(text);

  /** The keys in the file that a message's button sends. */
  const exported = async (message: Message) => {
    const until = ({ text }: Message) => text.includes("is in your direct messages");
    await world().press({ user: operator, message, label: "Send as CSV", until });
    const { messages } = await world().slack.state(operator);
    const [file] = files.parse(messages.findLast((each) => each.files?.length)?.files);
    const bytes = await world().slack.file(file?.id ?? "", operator);
    return rows.parse(parse(Buffer.from(bytes), { columns: true }));
  };

  test("of the organization come as a direct message, root's first, with what could not be read", async () => {
    expect((await ask("keys", viewer)).text).toMatch(/Operators can/);
    const { text } = await ask("keys");
    expect(text).toMatch(/^The access keys .*are being read\. The result comes to you as a direct message\./);
    const { messages } = await world().until(operator, (snapshot) => snapshot.messages.some(isList));
    const message = messages.find(isList);
    if (!message) throw new Error("The message was there and is gone.");
    expect(message.channel).not.toBe(places.security);
    const said = spoken(message.blocks);
    expect(said).toContain("prod-payments  411111111111  ·  root\nactive, ");
    expect(said).toMatch(/^13 access keys, 5 of root users; 20 of 27 accounts read in full\.$/m);
    expect(said.indexOf("root\n")).toBeLessThan(said.indexOf("partner-reports"));
    expect(said.indexOf("partner-reports")).toBeLessThan(said.indexOf("deploy"));
    expect(said).toMatch(
      /warehouse-loader {2}AKIA•+REE3\nactive, 20 days old, last used 2 days ago by glue in eu-central-1/,
    );
    expect(said).toMatch(/^All keys in incident-2231: denied by a service control policy, /m);
    expect(said).toMatch(/^Root's keys in finance-treasury: iam:GenerateCredentialReport is not allowed$/m);
    expect(said).toMatch(/^over 365 days: \d+ active, 3 inactive; \d never used$/m);
    expect(said).toMatch(
      /^All keys in prod-ledger and 3 other accounts: the role is missing .*\(sts:AssumeRole\)$/m,
    );
    const keys = await exported(message);
    expect(keys.map(({ owner }) => owner === "root")).toEqual(
      keys.map(({ owner }) => owner === "root").toSorted((one, other) => Number(other) - Number(one)),
    );
    expect(keys.find(({ access_key_id }) => access_key_id === "AKIATREASURYEXPORT01")).toMatchObject({
      account_name: "finance-treasury",
      owner: "bank-export",
      age_days: "1300",
      idle_days: "1",
    });
    expect(keys.find(({ owner }) => owner === "partner-reports")).toMatchObject({
      last_used_at: "never",
      idle_days: "1540",
    });
  });

  test("that were just read are answered at once, by age as well", async () => {
    const { text, message } = await ask("keys older-than 2y");
    expect(text).toMatch(/^\d access keys older than 730 days, \d of root users; /);
    expect(text).not.toContain("deploy");
    expect((await exported(message)).every(({ age_days }) => Number(age_days) >= 730)).toBe(true);
    expect((await ask("keys older-than soon")).text).toMatch(/^Older than what\?/);
  });

  test("of one account are read while the asker waits", async () => {
    const { text } = await ask("keys prod-checkout");
    expect(text).toMatch(/^5 access keys in prod-checkout, 2 of the root user\.$/m);
    expect(text).toMatch(/^partner-reports {2}AKIA•+NER1\nactive, 1,540 days old, never used$/m);
    expect((await ask("keys tidewater-crm")).text).toMatch(
      /^No access keys could be read in tidewater-crm\..*Not read/s,
    );
    expect((await ask("keys tidewater-warehouse")).text).toMatch(/^The access keys of .* it is not active: /);
    expect((await ask("keys nobody-knows-it")).text).toContain("No account is called nobody-knows-it");
  });

  test("stand in the log with who looked at them, and in no log line", async () => {
    const { text } = await ask("log", auditor);
    expect(text).toMatch(/exported access keys\nfile: rootcheck-access-keys\.csv/);
    expect(text).toMatch(/looked up access keys\nlook: K1/);
    expect(text).toMatch(/looked up 412121212121/);
    expect(world().logged()).not.toMatch(/AKIA(?!ROOTCHECKHOME)[A-Z0-9]{16}/);
  });
});
