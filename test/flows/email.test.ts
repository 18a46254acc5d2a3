import { parse } from "csv-parse/sync";
import { expect, test } from "vitest";
import { z } from "zod";
import { cast, places } from "../../src/local-slack/workspace.ts";
import { sampleOrganization } from "../../src/playground/sample-organization.ts";
import { actionsIn } from "../support/aws-calls.ts";
import { clickOn, spoken } from "../support/conversation.ts";
import { describeEachWorld } from "../support/world.ts";

const { operator, approver, auditor, viewer } = cast;
const settings = { ROOTCHECK_APPROVERS: approver, ROOTCHECK_AUDITORS: auditor };
const WHY = "OPS-12: the owner left";

describeEachWorld("/rootcheck email", { organization: sampleOrganization, settings }, (world) => {
  async function recovered(account: string, why = WHY) {
    const message = await world().ask({ user: operator, text: `email ${account} ${why}` });
    return { message, text: spoken(message.blocks) };
  }

  test.each([
    ["a member", "sandbox-research", "lena.fischer@example.com", ["PrimaryEmail of account:GetPrimaryEmail"]],
    [
      "the management account",
      "100000000001",
      "aws-root@example.com",
      ["MasterAccountEmail of organizations:DescribeOrganization"],
    ],
    ["a suspended account", "closed-experiment", "@example.com", ["PrimaryEmail of account:GetPrimaryEmail"]],
    [
      "an account that lets nobody in",
      "tidewater-crm",
      "it@tidewater.example",
      ["Email of organizations:DescribeAccount"],
    ],
  ])("gives the address of %s for certain", async (_what, account, address, evidence) => {
    const { message, text } = await recovered(account);
    expect(message.ephemeralTo).toBe(operator);
    expect(message.text).toMatch(/: certain, AWS itself says so$/);
    expect(text).toContain(`${address}  ·  certain`);
    for (const part of evidence) expect(text).toContain(part);
    expect(text).toContain("Only you can see this. The look-up is in the audit log.");
  });

  test("gives that of an account on its own from its Support cases", async () => {
    const { message, text } = await recovered("8555 0000 5555");
    expect(message.text).toMatch(/: one likely address$/);
    expect(text).toMatch(
      /aws@agency\.example {2}· {2}likely\nSubmitted 4 of 4 Support cases, last 2 months ago \(/,
    );
    expect(text).toContain("mara.lind@agency.example  ·  hint\nWrote in 1 of 4 Support cases");
    expect(text).toContain("j.doe@agency.example  ·  hint\nCopied on 1 of 4 Support cases");
    expect(text).toContain("billing@agency.example  ·  hint\nThe account's billing contact");
    expect(text).toContain("Organizations: not a member of the organization");
    expect(text).toContain("Support: 4 cases over 24 months");
    expect(text).toMatch(/Contacts and other accounts: 1 of 3 contacts set, \d+ other addresses compared/);
  });

  test("says of one without a plan what is missing, and what to do", async () => {
    const { text } = await recovered("866600006666");
    expect(text).toContain("Support: Amazon Web Services Premium Support Subscription is required");
    expect(text).toContain(
      "Cases can be read under a Business Support+, Enterprise or Unified Operations plan",
    );
    expect(text).toContain("Search the company's mailboxes");
    expect(text).not.toContain("someone@mail.example");
  });

  test("says of an account that nobody reaches why, source by source", async () => {
    const { text } = await recovered("877777777777");
    expect(text).toContain("Support: the role is missing or may not be assumed (sts:AssumeRole)");
    expect(text).toContain("Account API: account:GetPrimaryEmail is not allowed");
    expect(text).toContain("https://support.aws.amazon.com/");
  });

  const isForm = (view: unknown) => JSON.stringify(view).includes("Why you have to know it");
  const typed = (value: string) => ({ reason: { input: { type: "plain_text_input", value } } });

  /** The form that something opens; whatever was said meanwhile is gone by then. */
  async function formOf(open: () => Promise<unknown>) {
    const before = (await world().slack.state(operator)).messages.length;
    await open();
    const { modals } = await world().until(operator, (state) =>
      state.modals.some(({ view }) => isForm(view)),
    );
    return { view: modals.at(-1), before };
  }

  test("asks for the reason in a modal, and answers there", async () => {
    const { slack } = world();
    const { view: form, before } = await formOf(() =>
      slack.command({
        user: operator,
        channel: places.security,
        text: "/rootcheck email sandbox-research OPS",
      }),
    );
    expect(JSON.stringify(form?.view)).toContain('"initial_value":"OPS"');
    const view = form?.id ?? "";
    const refused = await slack.submit({ user: operator, view, values: typed("because") });
    expect(refused.answer).toMatchObject({ errors: { reason: "Say it in at least 10 characters." } });
    await slack.submit({ user: operator, view, values: typed("Ask jane@example.com, OPS-13") });
    const isAnswer = (shown: unknown) => JSON.stringify(shown).includes("lena.fischer@example.com");
    await world().until(
      operator,
      ({ modals, messages }) => modals.some((modal) => isAnswer(modal.view)) && messages.length === before,
    );
    for (const user of [viewer, approver, auditor])
      expect(JSON.stringify(await slack.state(user))).not.toContain("lena.fischer@example.com");
    await slack.close({ user: operator, view });
  });

  test("offers the form where Slack opens it no more", async () => {
    const { slack } = world();
    await slack.faults([{ method: "views.open", kind: "error", error: "expired_trigger_id", times: 1 }]);
    const message = await world().ask({ user: operator, text: "email sandbox-research" });
    expect(message.text).toContain("say why you have to know it");
    expect(spoken(message.blocks)).not.toContain("@");
    const { view } = await formOf(() => slack.action(clickOn(message, operator, "Say why…")));
    await slack.close({ user: operator, view: view?.id ?? "" });
  });

  test("lets one choose where it is not clear whose is meant", async () => {
    for (const words of ["", "no-such-account at all"]) {
      const message = await world().ask({ user: operator, text: `email ${words}` });
      expect(JSON.stringify(message.blocks)).toContain('"external_select"');
    }
  });

  test("asks AWS for no list of accounts where the name is known, whatever follows it", async () => {
    await recovered("sandbox-research");
    await world().clock.advance(5 * 60_000);
    world().aws.clearCalls();
    expect((await recovered("sandbox-research", "what-is-no-name")).message.text).toContain("certain");
    expect(world().aws.calls.filter(({ action }) => action === "ListAccounts")).toEqual([]);
  });

  test("stands in the audit log, masked, with the names that AWS knows it by", async () => {
    world().aws.clearCalls();
    await recovered("sandbox-research", "jane@example.com asked for it");
    const entry = spoken((await world().ask({ user: auditor, text: "log sandbox-research" })).blocks);
    expect(entry).toContain("reason: j•••e@example.com asked for it");
    expect(entry).toMatch(
      /looked up 555555555555\naddress: l•••r@example\.com {2}· {2}aws request ids: [0-9a-f-]{36}, /,
    );
    expect(entry).toContain("verdict: certain  ·  what: root e-mail");
    const [, session] = /session: (rootcheck-look-up-[0-9a-f]{8})/.exec(entry) ?? [];
    const inside = world().aws.calls.filter(({ action }) => action === "DescribeCases");
    expect(inside.map(({ principal }) => principal.split("/").at(-1))).toEqual([session]);
    expect(actionsIn(world().aws, "555555555555")).not.toContain("AssumeRoot");
  });

  test("is for operators; all addresses at once are for approvers", async () => {
    for (const user of [viewer, auditor, approver]) {
      for (const text of ["email sandbox-research", `email sandbox-research ${WHY}`])
        expect((await world().ask({ user, text })).text).toMatch(
          /^You have no role in rootcheck that allows this\. Operators/,
        );
    }
    const { text } = await world().ask({ user: operator, text: "email export" });
    expect(text).toMatch(/^You have no role in rootcheck that allows this\. Approvers can: /);
  });

  test("exports every account's address as a file for the approver alone", async () => {
    const message = await world().ask({ user: approver, text: "email export" });
    const accounts = Number(/^The root e-mail addresses of (\d+) accounts/.exec(message.text)?.[1]);
    const { messages } = await world().slack.state(approver);
    const sent = messages.find(({ text }) => text === `The root e-mail addresses of ${accounts} accounts`);
    expect(sent?.channel).not.toBe(places.security);
    const reply = messages.find(({ threadTs }) => threadTs === sent?.ts);
    const [file] = z.array(z.object({ id: z.string(), name: z.string() })).parse(reply?.files);
    const bytes = await world().slack.file(file?.id ?? "", approver);
    const rows: Record<string, string>[] = parse(new TextDecoder().decode(bytes), { columns: true });
    const members = [...world().aws.organization.accounts.values()].filter(
      ({ inOrganization }) => inOrganization,
    );
    expect(rows.map(({ accountId, rootEmail }) => `${accountId} ${rootEmail}`).toSorted()).toEqual(
      members.map(({ id, email }) => `${id} ${email}`).toSorted(),
    );
    const log = spoken((await world().ask({ user: auditor, text: "log" })).blocks);
    expect(log).toContain(`exported root e-mails\naccounts: ${accounts}  ·  file: rootcheck-root-emails.csv`);
  });

  test.each([
    ["the file", "files.getUploadURLExternal", "file_upload_disabled"],
    ["the message", "chat.postMessage", "cannot_dm_bot"],
  ])("says so when %s could not be sent", async (_what, method, error) => {
    await world().slack.faults([{ method, kind: "error", error, times: 1 }]);
    const message = await world().ask({ user: approver, text: "email export" });
    expect(message.text).toMatch(
      `The root e-mail addresses were to be sent to you as a direct message, but that did not work out: ${error}.`,
    );
  });

  test("leaves no whole address in the log output", () => {
    const addresses = [...world().aws.organization.accounts.values()].map(({ email }) => email);
    for (const address of [
      ...addresses,
      "mara.lind@agency.example",
      "j.doe@agency.example",
      "jane@example.com",
    ])
      expect(world().logged()).not.toContain(address);
  });
});
