import { describe, expect, it } from "vitest";
import { z } from "zod";
import { cast, places } from "../../src/local-slack/workspace.ts";
import { blocks, click } from "./support/finding.ts";
import { refusalOf, startSlack } from "./support/harness.ts";

const post = { channel: places.security, text: "hello" };
const trigger = z.object({ trigger_id: z.string() });

describe("the other reading of", () => {
  it("commandsFromOtherCompanies lets them through to the app", async () => {
    const { control } = await startSlack({ switches: { commandsFromOtherCompanies: true } });
    await control.command({ user: cast.otherCompany, channel: places.partner, text: "/rootcheck" });
    expect(await control.wire()).toMatchObject([
      { name: "/rootcheck", sent: { user_id: cast.otherCompany } },
    ]);
  });

  it("messageBlocksCap takes more blocks", async () => {
    const { web } = await startSlack({ switches: { messageBlocksCap: 13_200 } });
    const section = { type: "section", text: { type: "plain_text", text: "x".repeat(2_950) } } as const;
    expect(
      await web.chat.postMessage({ ...post, blocks: [section, section, section, section] }),
    ).toMatchObject({ ok: true });
  });

  it("metadataCap takes more metadata", async () => {
    const { web } = await startSlack({ switches: { metadataCap: 16_000 } });
    const metadata = { event_type: "e", event_payload: { a: "x".repeat(8_000) } };
    expect(await web.chat.postMessage({ ...post, metadata })).toMatchObject({ ok: true });
  });

  it("filesReadyAfterPolls has the type at once", async () => {
    const { web } = await startSlack({ switches: { filesReadyAfterPolls: 0 } });
    const place = await web.files.getUploadURLExternal({ filename: "a.csv", length: 1 });
    await fetch(place.upload_url ?? "", { method: "POST", body: "a" });
    const file = place.file_id ?? "";
    await web.files.completeUploadExternal({ files: [{ id: file }] });
    expect(await web.files.info({ file })).toMatchObject({ file: { mimetype: "text/csv" } });
  });

  it("responseUrlRefusalStatus refuses with another status", async () => {
    const { control } = await startSlack({ switches: { responseUrlRefusalStatus: 200 } });
    await control.command({ user: cast.operator, channel: places.security, text: "/rootcheck" });
    const sent = z.object({ response_url: z.string() }).parse((await control.wire())[0]?.sent);
    const response = await fetch(sent.response_url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: "{}",
    });
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ ok: false, error: "no_text" });
  });

  it("modalStackDepth allows fewer modals", async () => {
    const { web, control } = await startSlack({ switches: { modalStackDepth: 1 } });
    const view = {
      type: "modal" as const,
      title: { type: "plain_text" as const, text: "T" },
      blocks: [...blocks],
    };
    await control.command({ user: cast.operator, channel: places.security, text: "/rootcheck" });
    const latest = async () => trigger.parse((await control.wire()).at(-1)?.sent).trigger_id;
    const opened = await web.views.open({ trigger_id: await latest(), view });
    await control.action({ user: cast.operator, source: { view: opened.view?.id ?? "" }, action: click });
    expect(await refusalOf(web.views.push({ trigger_id: await latest(), view }))).toMatchObject({
      error: "push_limit_reached",
    });
  });
});
