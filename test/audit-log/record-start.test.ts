import { expect, test } from "vitest";
import { detailsOf } from "../../src/audit-log/details.ts";
import { LogKeyError, recordStart } from "../../src/audit-log/record-start.ts";
import { settingsOf } from "../../src/audit-log/settings.ts";
import { verifyStoredLog } from "../../src/audit-log/verify-log.ts";
import { readConfig } from "../../src/config.ts";
import { settingNames } from "../../src/config-settings.ts";
import { createLogAppender, listLogEntries } from "../../src/store/audit-log.ts";
import type { Database } from "../../src/store/database.ts";
import { describeEachDatabase } from "../support/databases.ts";
import { createManualClock } from "../support/manual-clock.ts";

const SECRETS = {
  SLACK_BOT_TOKEN: "xoxb-secret-1",
  SLACK_APP_TOKEN: "xapp-secret-2",
  DATABASE_URL: "postgres://rootcheck:secret-3@db.example/rootcheck",
  ROOTCHECK_EXTERNAL_ID: "secret-4",
  ROOTCHECK_ALERT_WEBHOOK: "https://pager.example/secret-6",
  ROOTCHECK_ALERT_WEBHOOK_SECRET: Buffer.from("secret-7".repeat(3)).toString("base64"),
};
const KEY = "secret-5-0123456789abcdef0123456789";

function startWith(
  db: Database,
  variables: Readonly<Record<string, string>> = {},
  ownersSha256?: string,
): Promise<void> {
  const config = readConfig({ ...SECRETS, ROOTCHECK_OPERATORS: "U1", ...variables });
  const appendToLog = createLogAppender({ key: config.logKey });
  return recordStart({ db, appendToLog, clock: createManualClock() }, { config, ownersSha256 });
}

async function entered(db: Database) {
  const entries = await listLogEntries(db, { after: 0, limit: 10 });
  return entries.map((entry) => ({ ...entry, details: detailsOf(entry) }));
}

describeEachDatabase("a start", (open) => {
  test("is entered with its settings, and with those that changed since the last", async () => {
    const db = await open();
    await startWith(db);
    await startWith(db);
    await startWith(db, { ROOTCHECK_OPERATORS: "U1,U2", ROOTCHECK_ROOT_SESSIONS: "fallback" });
    const [first, same, changed] = await entered(db);
    expect(first).toMatchObject({ actor: "rootcheck", action: "configuration" });
    expect(first?.details.settings).toMatchObject({
      SLACK_APP_TOKEN: "set",
      SLACK_SIGNING_SECRET: "not set",
      DATABASE_URL: "set",
      ROOTCHECK_EXTERNAL_ID: "set",
      ROOTCHECK_ROOT_SESSIONS: "off",
      ROOTCHECK_OPERATORS: ["U1"],
      ROOTCHECK_LOG_KEY: "not set",
      ROOTCHECK_ALERT_WEBHOOK: "set",
      ROOTCHECK_ALERT_WEBHOOK_SECRET: "set",
    });
    expect(Object.keys(first?.details ?? {})).toEqual(["settings"]);
    expect(same?.details).toEqual(first?.details);
    expect(changed?.details.before).toEqual({
      ROOTCHECK_OPERATORS: ["U1"],
      ROOTCHECK_ROOT_SESSIONS: "off",
    });
    expect(changed?.details.after).toEqual({
      ROOTCHECK_OPERATORS: ["U1", "U2"],
      ROOTCHECK_ROOT_SESSIONS: "fallback",
    });
  });

  test("is entered with what the file of owners held, and shows when only that has changed", async () => {
    const db = await open();
    const variables = { ROOTCHECK_OWNERS: "/etc/rootcheck/owners.csv" };
    const [one, other] = ["1", "2"].map((digit) => digit.repeat(64));
    for (const sha256 of [one, one, other]) await startWith(db, variables, sha256);
    const [first, same, changed] = await entered(db);
    const held = (sha256: string | undefined) => ({
      ROOTCHECK_OWNERS: { path: "/etc/rootcheck/owners.csv", sha256 },
    });
    expect(first?.details.settings).toMatchObject(held(one));
    expect(same?.details).toEqual(first?.details);
    expect(changed?.details).toMatchObject({ before: held(one), after: held(other) });
  });

  test("gives no secret away", async () => {
    const db = await open();
    await startWith(db, { ROOTCHECK_LOG_KEY: KEY });
    const all = JSON.stringify(await entered(db));
    expect(all).not.toContain("secret-");
    expect(all).not.toContain(SECRETS.ROOTCHECK_ALERT_WEBHOOK_SECRET);
  });

  test("may switch the key on, and then neither off nor over to another", async () => {
    const db = await open();
    await startWith(db);
    await startWith(db, { ROOTCHECK_LOG_KEY: KEY });
    await expect(startWith(db)).rejects.toThrow(LogKeyError);
    await expect(startWith(db)).rejects.toThrow(/but is not set\. Put back the key/);
    await expect(startWith(db, { ROOTCHECK_LOG_KEY: `${KEY}6` })).rejects.toThrow(
      /does not fit the last entry \(2\)/,
    );
    await startWith(db, { ROOTCHECK_LOG_KEY: KEY });
    const report = await verifyStoredLog(db, { key: KEY });
    expect(report).toMatchObject({ entries: 3, keyed: 2 });
    expect(report).not.toHaveProperty("fault");
  });
});

test("no setting is left out of what a start enters", () => {
  const config = readConfig({ ...SECRETS, ROOTCHECK_OPERATORS: "U1" });
  expect(Object.keys(settingsOf({ config, ownersSha256: undefined }))).toEqual(settingNames);
});
