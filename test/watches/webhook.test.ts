import fc from "fast-check";
import { expect, test } from "vitest";
import type { Alert } from "../../src/domain/watch.ts";
import { createAlertWebhook } from "../../src/watches/webhook.ts";
import { hostile, viewWith } from "../slack/views/findings.ts";
import { ADDRESS, KEY_ID } from "../slack/views/samples.ts";
import { idOf } from "../support/audits.ts";
import { describeEachDatabase } from "../support/databases.ts";
import { watchLog } from "../support/secrecy/scan.ts";
import { watching } from "../support/watching.ts";
import { type Answering, startWebhookReceiver } from "../support/webhook-receiver.ts";

const secret = `whsec_${Buffer.from("0123456789abcdef01234567").toString("base64")}`;
const log = watchLog("the log of the webhook");
const at = new Date("2026-11-23T09:00:00Z");
const ofFinding: Alert = { id: 12, at, cause: { kind: "finding", findingId: 12, version: 3 } };
const names = { id: "411111111111", name: `<!channel> ${ADDRESS}` };

function webhookTo(url: string) {
  return createAlertWebhook({ url, secret, log: log.log });
}

test("what is posted says what is wrong where, and gives no address or key id away", async () => {
  const { url, received, forged } = await startWebhookReceiver(secret);
  const webhook = webhookTo(url);
  const view = viewWith({}, { account: { ...names, isManagement: false, partition: "aws", ouPath: [] } });
  const failure = { ...view.finding.failure, headline: `Key ${KEY_ID} of ${ADDRESS} is active` };
  const views = new Map([[12, { ...view, finding: { ...view.finding, failure } }]]);
  const causes: readonly Alert["cause"][] = [
    ofFinding.cause,
    { kind: "coverage", auditId: 87, lost: 12, accounts: [{ ...names, why: "access-denied" }, names] },
    { kind: "audit", auditId: 88, trouble: `It kept failing. ${ADDRESS}` },
  ];
  for (const [index, cause] of causes.entries())
    expect(await webhook.send({ id: 12 + index, at, cause }, views)).toBe("confirmed");
  expect(forged).toEqual([]);
  expect(received.map(({ id }) => id)).toEqual(["AL12", "AL13", "AL14"]);
  const [finding, coverage, audit] = received.map(({ body }): unknown => JSON.parse(body));
  expect(finding).toEqual({
    id: "AL12",
    type: "finding",
    at: at.toISOString(),
    severity: "critical",
    summary: expect.stringMatching(/^<!channel> .+ \(411111111111\): Key AKIA•+\w{4} of .+ is active\.$/),
    finding: "F12",
    check: view.finding.check,
    account_id: names.id,
    account_name: expect.stringContaining("•••"),
  });
  expect(coverage).toMatchObject({
    type: "coverage",
    audit: "A87",
    accounts_lost: 12,
    accounts: [
      { id: names.id, reason: "access-denied" },
      expect.not.objectContaining({ reason: expect.anything() }),
    ],
  });
  expect(audit).toMatchObject({ type: "audit", audit: "A88", severity: "high" });
  const all = received.map(({ body }) => body).join();
  expect(all).not.toContain(ADDRESS);
  expect(all).not.toContain(KEY_ID);
  expect(all).not.toContain("http");
});

test.each<[Answering, RegExp]>([
  [500, /^it answered 500$/],
  [404, /^it answered 404$/],
  [302, /^it answered 302$/],
  ["cut", /^(ECONNRESET|UND_ERR_SOCKET)$/],
])("an answer of %s confirms nothing, and the address stays out of the reason", async (answer, why) => {
  const { url, received } = await startWebhookReceiver(secret, () => answer);
  const outcome = await webhookTo(url).send(ofFinding, new Map([[12, hostile(viewWith())]]));
  expect(outcome).toEqual({ why: expect.stringMatching(why) });
  expect(received).toHaveLength(1);
  expect(log.logged()).not.toContain("hush");
});

test("nobody who listens confirms nothing", async () => {
  const outcome = await webhookTo("http://127.0.0.1:9/hush").send(ofFinding, new Map());
  expect(outcome).toEqual({ why: expect.not.stringContaining("hush") });
});

const MINUTE = 60_000;

describeEachDatabase("a webhook that fails at random", (open) => {
  test("gets every alert at least once, from two processes", async () => {
    const seed = Math.floor(Math.random() * 2 ** 31);
    const luck = fc.sample(fc.constantFrom<Answering>(204, 500, "cut", 429), { seed, numRuns: 2_000 });
    const { url, received, forged } = await startWebhookReceiver(secret, () => luck.pop() ?? 204);
    const bench = await watching(await open(), { webhook: webhookTo(url) });
    const { turnOn, critical, watches, other, clock } = bench;
    await turnOn();
    for (let number = 1; number <= 20; number += 1) {
      await critical(idOf(number));
      if (number % 10 !== 0) continue;
      await Promise.all([watches.raise(), other.raise()]);
      await Promise.all([watches.deliver(), other.deliver()]);
      await clock.advance(MINUTE);
    }
    const wanted = Array.from({ length: 20 }, (_, index) => `AL${index + 1}`).toSorted();
    let before = -1;
    for (let round = 0; round < 100 && received.length > before; round += 1) {
      before = received.length;
      await clock.advance(15 * MINUTE);
      await Promise.all([watches.deliver(), other.deliver()]);
    }
    expect([...new Set(received.map(({ id }) => id))].toSorted(), `seed ${seed}`).toEqual(wanted);
    const confirmed = await bench.db.query("select 1 from alert_deliveries where confirmed_at is not null");
    expect(confirmed, `seed ${seed}`).toHaveLength(40);
    expect(forged).toEqual([]);
  });
});
