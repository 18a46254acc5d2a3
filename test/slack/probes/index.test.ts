import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { pino } from "pino";
import { describe, expect, onTestFinished, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import type { Grants } from "../../../src/access/roles.ts";
import type { SlackConfig } from "../../../src/config.ts";
import type { Diagnosis } from "../../../src/domain/diagnosis.ts";
import type { LocalSlackOptions } from "../../../src/local-slack/start.ts";
import { cast, groups, places, sampleWorkspace } from "../../../src/local-slack/workspace.ts";
import { boltLog } from "../../../src/slack/bolt-log.ts";
import { createConnection } from "../../../src/slack/connection.ts";
import { createPeople } from "../../../src/slack/people.ts";
import { createPlaces } from "../../../src/slack/places.ts";
import { slackProbes } from "../../../src/slack/probes/index.ts";
import { scopePurposes } from "../../../src/slack/probes/scopes.ts";
import { startSlack } from "../../local-slack/support/harness.ts";
import { createManualClock } from "../../support/manual-clock.ts";

const log = pino({ level: "silent" });
const manifest = z
  .looseObject({ oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }) })
  .parse(parse(readFileSync("manifest.yml", "utf8")));
const scopes = manifest.oauth_config.scopes.bot;

interface SetUp {
  readonly slack?: Partial<LocalSlackOptions>;
  readonly config?: Partial<SlackConfig>;
  readonly port?: number;
  readonly channels?: readonly string[];
  readonly grants?: Partial<Grants>;
  readonly secondsAhead?: number;
  readonly isReady?: () => Promise<boolean>;
  readonly faults?: readonly { readonly method: string; readonly error: string }[];
}

/** What the probes say of a set-up, by subject. */
async function look(setUp: SetUp = {}): Promise<Readonly<Record<string, Diagnosis>>> {
  const { slack, web, control } = await startSlack({ manifest, ...setUp.slack });
  const kind = "error" as const;
  await control.faults((setUp.faults ?? []).map((fault) => ({ ...fault, kind, times: 99 })));
  const probes = slackProbes({
    config: {
      botToken: slack.botToken,
      apiUrl: slack.apiUrl,
      connection: { mode: "socket", appToken: "xapp-test" },
      ...setUp.config,
    },
    port: setUp.port ?? 0,
    grants: { viewer: [], operator: [cast.operator], approver: [], auditor: [], ...setUp.grants },
    places: createPlaces({ client: web, channels: setUp.channels ?? [places.security], log }),
    peopleOf: (home) => createPeople({ client: web, home, clock: createManualClock() }),
    now: () => new Date(Date.now() + (setUp.secondsAhead ?? 0) * 1000),
    ...(setUp.isReady && { isReady: setUp.isReady }),
  });
  const { signal } = new AbortController();
  const lines = (await Promise.all(probes.map((probe) => probe.look(signal)))).flat();
  expect(new Set(lines.map(({ subject }) => subject)).size).toBe(lines.length);
  for (const { verdict, mend } of lines)
    expect(mend === undefined).toBe(verdict === "good" || verdict === "off");
  return Object.fromEntries(lines.map((line) => [line.subject, line]));
}

function asked(bot: readonly string[]): Partial<LocalSlackOptions> {
  return { manifest: { ...manifest, oauth_config: { scopes: { bot } } } };
}

test("the purposes are those of the manifest's scopes", () => {
  expect(Object.keys(scopePurposes).toSorted()).toEqual(scopes.toSorted());
});

test("a sound set-up is good, line by line, but for what nobody can see", async () => {
  const lines = await look({ grants: { approver: [groups.approvers, cast.approver] } });
  expect(Object.values(lines).map(({ subject, verdict }) => `${subject}: ${verdict}`)).toEqual([
    "Bot token: good",
    "Scopes: good",
    "Slack clock: good",
    "Socket Mode: good",
    `Channel ${places.security}: good`,
    "Operators: good",
    "Viewers: off",
    "Approvers: good",
    "Auditors: off",
    "Manifest: off",
  ]);
  expect(lines["Bot token"]?.found).toBe("It is @rootcheck's in Acme (https://acme.slack.com/).");
  expect(lines.Approvers?.found).toBe("1 person and 1 user group named and found.");
});

/** What is wrong, the line that tells, and what its words and its mend have to name. */
const breaks: readonly (readonly [string, SetUp, ...Told])[] = [
  [
    "a token that Slack does not know",
    { config: { botToken: "xoxb-other" } },
    ...line("Bot token", "broken", /invalid_auth/, /OAuth & Permissions.*SLACK_BOT_TOKEN=/s),
  ],
  [
    "Slack in trouble",
    { faults: [{ method: "auth.test", error: "internal_error" }] },
    ...line("Bot token", "broken", /internal_error/, /in a minute/),
  ],
  [
    "no Slack at the address",
    { config: { apiUrl: "http://127.0.0.1:9/api/" } },
    ...line(
      "Bot token",
      "broken",
      /cannot be reached/,
      /SLACK_API_URL.*curl -sS http:\/\/127\.0\.0\.1:9\/api\/api\.test/s,
    ),
  ],
  [
    "scopes that are missing",
    { slack: asked(scopes.filter((scope) => !["files:write", "usergroups:read"].includes(scope))) },
    ...line("Scopes", "broken", /files:write \(.+\), usergroups:read \(/, /reinstall.*\nusergroups:read$/s),
  ],
  [
    "scopes that nobody needs",
    { slack: asked([...scopes, "channels:history"]) },
    ...line("Spare scopes", "warning", /channels:history/, /reinstall.*channels:history$/s),
  ],
  [
    "a clock that is slow",
    { secondsAhead: -90 },
    "Slack clock",
    "warning",
    /9\d s behind|8\d s behind/,
    /timedatectl/,
  ],
  ["a clock that is far ahead", { secondsAhead: 400 }, "Slack clock", "broken", /\d s ahead/, /timedatectl/],
  [
    "an app token without its scope",
    { faults: [{ method: "apps.connections.open", error: "missing_scope" }] },
    ...line("Socket Mode", "broken", /missing_scope/, /connections:write.*SLACK_APP_TOKEN=/s),
  ],
  [
    "an app token that has to wait",
    { faults: [{ method: "apps.connections.open", error: "ratelimited" }] },
    ...line("Socket Mode", "warning", /wait/, /in a minute/),
  ],
  [
    "a socket that is not open",
    { isReady: async () => false },
    ...line("Socket Mode", "warning", /none is open/, /log/),
  ],
  [
    "a channel without the bot",
    ...unfit(places.general, "broken", /not in this channel/, /\/invite @rootcheck/),
  ],
  ["a channel that it cannot see", ...unfit(places.leads, "broken", /does not see/, /\/invite @rootcheck/)],
  ["an archived channel", ...unfit(places.archived, "broken", /archived/, /out of ROOTCHECK_CHANNELS/)],
  [
    "a channel that others read",
    ...unfit(places.partner, "broken", /another company/, /out of ROOTCHECK_CHANNELS/),
  ],
  [
    "a channel of which Slack cannot tell",
    { faults: [{ method: "conversations.info", error: "internal_error" }] },
    ...line(`Channel ${places.security}`, "warning", /could not say/, /in a minute/),
  ],
  ["a guest", ...unsuited(cast.guest, "warning", /guest/)],
  ["a bot", ...unsuited(cast.bot, "warning", /bot/)],
  ["somebody of another company", ...unsuited(cast.otherCompany, "warning", /another company/)],
  ["somebody who left", ...unsuited(cast.deactivated, "warning", /deactivated/)],
  ["somebody whom Slack does not know", ...unsuited("U01NOBODY00", "broken", /user_not_found/)],
  ["a group that Slack does not know", ...unsuited("S01NOSUCH00", "broken", /no_such_subteam/)],
  [
    "a group without members",
    {
      ...unsuited("S01EMPTY000", "warning", /nobody in it/)[0],
      slack: {
        workspace: { ...sampleWorkspace, userGroups: [{ id: "S01EMPTY000", handle: "empty", members: [] }] },
      },
    },
    ...line("Group S01EMPTY000", "warning", /nobody in it/, /ROOTCHECK_APPROVERS=/),
  ],
  [
    "somebody of whom Slack cannot tell",
    { faults: [{ method: "users.info", error: "internal_error" }] },
    ...line(`Person ${cast.operator}`, "warning", /could not say/, /in a minute/),
  ],
  [
    "operators who cannot operate",
    { grants: { operator: [cast.deactivated] } },
    ...line("Operators", "broken", /nobody can audit/, /ROOTCHECK_OPERATORS=U…/),
  ],
  [
    "the only operator, whom Slack does not know",
    { grants: { operator: ["U0NOBODY00"] } },
    ...line("Person U0NOBODY00", "broken", /user_not_found/, /ROOTCHECK_OPERATORS=U…$/),
  ],
];

type Told = readonly [string, Diagnosis["verdict"], RegExp, RegExp];

function line(...told: Told): Told {
  return told;
}

function unfit(channel: string, verdict: "broken", found: RegExp, mend: RegExp): readonly [SetUp, ...Told] {
  return [{ channels: [channel] }, `Channel ${channel}`, verdict, found, mend];
}

/** Beside the one operator, somebody who is given two roles. */
function unsuited(id: string, verdict: "warning" | "broken", found: RegExp): readonly [SetUp, ...Told] {
  const grants = { operator: [cast.operator, id], approver: [id] };
  const mend = new RegExp(`ROOTCHECK_OPERATORS=${cast.operator}\nROOTCHECK_APPROVERS=$`);
  return [{ grants }, `${id.startsWith("S") ? "Group" : "Person"} ${id}`, verdict, found, mend];
}

test.each(breaks)("%s", async (_, setUp, subject, verdict, found, mend) => {
  const { [subject]: line } = await look(setUp);
  expect(line).toMatchObject({ verdict, found: expect.stringMatching(found) });
  expect(`${line?.mend?.does}\n${line?.mend?.text ?? ""}`).toMatch(mend);
});

test("without a token that works, what takes one is not looked at; what does not, is", async () => {
  const lines = await look({ config: { botToken: "xoxb-other" } });
  expect(lines).toMatchObject({
    Channels: { verdict: "off" },
    Roles: { verdict: "off" },
    "Socket Mode": { verdict: "good" },
  });
});

test("an open socket is not asked about, since Slack gives few addresses a minute", async () => {
  const faults = [{ method: "apps.connections.open", error: "invalid_auth" }];
  expect((await look({ faults, isReady: async () => true }))["Socket Mode"]?.verdict).toBe("good");
});

test("an operator of whom Slack cannot tell at the moment counts as one", async () => {
  const faults = [{ method: "users.info", error: "internal_error" }];
  expect((await look({ faults })).Operators?.verdict).toBe("good");
});

test("no listed channel is a choice", async () => {
  expect((await look({ channels: [] })).Channels?.verdict).toBe("off");
});

describe("requests from Slack, for HTTP", () => {
  const subject = "Requests from Slack";
  const httpWith = (signingSecret: string) =>
    ({ connection: { mode: "http", signingSecret } }) as const satisfies Partial<SlackConfig>;

  /** A port at which the app's own receiver listens, or another program. */
  async function listening(status?: number): Promise<number> {
    const config = { botToken: "", apiUrl: "", ...httpWith("the secret") };
    const connection = createConnection({ log, logger: boltLog(log) }, config);
    await connection.open();
    const server = createServer((request, response) =>
      status ? response.writeHead(status).end() : connection.requestListener?.(request, response),
    );
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void server.close());
    const address = server.address();
    return typeof address === "object" && address ? address.port : 0;
  }

  test.each([
    ["the app with the same secret", undefined, "the secret", "good", /cannot be seen from here/],
    ["the app with another secret", undefined, "another", "broken", /another secret/],
    ["an app that is starting", 503, "the secret", "warning", /starting/],
    ["another program", 404, "the secret", "broken", /not rootcheck/],
  ] as const)("%s", async (_, status, secret, verdict, found) => {
    const lines = await look({ config: httpWith(secret), port: await listening(status) });
    expect(lines[subject]).toMatchObject({ verdict, found: expect.stringMatching(found) });
  });

  test("nobody there, or a port that is not known: that is no trouble of Slack's", async () => {
    for (const port of [0, 9])
      expect((await look({ config: httpWith("s"), port }))[subject]).toMatchObject({ verdict: "off" });
  });

  test.each([true, false])("in the running app itself: let in is %s", async (isOpen) => {
    const lines = await look({ config: httpWith("s"), isReady: async () => isOpen });
    expect(lines[subject]?.verdict).toBe(isOpen ? "good" : "warning");
  });
});
