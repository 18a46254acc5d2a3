import { describe, expect, it } from "vitest";
import { z } from "zod";
import { cast, places } from "../../../src/local-slack/workspace.ts";
import { refusalOf, startSlack } from "../support/harness.ts";

const csv = "account,state\n111111111111,ACTIVE\n";
const upload = { filename: "audit.csv", title: "Audit A1", content: csv };

const uploaded = z.object({ files: z.tuple([z.object({ files: z.tuple([z.object({ id: z.string() })]) })]) });

describe("an upload", () => {
  it("is shared in a thread, and its bytes can be had again", async () => {
    const { web, control } = await startSlack();
    const { ts = "" } = await web.chat.postMessage({ channel: places.security, text: "Audit A1" });
    const place = { channel_id: places.security, thread_ts: ts, initial_comment: "All accounts" };
    const alt = "Every account with its state";
    const done = uploaded.parse(await web.filesUploadV2({ ...upload, ...place, alt_text: alt }));
    const { id } = done.files[0].files[0];
    const [, shared] = (await control.state(cast.viewer)).messages;
    const file = { id, name: "audit.csv", title: "Audit A1", bytes: csv.length, alt };
    expect(shared).toMatchObject({ text: "All accounts", threadTs: ts, files: [file] });
    expect(new TextDecoder().decode(await control.file(id, cast.viewer))).toBe(csv);
  });

  it("can be had only by those who may see the message that it is in", async () => {
    const { web, control } = await startSlack();
    const done = uploaded.parse(await web.filesUploadV2({ ...upload, channel_id: places.incidents }));
    const { id } = done.files[0].files[0];
    expect(new TextDecoder().decode(await control.file(id, cast.operator))).toBe(csv);
    for (const user of [cast.viewer, cast.guest, cast.otherCompany]) {
      await expect(control.file(id, user)).rejects.toThrow(`a message that ${user} may see`);
    }
    await expect(control.file(id, "")).rejects.toThrow("a person of the workspace");
  });

  it("gets its type and its shares only after a while", async () => {
    const { web } = await startSlack();
    const done = uploaded.parse(await web.filesUploadV2({ ...upload, channel_id: places.incidents }));
    const { id: file } = done.files[0].files[0];
    expect(await web.files.info({ file })).toMatchObject({ file: { mimetype: "", shares: { private: {} } } });
    expect(await web.files.info({ file })).toMatchObject({
      file: {
        mimetype: "text/csv",
        groups: [places.incidents],
        shares: { private: { [places.incidents]: [{}] } },
      },
    });
  });

  it("may go through and never be shared", async () => {
    const { web, control } = await startSlack({ switches: { uploadsLoseShares: true } });
    await web.filesUploadV2({ ...upload, channel_id: places.security });
    expect((await control.state(cast.viewer)).messages).toEqual([]);
  });

  it.each([
    [places.general, "not_in_channel"],
    [places.leads, "channel_not_found"],
    [places.archived, "is_archived"],
    [cast.operator, "channel_not_found"],
  ])("to %s is refused with %s", async (channel_id, error) => {
    const { web } = await startSlack();
    expect(await refusalOf(web.filesUploadV2({ ...upload, channel_id }))).toMatchObject({ error });
  });

  it("cannot be completed before its bytes have come, all of them", async () => {
    const { web } = await startSlack();
    const place = await web.files.getUploadURLExternal({ filename: "audit.csv", length: csv.length });
    const short = await fetch(place.upload_url ?? "", { method: "POST", body: csv.slice(1) });
    expect(short.status).toBe(400);
    const complete = () => web.files.completeUploadExternal({ files: [{ id: place.file_id ?? "" }] });
    expect(await refusalOf(complete())).toMatchObject({ error: "file_not_found" });
    const whole = await fetch(place.upload_url ?? "", { method: "POST", body: csv });
    expect(whole.status).toBe(200);
    expect(await complete()).toMatchObject({ ok: true });
    expect(await refusalOf(complete())).toMatchObject({ error: "file_not_found" });
  });
});
