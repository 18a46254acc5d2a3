import { expect, test } from "vitest";
import { tellAudit } from "../../src/audit/tell-audit.ts";
import type { Message } from "../../src/local-slack/control.ts";
import { cast, places } from "../../src/local-slack/workspace.ts";
import { createMessenger } from "../../src/slack/messenger.ts";
import { createPlaces } from "../../src/slack/places.ts";
import { addListener } from "../../src/store/audit-audience.ts";
import { startSlack } from "../local-slack/support/harness.ts";
import { describeEachDatabase } from "../support/databases.ts";
import { scannedLog } from "../support/secrecy/scan.ts";
import { createTelling, FILES } from "../support/telling.ts";

const log = scannedLog("the log of telling elsewhere");
const shared = { isFit: false, why: "shared", isPassing: false } as const;
const unknown = { isFit: false, why: "unknown", isPassing: true } as const;
const directly = { place: "U1", state: "finished", files: "posted", thread: FILES };

const changes = [
  {
    what: "another company comes to read it",
    change: { sharedWithOtherCompany: true },
    channels: [places.security],
    why: "this channel is shared with another company",
  },
  {
    what: "it is taken off the list and rootcheck started again",
    change: {},
    channels: [],
    why: "posture is only posted to the channels that ROOTCHECK_CHANNELS lists",
  },
] as const;

describeEachDatabase("an audit whose channel may not have it any more", (open) => {
  test.each(changes)("goes on in Slack where its asker alone reads it, once $what", async (changed) => {
    const db = await open();
    const { auditId, clock, close, untold } = await createTelling(db, { read: 1, places: [] });
    await addListener(db, { auditId, userId: cast.operator, place: places.security });
    const { control, web: client } = await startSlack({ rateLimits: "off" });
    const messenger = createMessenger({ client, clock });
    const tell = (channels: readonly string[]) => {
      const { fitnessOf, mayShow } = createPlaces({ client, channels, log });
      return tellAudit({ db, clock, log, messenger, fitnessOf, mayShowProgress: mayShow }, auditId);
    };
    const seen = async () => Map.groupBy((await control.state(cast.operator)).messages, placeOf);
    await tell([places.security]);
    const before = (await seen()).get(places.security);
    expect(before).toHaveLength(1);
    await control.channel({ id: places.security, change: changed.change });
    await tell(changed.channels);
    await close();
    await tell(changed.channels);
    const after = await seen();
    expect(after.get(places.security)).toEqual(before);
    const [result, note, files, ...more] = after.get("directly") ?? [];
    expect(more).toEqual([]);
    expect(result?.text).not.toMatch(/^Auditing/);
    expect(note?.text).toContain(`no longer in <#${places.security}>: ${changed.why}.`);
    expect(files).toMatchObject({ threadTs: result?.ts, files: FILES.map((name) => ({ name })) });
    expect(await untold()).toEqual([]);
  });

  test("is not announced there either, once that was asked for a while ago, and goes to its asker at the end", async () => {
    const { tell, close, messages, moved, unfit, auditId, clock } = await createTelling(await open(), {
      read: 1,
    });
    unfit.set("C1", shared);
    await clock.advance(10_000);
    await tell();
    expect(messages).toEqual([]);
    await close();
    await tell();
    await tell();
    expect(messages).toEqual([directly]);
    expect(moved).toEqual([{ userId: "U1", auditId, channel: "C1", why: "shared" }]);
  });

  test("is told directly with its files where these were still to come", async () => {
    const { tell, close, messages, uploads, moved, unfit, untold } = await createTelling(await open(), {
      read: 1,
    });
    await close();
    uploads.push("not-sent");
    await expect(tell()).rejects.toThrow("Slack could not be reached");
    unfit.set("C1", shared);
    await tell();
    expect(messages).toEqual([{ place: "C1", state: "finished", files: undefined, thread: [] }, directly]);
    expect(moved).toHaveLength(1);
    expect(await untold()).toEqual([]);
  });

  test("gets nothing more there from the moment that its files are on their way", async () => {
    const { tell, close, messages, hold, letGo, isHeld, unfit, shown } = await createTelling(await open(), {
      read: 1,
    });
    await close();
    hold("files");
    const first = tell();
    while (!isHeld()) await new Promise((resolve) => setImmediate(resolve));
    unfit.set("C1", shared);
    letGo();
    await first;
    expect(shown).toHaveLength(1);
    await tell();
    expect(messages).toEqual([{ place: "C1", state: "finished", thread: FILES }, directly]);
  });

  test("stays as it is once it was told to the end", async () => {
    const { tell, close, messages, moved, unfit, shown } = await createTelling(await open(), { read: 1 });
    await close();
    await tell();
    const before = shown.length;
    unfit.set("C1", shared);
    await tell();
    expect(messages).toHaveLength(1);
    expect(shown).toHaveLength(before);
    expect(moved).toEqual([]);
  });

  test("is one message with the files once, for whoever asked in several places", async () => {
    const { tell, close, messages, moved, unfit, untold, clock } = await createTelling(await open(), {
      read: 1,
      places: ["C1", "C2", "U1"],
    });
    await clock.advance(10_000);
    for (const channel of ["C1", "C2"]) unfit.set(channel, shared);
    await tell();
    await close();
    await tell();
    await tell();
    expect(messages).toEqual([directly]);
    expect(moved.map(({ channel }) => channel).toSorted()).toEqual(["C1", "C2"]);
    expect(await untold()).toEqual([]);
  });

  test("waits while Slack cannot say who reads the channel, for half an hour after its end", async () => {
    const db = await open();
    const { tell, close, unfit, messages, moved, untold, clock, auditId } = await createTelling(db, {
      read: 1,
      places: ["C1", "C2"],
    });
    await tell();
    for (const channel of ["C1", "C2"]) unfit.set(channel, unknown);
    await close();
    await tell();
    expect(messages.map(({ state }) => state)).toEqual(["running", "running"]);
    expect(await untold()).toEqual([auditId]);
    unfit.delete("C1");
    await clock.advance(30 * 60_000 - 1);
    await tell();
    expect(messages.map(({ place, state }) => `${place} ${state}`).toSorted()).toEqual([
      "C1 finished",
      "C2 running",
    ]);
    expect(await untold()).toEqual([auditId]);
    await clock.advance(1);
    await tell();
    expect(messages).toHaveLength(3);
    expect(messages.at(-1)).toEqual(directly);
    expect(moved).toEqual([{ userId: "U1", auditId, channel: "C2", why: "unknown" }]);
    expect(await untold()).toEqual([]);
  });
});

function placeOf({ channel }: Message): string {
  return channel.startsWith("D") ? "directly" : channel;
}
