import { describe, expect, it } from "vitest";
import { cast, groups, places } from "../../src/local-slack/workspace.ts";
import { modes, startApp, startSlack } from "./support/harness.ts";
import { createManualClock } from "./support/manual-clock.ts";

const typed = { user: cast.operator, channel: places.security, text: "/rootcheck status" };

describe.each(modes)("a slash command over %s", (mode) => {
  it("is acknowledged and answered to the asker alone", async () => {
    const { control } = await startApp(mode, (app) => {
      app.command("/rootcheck", async ({ ack, respond, command }) => {
        await ack();
        await respond(`heard ${command.text}`);
      });
    });
    expect(await control.command(typed)).toMatchObject({ outcome: "acknowledged" });
    const seen = await control.until(cast.operator, ({ messages }) => messages.length > 0);
    expect(seen.messages).toMatchObject([
      { text: "heard status", ephemeralTo: cast.operator, channel: places.security },
    ]);
    expect((await control.state(cast.viewer)).messages).toEqual([]);
  });

  it("shows the acknowledgement's own text", async () => {
    const { control } = await startApp(mode, (app) => {
      app.command("/rootcheck", async ({ ack }) => ack("at once"));
    });
    await control.command(typed);
    expect((await control.state(cast.operator)).messages).toMatchObject([
      { text: "at once", ephemeralTo: cast.operator },
    ]);
  });

  it("carries what Slack tells of the person and the place", async () => {
    const told: unknown[] = [];
    const { control, slack } = await startApp(mode, (app) => {
      app.command("/rootcheck", async ({ ack, command }) => {
        told.push(command);
        await ack();
      });
    });
    await control.command({ ...typed, channel: places.incidents });
    expect(told).toMatchObject([
      {
        command: "/rootcheck",
        text: "status",
        user_id: cast.operator,
        team_id: slack.workspace.team.id,
        channel_id: places.incidents,
        channel_name: "privategroup",
        is_enterprise_install: "false",
      },
    ]);
  });

  it("comes again when it is redelivered, and the record says so", async () => {
    let runs = 0;
    const { control } = await startApp(mode, (app) => {
      app.command("/rootcheck", async ({ ack }) => {
        runs += 1;
        await ack();
      });
    });
    await control.command(typed);
    expect(await control.redeliver()).toMatchObject({ outcome: "acknowledged" });
    expect(runs).toBe(2);
    const deliveries = (await control.wire()).filter(({ name }) => name === "/rootcheck");
    expect(deliveries.map(({ repeated }) => repeated)).toEqual([false, true]);
  });

  it("times out after three seconds without an acknowledgement", async () => {
    const clock = createManualClock();
    const { control } = await startApp(
      mode,
      (app) => {
        app.command("/rootcheck", async () => clock.advance(3_000));
      },
      { clock },
    );
    expect(await control.command(typed)).toEqual({
      outcome: "timeout",
      notice: '/rootcheck failed with the error "operation_timeout"',
    });
  });
});

describe("a slash command", () => {
  const escaped = [
    ["@olivia", `<@${cast.operator}|olivia>`],
    ["ask @anna!", `ask <@${cast.approver}|anna>!`],
    ["@security-team", `<!subteam^${groups.security}|@security-team>`],
    ["#security", `<#${places.security}|security>`],
    ["@nobody #nowhere", "@nobody #nowhere"],
    ["https://example.com/a?b", "<https://example.com/a?b>"],
    ["root@example.com", "<mailto:root@example.com|root@example.com>"],
    ["a < b & c", "a &lt; b &amp; c"],
  ] as const;

  it.each(escaped)("hands %s on as %s", async (text, expected) => {
    const { control } = await startSlack();
    await control.command({ ...typed, text: `/rootcheck ${text}` });
    expect(await control.wire()).toMatchObject([{ name: "/rootcheck", sent: { text: expected } }]);
  });

  it.each([
    ["commandEmailsBecomeLinks", "root@example.com", "root@example.com"],
    ["commandTextHasEntities", "a < b", "a < b"],
  ] as const)("without %s hands %s on as typed", async (name, text, expected) => {
    const { control } = await startSlack({ switches: { [name]: false } });
    await control.command({ ...typed, text: `/rootcheck ${text}` });
    expect(await control.wire()).toMatchObject([{ sent: { text: expected } }]);
  });

  it.each([
    ["of an app that is not there", typed, 'failed with the error "dispatch_failed"'],
    ["that no app has", { ...typed, text: "/other" }, "is not a valid command"],
    [
      "from another company",
      { ...typed, user: cast.otherCompany, channel: places.partner },
      "not a valid command",
    ],
    ["in an archived channel", { ...typed, channel: places.archived }, "archived"],
  ])("%s gets a notice", async (_case, request, notice) => {
    const { control } = await startSlack();
    expect(await control.command(request)).toEqual({
      outcome: "unreachable",
      notice: expect.stringContaining(notice),
    });
  });

  it.each([
    ["a channel that they cannot see", { ...typed, user: cast.outsider, channel: places.incidents }],
    ["no longer there", { ...typed, user: cast.deactivated }],
    ["a bot", { ...typed, user: cast.bot }],
    ["unknown", { ...typed, user: "U404" }],
  ])("cannot be typed by a person with %s", async (_case, request) => {
    const { control } = await startSlack();
    await expect(control.command(request)).rejects.toThrow("400");
  });
});
