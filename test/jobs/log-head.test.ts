import { pino } from "pino";
import { expect, test } from "vitest";
import { z } from "zod";
import { headText } from "../../src/domain/audit-log.ts";
import { startLogHead } from "../../src/jobs/log-head.ts";
import { createLogAppender, findLogHead } from "../../src/store/audit-log.ts";
import { freshDataDirectory, open } from "../support/databases.ts";
import { entryOf } from "../support/log-entries.ts";
import { createManualClock } from "../support/manual-clock.ts";

const line = z.object({ msg: z.literal("Where the audit log ends"), head: z.string(), count: z.int() });

test("the head of the log is published at the start, every hour and at the stop, whatever else is logged", async () => {
  const db = await open({ dataDirectory: freshDataDirectory() });
  const clock = createManualClock();
  const published: string[] = [];
  let heard = Promise.withResolvers<void>();
  const write = (text: string) => {
    published.push(line.parse(JSON.parse(text)).head);
    heard.resolve();
  };
  const next = async (act: () => unknown) => {
    heard = Promise.withResolvers();
    await act();
    await heard.promise;
    return headText(await findLogHead(db));
  };
  const append = () => db.transaction((tx) => createLogAppender({ key: undefined })(tx, [entryOf(1)]));

  let stop: () => Promise<void> = async () => undefined;
  const atStart = await next(() => {
    stop = startLogHead({ db, clock, log: pino({ level: "error" }, { write }) });
  });
  await append();
  await clock.advance(3_599_999);
  expect(published).toEqual([atStart]);
  const anHourLater = await next(() => clock.advance(1));
  await append();
  const atStop = await next(() => stop());
  await clock.advance(7_200_000);
  expect(published).toEqual([atStart, anHourLater, atStop]);
  expect(new Set(published).size).toBe(3);
});
